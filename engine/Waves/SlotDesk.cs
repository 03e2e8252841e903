using System.Collections.Immutable;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Waves;

/// <summary>Which class holds which lesson when: planned for a whole campaign. Who may do it is decided before.</summary>
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
            COUNT(t.id) AS Students
        FROM school_class c
        JOIN school s ON s.id = c.school_id
        LEFT JOIN seat t ON t.class_id = c.id AND t.spare = 0
        WHERE c.campaign_id = @campaignId AND c.kind = 'lesson'
        GROUP BY c.id, c.school_id, s.name, c.grade, c.letter, c.lesson, c.battery_id, c.battery_version
        ORDER BY c.id
        """;

    private const string PlacedOf = """
        SELECT k.class_id AS ClassId, k.lesson, k.wave_id AS WaveId, k.starts_at AS StartsAt, k.by_hand AS ByHand
        FROM class_slot k JOIN school_class c ON c.id = k.class_id WHERE c.campaign_id = @campaignId AND c.kind = 'lesson'
        """;

    /// <summary>What a plan would do; nothing is written. Null where there is no campaign with classes.</summary>
    /// <param name="anew">Classes that nobody moved by hand are placed anew, instead of staying where they fit.</param>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<PlanView?> LookAsync(string regionId, bool anew, CancellationToken cancellation) =>
        await DrawAsync(regionId, anew, cancellation) is { } drawn ? drawn.View : null;

    internal const string Put = "UPDATE class_slot SET wave_id = @waveId, starts_at = @startsAt, by_hand = @byHand WHERE class_id = @classId AND lesson = @lesson";

    internal const string Insert = """
        INSERT INTO class_slot (class_id, lesson, wave_id, starts_at, by_hand) SELECT c.id, @lesson, @waveId, @startsAt, @byHand FROM school_class c WHERE c.id = @classId
        """;

    internal const string Remove = "DELETE FROM class_slot WHERE class_id = @classId AND lesson = @lesson";

    private const string RemovePlanned = Remove + " AND by_hand = 0";

    private const string PutPlanned = Put + " AND by_hand = 0";

    private const string Has = "SELECT COUNT(*) FROM class_slot WHERE class_id = @classId AND lesson = @lesson";

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
            return scope.Execute(RemovePlanned, new { classId = move.Lesson.ClassId, lesson = move.Lesson.Lesson });
        }

        var row = new { classId = move.Lesson.ClassId, lesson = move.Lesson.Lesson, waveId = to.WaveId, startsAt = to.StartsAtMs, byHand = 0 };
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
        var placed = (await _database.QueryAsync<PlacedRow>(PlacedOf, of, cancellation)).ToDictionary(row => new LessonKey(row.ClassId, row.Lesson));
        HashSet<WaveRow> open = [.. waves.Where(wave => wave.Stage == WaveState.Open)];
        PlanSlot[] slots = [.. WaveRow.SlotsOf(open).Where(slot => slot.Key.StartsAtMs > NowMs)];
        LessonRow[] lessons = [.. rows.SelectMany(row => LessonsOf(row, placed))];
        PlanClass[] planned = [.. new PlannedLessons(lessons, slots, WaveRow.SlotsOf(waves), _clock.GetUtcNow()).ToPlan(_batteries)];
        SlotPlan plan = SlotPlanner.Make(slots, planned, keepsPlaced: !anew);

        // A battery that has become shorter leaves slots behind it that nobody needs.
        var needed = lessons.Select(lesson => lesson.Key).ToHashSet();
        PlacedRow[] left = [.. placed.Values.Where(row => row.ByHand == 0 && row.StartsAt > NowMs && !needed.Contains(new LessonKey(row.ClassId, row.Lesson)))];
        return new DrawnPlan(campaign.Id, plan, planned, lessons, left, open);
    }

    private IEnumerable<LessonRow> LessonsOf(ClassRow row, Dictionary<LessonKey, PlacedRow> placed) =>
        Enumerable.Range(1, _batteries.LessonsOf(row.BatteryId, row.BatteryVersion))
            .Select(lesson => new LessonRow(row, lesson, placed.GetValueOrDefault(new LessonKey(row.Id, lesson))));

    private long NowMs => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>A plan with the rows it was made from.</summary>
    private sealed class DrawnPlan
    {
        public DrawnPlan(string campaign, SlotPlan plan, PlanClass[] planned, LessonRow[] lessons, PlacedRow[] left, HashSet<WaveRow> open)
        {
            (Campaign, Open) = (campaign, open);
            Moves =
            [
                .. planned.Select(one => new PlannedMove(one.Key, one.Now, plan.Places.TryGetValue(one.Key, out SlotKey to) ? to : null)).Where(move => move.From != move.To),
                .. left.OrderBy(row => new LessonKey(row.ClassId, row.Lesson)).Select(row => new PlannedMove(new LessonKey(row.ClassId, row.Lesson), new SlotKey(row.WaveId, row.StartsAt), null)),
            ];
            var byKey = lessons.ToDictionary(lesson => lesson.Key);
            LessonRow[] unplaced =
            [
                .. plan.Unplaced.Keys.Select(key => byKey[key]).OrderBy(lesson => lesson.Row.SchoolName, StringComparer.Ordinal)
                    .ThenBy(lesson => lesson.Row.Grade).ThenBy(lesson => lesson.Row.Letter, StringComparer.Ordinal).ThenBy(lesson => lesson.Key),
            ];
            View = new PlanView(
                Sha256Hex.Of(string.Join('\n', Moves.Select(move => $"{move.Lesson} {move.From} {move.To}"))),
                Moves.Count(move => move.From is null), Moves.Count(move => move.From is not null && move.To is not null), Moves.Count(move => move.To is null),
                planned.Count(one => byKey[one.Key].Placed is { ByHand: 1 }), unplaced.Length,
                [.. unplaced.Take(MostTold).Select(lesson => lesson.Told(plan.Unplaced[lesson.Key]))]);
        }

        public string Campaign { get; }

        /// <summary>The open waves, as they were.</summary>
        public HashSet<WaveRow> Open { get; }

        public ImmutableArray<PlannedMove> Moves { get; }

        public PlanView View { get; }
    }

    private sealed record PlannedMove(LessonKey Lesson, SlotKey? From, SlotKey? To);
}

/// <summary>What a plan does.</summary>
/// <param name="Stamp">Of exactly this plan.</param>
/// <param name="Placed">Lessons that had no slot and get one.</param>
/// <param name="Moved">Lessons that get another.</param>
/// <param name="Removed">Lessons that lose theirs.</param>
/// <param name="ByHand">Lessons that stay because somebody moved them.</param>
/// <param name="Unplaced">Lessons that find none.</param>
/// <param name="First">Of these the first, by school.</param>
public sealed record PlanView(string Stamp, int Placed, int Moved, int Removed, int ByHand, int Unplaced, ImmutableArray<UnplacedClass> First);

/// <param name="Lesson">Of its battery, from 1.</param>
public sealed record UnplacedClass(string SchoolId, string SchoolName, string ClassId, string ClassName, int Lesson, UnplacedReason Why);
