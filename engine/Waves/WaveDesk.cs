using System.Collections.Immutable;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Rehearsals;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Waves;

/// <summary>The waves of a region's newest campaign: made, changed, paused, ended, read with how full their slots are. Who may do it is decided before.</summary>
public sealed class WaveDesk
{
    public const int MostWaves = 40;

    private readonly Database _database;
    private readonly Writer _writer;
    private readonly OrgPaths _paths;
    private readonly BatteryLibrary _batteries;
    private readonly KeptReports _reports;
    private readonly AuditLog _audit;

    internal WaveDesk(Database database, Writer writer, OrgPaths paths, BatteryLibrary batteries, KeptReports reports, AuditLog audit) =>
        (_database, _writer, _paths, _batteries, _reports, _audit) = (database, writer, paths, batteries, reports, audit);

    private const string WindowOf = "SELECT opens_at AS OpensAt, closes_at AS ClosesAt FROM campaign WHERE id = @campaignId";

    // Places of a class are counted out of an index alone.
    private const string Fill = """
        SELECT q.WaveId, q.StartsAt, COUNT(*) AS Classes, CAST(SUM(q.Students) AS bigint) AS Students
        FROM (
            SELECT k.wave_id AS WaveId, k.starts_at AS StartsAt, (SELECT COUNT(*) FROM seat t WHERE t.class_id = k.class_id AND t.spare = 0) AS Students
            FROM class_slot k JOIN wave w ON w.id = k.wave_id WHERE w.campaign_id = @campaignId
        ) q
        GROUP BY q.WaveId, q.StartsAt
        """;

    // How many slots a class needs is told by its battery; the first is nobody's question once the class has begun.
    private const string Counted = """
        SELECT x.BatteryId, x.BatteryVersion, x.Run, x.FirstSlots, x.LaterSlots, COUNT(*) AS Classes
        FROM (
            SELECT c.id, c.battery_id AS BatteryId, c.battery_version AS BatteryVersion, c.lesson AS Run,
                SUM(CASE WHEN k.lesson = 1 THEN 1 ELSE 0 END) AS FirstSlots, SUM(CASE WHEN k.lesson > 1 THEN 1 ELSE 0 END) AS LaterSlots
            FROM school_class c LEFT JOIN class_slot k ON k.class_id = c.id
            WHERE c.campaign_id = @campaignId AND c.kind = 'lesson'
            GROUP BY c.id, c.battery_id, c.battery_version, c.lesson
        ) x
        GROUP BY x.BatteryId, x.BatteryVersion, x.Run, x.FirstSlots, x.LaterSlots
        """;

    /// <summary>The waves of the region a place lies in; null where there is no campaign with classes yet.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<WavePage?> ReadAsync(OrgNode place, CancellationToken cancellation)
    {
        if (await _paths.FindAsync(place, cancellation) is not { RegionId: { } regionId } || await RegionCampaign.FindAsync(_database, regionId, cancellation) is not { } campaign)
        {
            return null;
        }

        var of = new { campaignId = campaign.Id };
        WindowRow window = (await _database.FirstOrDefaultAsync<WindowRow>(WindowOf, of, cancellation))!;
        IReadOnlyList<CountRow> counted = await _database.QueryAsync<CountRow>(Counted, of, cancellation);
        ILookup<string, FillRow> fill = (await _database.QueryAsync<FillRow>(Fill, of, cancellation)).ToLookup(row => row.WaveId);
        ImmutableArray<KeptReport> reports = await _reports.ReadAsync(cancellation);
        return new WavePage(
            campaign.Year, window.OpensAt, window.ClosesAt, counted.Sum(row => row.Classes), counted.Where(IsWaiting).Sum(row => row.Classes),
            [.. (await _database.QueryAsync<WaveRow>(WaveRow.OfCampaign, of, cancellation)).Select(row => Show(row, fill[row.Id], reports))]);
    }

    private bool IsWaiting(CountRow row) =>
        (row.Run == "lobby" && row.FirstSlots == 0) || (row.Run != "ended" && row.LaterSlots < _batteries.LessonsOf(row.BatteryId, row.BatteryVersion) - 1);

