using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;
using Diagnostics.Engine.Waves;

namespace Diagnostics.Engine.LiveDay;

/// <summary>
/// One step for all lessons of a place that are on: pause, go on, more minutes. Each class takes it by the command its own board gives, so that it is checked and
/// written down as there; in portions, and what did not succeed is named.
/// </summary>
public sealed class DaySteps
{
    /// <summary>Classes in one portion; their writes share commits.</summary>
    public const int Portion = 100;

    private readonly Database _database;
    private readonly ClassBoard _board;
    private readonly TimeProvider _clock;

    internal DaySteps(Database database, ClassBoard board, TimeProvider clock) => (_database, _board, _clock) = (database, board, clock);

    private const string On = $"""
        FROM school_class c
        JOIN school s ON s.id = c.school_id
        JOIN municipality m ON m.id = s.municipality_id
        JOIN campaign g ON g.id = c.campaign_id
        WHERE {OrgPaths.SchoolUnder} AND {OrgPaths.NewestLessons} AND c.lesson IN ('running', 'paused') AND c.id > @after
        """;

    private const string LessonsOn = $"""
        SELECT c.id, c.grade, c.letter, c.lesson, c.campaign_id AS CampaignId, s.name AS SchoolName
        {On}
            AND (@wave = '' OR EXISTS (SELECT 1 FROM class_slot k WHERE k.class_id = c.id AND k.wave_id = @wave))
        ORDER BY c.id
        """;

    private const string SlotsOfThem = $"""
        SELECT k.class_id AS ClassId, k.wave_id AS WaveId, k.starts_at AS StartsAt FROM class_slot k WHERE k.class_id IN (SELECT c.id {On})
        """;

    /// <summary>The next portion after a class; null when the order is none that can be given. A class where the step was taken already counts as done.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now: nothing was done.</exception>
    public async Task<StepPortion?> TakeAsync(OrgNode place, StepOrder order, string actor, CancellationToken cancellation)
    {
        if (!order.IsValid)
        {
            return null;
        }

        var those = new { kind = StoredText.Of(place.Kind), id = place.Id, after = order.After ?? "", wave = order.Wave ?? "" };
        IReadOnlyList<Row> on = await _database.QueryAsync<Row>(LessonsOn, those, cancellation);
        LessonHours hours = await HoursAsync(on, those, cancellation);
        Row[] rows = [.. on.Where(room => order.Wave is { } wave ? hours.IsNow(room.Id, room.Runs, wave) : !hours.IsBetween(room.Id, room.Runs))];
        Row[] portion = [.. rows.Take(Portion)];
        ClassBoard board = _board.By(actor);
        bool[] done = await Task.WhenAll(portion.Select(room => TryAsync(board, room, order, cancellation)));
        return new StepPortion(
            done.Count(taken => taken), [.. portion.Zip(done).Where(one => !one.Second).Select(one => new MissedClass(one.First.SchoolName, one.First.Name))],
            rows.Length > Portion ? portion[^1].Id : null);
    }

    private async Task<LessonHours> HoursAsync(IReadOnlyList<Row> rooms, object those, CancellationToken cancellation)
    {
        List<WaveRow> waves = [];
        foreach (string campaignId in rooms.Select(room => room.CampaignId).Distinct(StringComparer.Ordinal))
        {
            waves.AddRange(await _database.QueryAsync<WaveRow>(WaveRow.OfCampaign, new { campaignId }, cancellation));
        }

        return new LessonHours(waves, await _database.QueryAsync<LessonHour>(SlotsOfThem, those, cancellation), _clock.GetUtcNow().ToUnixTimeMilliseconds());
    }

    private static async Task<bool> TryAsync(ClassBoard board, Row room, StepOrder order, CancellationToken cancellation)
    {
        try
        {
            return order.Step switch
            {
                DayStep.Pause => await board.SetLessonAsync(room.Id, LessonState.Paused, cancellation, LessonState.Running),
                // Not from ended: its teacher may have ended it since the portion was read.
                DayStep.Resume => await board.SetLessonAsync(room.Id, LessonState.Running, cancellation, LessonState.Paused),
                DayStep.Extend => await board.GiveTimeAsync(room.Id, null, order.Minutes, cancellation, order.Press),
            };
        }
        catch (StoreBusyException)
        {
            return false;
        }
    }

    private sealed record Row
    {
        public required string Id { get; init; }

        public required int Grade { get; init; }

        public required string Letter { get; init; }

        public required string Lesson { get; init; }

        public required string CampaignId { get; init; }

        public required string SchoolName { get; init; }

        public bool Runs => Lesson == "running";

        public string Name => $"{Grade}{Letter}";
    }
}

public enum DayStep
{
    /// <summary>Lessons that run stand still.</summary>
    Pause,

    /// <summary>Lessons that stand still go on, also those their teacher has paused.</summary>
    Resume,

    /// <summary>Sections that were begun get more minutes.</summary>
    Extend,
}

/// <param name="Minutes">With <see cref="DayStep.Extend"/>; otherwise nothing.</param>
/// <param name="Press">A random word of the one press of the button: minutes of the same press are added to a class once.</param>
/// <param name="After">The class after which the portion begins; null: the first.</param>
/// <param name="Wave">Only classes that have a slot of this wave now; null: all that do not stand between two of their lessons.</param>
public sealed record StepOrder(DayStep Step, int Minutes, string? Press, string? After, string? Wave = null)
{
    internal bool IsValid => Enum.IsDefined(Step) && Press is { Length: >= 8 and <= 64 } && (Step != DayStep.Extend || Minutes is >= 1 and <= ClassBoard.MostMinutes);
}

/// <param name="Done">Classes where the step is taken.</param>
/// <param name="Missed">Classes where it could not be.</param>
/// <param name="Next">After which class the next portion begins; null: this was the last.</param>
public sealed record StepPortion(int Done, IReadOnlyList<MissedClass> Missed, string? Next);

public sealed record MissedClass(string SchoolName, string ClassName);
