using System.Collections.Immutable;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Waves;

/// <summary>Which class holds its lesson when: planned for a whole campaign, or moved one by one. Who may do it is decided before.</summary>
public sealed class SlotDesk
{
    /// <summary>Rows of one transaction, so that answers of a day that is on do not wait for a plan.</summary>
    private const int Portion = 500;

    /// <summary>Of the classes that found no slot; all are counted.</summary>
    private const int MostTold = 200;

    private readonly Database _database;
    private readonly Writer _writer;
    private readonly BatteryLibrary _batteries;
    private readonly AuditLog _audit;
    private readonly TimeProvider _clock;

    internal SlotDesk(Database database, Writer writer, BatteryLibrary batteries, AuditLog audit, TimeProvider clock) =>
        (_database, _writer, _batteries, _audit, _clock) = (database, writer, batteries, audit, clock);

    private const string ClassesOf = """
        SELECT c.id, c.school_id AS SchoolId, s.name AS SchoolName, c.grade, c.letter, c.lesson, c.battery_id AS BatteryId, c.battery_version AS BatteryVersion,
            k.wave_id AS WaveId, k.starts_at AS StartsAt, COALESCE(k.by_hand, 0) AS ByHand, COUNT(t.id) AS Students
        FROM school_class c
        JOIN school s ON s.id = c.school_id
        LEFT JOIN seat t ON t.class_id = c.id AND t.spare = 0
        LEFT JOIN class_slot k ON k.class_id = c.id
        WHERE c.campaign_id = @campaignId AND c.kind = 'lesson'
        GROUP BY c.id, c.school_id, s.name, c.grade, c.letter, c.lesson, c.battery_id, c.battery_version, k.wave_id, k.starts_at, k.by_hand
        ORDER BY c.id
        """;

    /// <summary>What a plan would do; nothing is written. Null where there is no campaign with classes.</summary>
    /// <param name="anew">Classes that nobody moved by hand are placed anew, instead of staying where they fit.</param>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<PlanView?> LookAsync(string regionId, bool anew, CancellationToken cancellation) =>
        await DrawAsync(regionId, anew, cancellation) is { } drawn ? drawn.View : null;

    private const string Put = "UPDATE class_slot SET wave_id = @waveId, starts_at = @startsAt, by_hand = @byHand WHERE class_id = @classId";

    private const string Insert = """
        INSERT INTO class_slot (class_id, wave_id, starts_at, by_hand) SELECT c.id, @waveId, @startsAt, @byHand FROM school_class c WHERE c.id = @classId
        """;

    private const string Remove = "DELETE FROM class_slot WHERE class_id = @classId";

    private const string RemovePlanned = Remove + " AND by_hand = 0";

    private const string PutPlanned = Put + " AND by_hand = 0";

    private const string Has = "SELECT COUNT(*) FROM class_slot WHERE class_id = @classId";

    /// <summary>Writes the plan that was looked at; false when it would be another one now. Once begun it is not broken off, and the log of deeds tells it from the first rows on.</summary>
    /// <param name="stamp">Of the plan that was looked at.</param>
    /// <exception cref="StoreBusyException">The store cannot be read or written now: what was written stays, and planning again goes on from there.</exception>
    public async Task<bool> PlanAsync(string regionId, bool anew, string stamp, string actor, CancellationToken cancellation)
    {
        if (await DrawAsync(regionId, anew, cancellation) is not { } drawn || drawn.View.Stamp != stamp)
        {
            return false;
        }

        var told = new AuditEntry(actor, AuditAct.SlotsPlanned, "region", regionId, new OrgNode(NodeKind.Region, regionId), $"{drawn.Moves.Length}");
        cancellation.ThrowIfCancellationRequested();
        foreach ((int index, PlannedMove[] portion) in drawn.Moves.Chunk(Portion).DefaultIfEmpty([]).Index())
        {
            await _writer.RunAsync(
                null,
                scope =>
                {
                    if (index == 0)
                    {
                        _audit.Write(scope, told);
                    }

                    // As they were drawn: a wave that was changed, paused or dropped meanwhile takes nobody by this plan.
                    var same = scope.Query<WaveRow>(WaveRow.OfCampaign, new { campaignId = drawn.Campaign })
                        .Where(drawn.Open.Contains).Select(wave => wave.Id).ToHashSet(StringComparer.Ordinal);
                    return portion.Where(move => move.To is not { } to || same.Contains(to.WaveId)).Sum(move => Write(scope, move));
                },
                CancellationToken.None);
        }

        return true;
    }