    private static WaveView Show(WaveRow row, IEnumerable<FillRow> fill, ImmutableArray<KeptReport> reports)
    {
        KeptReport? measured = row.Report is { } named ? reports.FirstOrDefault(report => report.Id == named) : KeptReports.BestOf(reports);
        var byStart = fill.ToDictionary(slot => slot.StartsAt);
        WaveSettings settings = row.ToSettings();
        return new WaveView(
            row.Id, row.Stage, settings,
            [.. settings.Slots.Select(slot => byStart.TryGetValue(slot.StartsAtMs, out FillRow? filled) ? new SlotFill(filled.Classes, filled.Students) : new SlotFill(0, 0))],
            measured is { Refusal: null } ? new MeasuredSlot(measured.CapacityFor(settings.Shortest), measured.Facts.StartedAtMs) : null);
    }

    private const string Insert = """
        INSERT INTO wave (id, campaign_id, name, state, capacity, capacity_source, capacity_report, at_once, grades, slots)
        VALUES (@id, @campaignId, @name, @state, @Capacity, @source, @Report, @AtOnce, @grades, @slots)
        """;

    private const string Update = """
        UPDATE wave SET name = @name, capacity = @Capacity, capacity_source = @source, capacity_report = @Report, at_once = @AtOnce, grades = @grades, slots = @slots
        WHERE id = @id AND campaign_id = @campaignId
        """;

    private const string Held = "SELECT starts_at AS StartsAt, COUNT(*) AS Classes, SUM(by_hand) AS ByHand FROM class_slot WHERE wave_id = @id GROUP BY starts_at";

    private const string EmptySlot = "DELETE FROM class_slot WHERE wave_id = @id AND starts_at = @start";

    /// <summary>
    /// Makes a wave, or changes one: classes in a slot that is gone have none any more, those in the others stay. Where more classes lose theirs than was agreed to,
    /// nothing is written.
    /// </summary>
    /// <param name="wave">The wave that is changed; null for a new one.</param>
    /// <param name="losing">So many classes may lose their slot.</param>
    /// <exception cref="StoreBusyException">The store cannot be read or written now.</exception>
    public async Task<WaveOutcome> SaveAsync(string regionId, string? wave, WaveSettings settings, int losing, string actor, CancellationToken cancellation)
    {
        if (await RegionCampaign.FindAsync(_database, regionId, cancellation) is not { } campaign)
        {
            return new WaveOutcome(null, WaveFault.Unknown);
        }

        string id = wave ?? NewId.Next();
        var of = new { campaignId = campaign.Id };
        return await _writer.RunAsync(
            null,
            scope =>
            {
                WindowRow window = scope.FirstOrDefault<WindowRow>(WindowOf, of)!;
                IReadOnlyList<WaveRow> waves = scope.Query<WaveRow>(WaveRow.OfCampaign, of);
                if ((settings.FaultIn(window.OpensAt, window.ClosesAt) ?? FaultBeside(waves, wave, settings) ?? FaultOfReport(scope, waves, wave, settings)) is { } fault)
                {
                    return new WaveOutcome(null, fault);
                }

                var kept = settings.Slots.Select(slot => slot.StartsAtMs).ToHashSet();
                HeldRow[] emptied = [.. scope.Query<HeldRow>(Held, new { id }).Where(row => !kept.Contains(row.StartsAt))];
                if (emptied.Sum(row => row.Classes) > losing)
                {
                    return new WaveOutcome(null, null) { Losing = new LostSlots(emptied.Sum(row => row.Classes), emptied.Sum(row => row.ByHand)) };
                }

                object values = WaveRow.Values(id, campaign.Id, settings);
                if (scope.Execute(Update, values) == 0)
                {
                    scope.Execute(Insert, values);
                }

                foreach (HeldRow row in emptied)
                {
                    scope.Execute(EmptySlot, new { id, start = row.StartsAt });
                }

                Tell(scope, actor, regionId, $"saved {id}");
                return new WaveOutcome(id, null);
            },
            cancellation);
    }

    private static WaveFault? FaultBeside(IReadOnlyList<WaveRow> waves, string? wave, WaveSettings settings)
    {
        WaveRow[] others = [.. waves.Where(row => row.Id != wave)];
        return wave is not null && others.Length == waves.Count ? WaveFault.Unknown
            : wave is null && waves.Count >= MostWaves ? WaveFault.Slots
            : others.Any(row => row.Name == settings.Name!.Trim()) ? WaveFault.NameTaken
            : others.Any(row => row.ToSettings().Overlaps(settings)) ? WaveFault.Overlaps : null;
    }

    /// <summary>A wave may keep the report it names, also where a later run took its weight away: it is told so on the page.</summary>
    private static WaveFault? FaultOfReport(WriteScope scope, IReadOnlyList<WaveRow> waves, string? wave, WaveSettings settings) =>
        settings.Report is { } named && waves.FirstOrDefault(row => row.Id == wave)?.Report != named
            && !KeptReports.Read(scope).Any(report => report.Id == named && report.Refusal is null)
                ? WaveFault.Report
                : null;