    /// <summary>A class that somebody moved by hand meanwhile, or that is gone, stays as it is.</summary>
    private static int Write(WriteScope scope, PlannedMove move)
    {
        if (move.To is not { } to)
        {
            return scope.Execute(RemovePlanned, new { classId = move.ClassId });
        }

        var row = new { classId = move.ClassId, waveId = to.WaveId, startsAt = to.StartsAtMs, byHand = 0 };
        return scope.Scalar<long>(Has, row) > 0 ? scope.Execute(PutPlanned, row) : scope.Execute(Insert, row);
    }

    private async Task<DrawnPlan?> DrawAsync(string regionId, bool anew, CancellationToken cancellation)
    {
        if (await RegionCampaign.FindAsync(_database, regionId, cancellation) is not { } campaign)
        {
            return null;
        }

        var of = new { campaignId = campaign.Id };
        IReadOnlyList<WaveRow> waves = await _database.QueryAsync<WaveRow>(WaveRow.OfCampaign, of, cancellation);
        IReadOnlyList<ClassRow> rows = await _database.QueryAsync<ClassRow>(ClassesOf, of, cancellation);
        HashSet<WaveRow> open = [.. waves.Where(wave => wave.Stage == WaveState.Open)];
        PlanSlot[] slots = [.. WaveRow.SlotsOf(open).Where(slot => slot.Key.StartsAtMs > NowMs)];
        var free = slots.Select(slot => slot.Key).ToHashSet();
        var minutes = rows.Select(row => (row.BatteryId, row.BatteryVersion)).Distinct().ToDictionary(one => one, one => MinutesOf(one.BatteryId, one.BatteryVersion));

        // Waves that are paused or over and hours that have begun keep whom they have, and the planner neither fills nor empties them; whoever began without a slot needs none.
        ClassRow[] planned = [.. rows.Where(row => row.Key is { } key ? free.Contains(key) : !row.HasBegun)];
        SlotPlan plan = SlotPlanner.Make(slots, planned.Select(row => row.ToClass(minutes[(row.BatteryId, row.BatteryVersion)])), keepsPlaced: !anew);
        return new DrawnPlan(campaign.Id, plan, planned, open, planned.Count(row => _batteries.Find(row.BatteryId, row.BatteryVersion) is { Sittings: > 1 }));
    }

    private long NowMs => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    private int MinutesOf(string id, string version) =>
        _batteries.Find(id, version) is { } battery ? BatteryTime.Told(BatteryTime.Of(battery, 1).SlowMinutes) : 0;

    private const string SlotFor = """
        SELECT c.campaign_id AS CampaignId, c.grade, c.battery_id AS BatteryId, c.battery_version AS BatteryVersion, c.school_id AS SchoolId,
            (SELECT COUNT(*) FROM seat t WHERE t.class_id = c.id AND t.spare = 0) AS Students
        FROM school_class c WHERE c.id = @classId AND c.kind = 'lesson'
        """;

    private const string Taken = """
        SELECT COUNT(*) FROM class_slot k JOIN seat t ON t.class_id = k.class_id AND t.spare = 0
        WHERE k.wave_id = @waveId AND k.starts_at = @startsAt AND k.class_id <> @classId
        """;

    /// <summary>Moves a class into a slot by hand, where it then stays; or takes it out of its slot, so that the planner finds it another.</summary>
    /// <param name="waveId">Null to take it out.</param>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public Task<MoveOutcome> MoveAsync(string classId, string? waveId, long startsAtMs, string actor, CancellationToken cancellation) => _writer.RunAsync(
        null,
        scope =>
        {
            MoveOutcome outcome = waveId is null ? TakeOut(scope, classId) : Move(scope, new { classId, waveId, startsAt = startsAtMs, byHand = 1 }, waveId, startsAtMs);
            if (outcome == MoveOutcome.Done)
            {
                _audit.Write(scope, new AuditEntry(actor, AuditAct.SlotMoved, "class", classId, new OrgNode(NodeKind.Class, classId)));
            }

            return outcome;
        },
        cancellation);

    private static MoveOutcome TakeOut(WriteScope scope, string classId)
    {
        scope.Execute(Remove, new { classId });
        return MoveOutcome.Done;
    }

    private MoveOutcome Move(WriteScope scope, object row, string waveId, long startsAtMs)
    {
        if (scope.FirstOrDefault<ForRow>(SlotFor, row) is not { } room
            || scope.Query<WaveRow>(WaveRow.OfCampaign, new { campaignId = room.CampaignId }).FirstOrDefault(one => one.Id == waveId) is not { Stage: not WaveState.Ended } wave
            || wave.ToSettings() is not { } settings || settings.Slots.FirstOrDefault(slot => slot.StartsAtMs == startsAtMs) is not { } slot)
        {
            return MoveOutcome.Unknown;
        }

        if (startsAtMs <= NowMs)
        {
            return MoveOutcome.Past;
        }

        if ((!settings.Grades.IsEmpty && !settings.Grades.Contains(room.Grade)) || slot.Minutes < MinutesOf(room.BatteryId, room.BatteryVersion))
        {
            return MoveOutcome.Unfit;
        }

        if (scope.Scalar<long>(Taken, row) + room.Students > settings.Capacity)
        {
            return MoveOutcome.Full;
        }

        if (scope.Execute(Put, row) == 0)
        {
            scope.Execute(Insert, row);
        }

        return MoveOutcome.Done;
    }

    /// <summary>A plan with the rows it was made from.</summary>
    private sealed class DrawnPlan
    {
        public DrawnPlan(string campaign, SlotPlan plan, ClassRow[] planned, HashSet<WaveRow> open, int second)
        {
            (Campaign, Open) = (campaign, open);
            Moves = [.. planned.Select(row => new PlannedMove(row.Id, row.Key, plan.Places.TryGetValue(row.Id, out SlotKey to) ? to : null)).Where(move => move.From != move.To)];
            ClassRow[] unplaced = [.. planned.Where(row => plan.Unplaced.ContainsKey(row.Id)).OrderBy(row => row.SchoolName, StringComparer.Ordinal).ThenBy(row => row.Grade).ThenBy(row => row.Letter, StringComparer.Ordinal)];
            View = new PlanView(
                Sha256Hex.Of(string.Join('\n', Moves.Select(move => $"{move.ClassId} {move.From} {move.To}"))),
                Moves.Count(move => move.From is null), Moves.Count(move => move.From is not null && move.To is not null), Moves.Count(move => move.To is null),
                planned.Count(row => row.ByHand == 1), second, unplaced.Length,
                [.. unplaced.Take(MostTold).Select(row => new UnplacedClass(row.SchoolId, row.SchoolName, row.Id, $"{row.Grade}{row.Letter}", plan.Unplaced[row.Id]))]);
        }

        public string Campaign { get; }

        /// <summary>The open waves, as they were.</summary>
        public HashSet<WaveRow> Open { get; }

        public ImmutableArray<PlannedMove> Moves { get; }

        public PlanView View { get; }
    }

    private sealed record PlannedMove(string ClassId, SlotKey? From, SlotKey? To);

    private sealed record ForRow
    {
        public required string CampaignId { get; init; }

        public required int Grade { get; init; }

        public required string BatteryId { get; init; }

        public required string BatteryVersion { get; init; }

        public required string SchoolId { get; init; }

        public required int Students { get; init; }
    }

    private sealed record ClassRow
    {
        public required string Id { get; init; }

        public required string SchoolId { get; init; }

        public required string SchoolName { get; init; }

        public required int Grade { get; init; }

        public required string Letter { get; init; }

        public required string Lesson { get; init; }

        public required string BatteryId { get; init; }

        public required string BatteryVersion { get; init; }

        public string? WaveId { get; init; }

        public long? StartsAt { get; init; }

        public required int ByHand { get; init; }

        public required int Students { get; init; }

        public SlotKey? Key => WaveId is null ? null : new SlotKey(WaveId, StartsAt!.Value);

        public bool HasBegun => Lesson != "lobby";

        public PlanClass ToClass(int minutes) => new(Id, SchoolId, Grade, Students, minutes, Key, Key is not null && (ByHand == 1 || HasBegun));
    }
}

/// <summary>What a plan does.</summary>
/// <param name="Stamp">Of exactly this plan.</param>
/// <param name="Placed">Classes that had no slot and get one.</param>
/// <param name="Moved">Classes that get another.</param>
/// <param name="Removed">Classes that lose theirs.</param>
/// <param name="ByHand">Classes that stay because somebody moved them.</param>
/// <param name="Second">Classes whose battery is spread over several lessons: the plan has the first of them only.</param>
/// <param name="Unplaced">Classes that find none.</param>
/// <param name="First">Of these the first, by school.</param>
public sealed record PlanView(string Stamp, int Placed, int Moved, int Removed, int ByHand, int Second, int Unplaced, ImmutableArray<UnplacedClass> First);

public sealed record UnplacedClass(string SchoolId, string SchoolName, string ClassId, string ClassName, UnplacedReason Why);

public enum MoveOutcome
{
    Done,

    /// <summary>No such slot of the class's campaign, or its wave is over.</summary>
    Unknown,

    /// <summary>The slot has begun.</summary>
    Past,

    /// <summary>Not for its grade, or too short for its battery.</summary>
    Unfit,

    /// <summary>More students than the slot holds.</summary>
    Full,
}