    private const string Change = """
        UPDATE wave SET state = @state WHERE id = @wave AND campaign_id IN (SELECT g.id FROM campaign g WHERE g.region_id = @regionId)
        """;

    /// <summary>Opens, pauses or ends a wave; false when the region has no such wave. Lessons that are on are another step: <see cref="LiveDay.DaySteps"/>.</summary>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public Task<bool> SetStateAsync(string regionId, string wave, WaveState state, string actor, CancellationToken cancellation) => _writer.RunAsync(
        null,
        scope =>
        {
            bool done = Enum.IsDefined(state) && scope.Execute(Change, new { state = StoredText.Of(state), wave, regionId }) == 1;
            if (done)
            {
                Tell(scope, actor, regionId, $"{StoredText.Of(state)} {wave}");
            }

            return done;
        },
        cancellation);

    private const string DropSlots = """
        DELETE FROM class_slot WHERE wave_id IN (SELECT w.id FROM wave w JOIN campaign g ON g.id = w.campaign_id WHERE w.id = @wave AND g.region_id = @regionId)
        """;

    private const string Drop = "DELETE FROM wave WHERE id = @wave AND campaign_id IN (SELECT g.id FROM campaign g WHERE g.region_id = @regionId)";

    /// <summary>Takes a wave away with all places in it; false when the region has no such wave.</summary>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public Task<bool> DropAsync(string regionId, string wave, string actor, CancellationToken cancellation) => _writer.RunAsync(
        null,
        scope =>
        {
            var which = new { wave, regionId };
            scope.Execute(DropSlots, which);
            bool done = scope.Execute(Drop, which) == 1;
            if (done)
            {
                Tell(scope, actor, regionId, $"dropped {wave}");
            }

            return done;
        },
        cancellation);

    private void Tell(WriteScope scope, string actor, string regionId, string what) =>
        _audit.Write(scope, new AuditEntry(actor, AuditAct.WaveChanged, "region", regionId, new OrgNode(NodeKind.Region, regionId), what));

    private sealed record WindowRow
    {
        public required long OpensAt { get; init; }

        public required long ClosesAt { get; init; }
    }

    private sealed record CountRow
    {
        public required string BatteryId { get; init; }

        public required string BatteryVersion { get; init; }

        public required string Run { get; init; }

        public required int FirstSlots { get; init; }

        public required int LaterSlots { get; init; }

        public required int Classes { get; init; }
    }

    private sealed record HeldRow
    {
        public required long StartsAt { get; init; }

        public required int Classes { get; init; }

        public required int ByHand { get; init; }
    }

    private sealed record FillRow
    {
        public required string WaveId { get; init; }

        public required long StartsAt { get; init; }

        public required int Classes { get; init; }

        public required int Students { get; init; }
    }
}

/// <param name="Id">Of the wave; null where it was refused.</param>
public sealed record WaveOutcome(string? Id, WaveFault? Fault)
{
    /// <summary>Nothing was written, as these would lose their slot; null otherwise.</summary>
    public LostSlots? Losing { get; init; }
}

/// <param name="Classes">Lessons of classes that would have no slot any more.</param>
/// <param name="ByHand">Of these moved by hand.</param>
public sealed record LostSlots(int Classes, int ByHand);

/// <param name="Year">Of the campaign.</param>
/// <param name="OpensAtMs">Of its window, inclusive.</param>
/// <param name="ClosesAtMs">Of its window, exclusive.</param>
/// <param name="Classes">Lessons of the campaign.</param>
/// <param name="Waiting">Of these with a lesson to come that has no slot.</param>
public sealed record WavePage(int Year, long OpensAtMs, long ClosesAtMs, int Classes, int Waiting, ImmutableArray<WaveView> Waves);

/// <param name="Fill">By slot, in the settings' order.</param>
/// <param name="Measured">By the report it names, or by the best that is kept where the number is the region's own; null where no report tells anything.</param>
public sealed record WaveView(string Id, WaveState State, WaveSettings Settings, ImmutableArray<SlotFill> Fill, MeasuredSlot? Measured);

/// <param name="Students">In its shortest slot, as was measured.</param>
/// <param name="AtMs">When the rehearsal began, Unix ms.</param>
public sealed record MeasuredSlot(int Students, long AtMs);

public sealed record SlotFill(int Classes, int Students);
