using System.Collections.Immutable;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Sessions;

/// <summary>When the lesson of single seats stood still, or was over before their class's. Immutable.</summary>
internal sealed class SeatHalts(IEnumerable<SeatHaltRow> halts)
{
    public static SeatHalts None { get; } = new([]);

    private readonly ImmutableArray<SeatHaltRow> _all = [.. halts];

    private bool IsEmpty => _all.IsEmpty;

    /// <summary>What holds a seat now; null when nothing does.</summary>
    public SeatHaltRow? Now(int seat)
    {
        foreach (SeatHaltRow halt in _all)
        {
            if (halt.Seat == seat && halt.EndedAt is null)
            {
                return halt;
            }
        }

        return null;
    }

    /// <summary>The pauses of a seat: its class's and its own, as one.</summary>
    public LessonPauses PausesOf(int seat, LessonPauses ofClass) => IsEmpty
        ? ofClass
        : ofClass.With(_all
            .Where(halt => halt.Seat == seat && halt.Run == LessonState.Paused)
            .Select(halt => new LessonPauseRow { BeganAt = halt.BeganAt, EndedAt = halt.EndedAt }));

    /// <summary>Where the lesson is for a seat, when it is there for its class.</summary>
    public LessonState RunOf(int seat, LessonState ofClass) => (ofClass, Now(seat)?.Run) switch
    {
        (LessonState.Running or LessonState.Paused, LessonState.Ended) => LessonState.Ended,
        (LessonState.Running, LessonState.Paused) => LessonState.Paused,
        _ => ofClass,
    };

    /// <summary>Without those of one seat.</summary>
    public SeatHalts Without(int seat) => new(_all.Where(halt => halt.Seat != seat));

    /// <summary>The same rows in the same order.</summary>
    public bool IsSameAs(SeatHalts other) => _all.SequenceEqual(other._all);

    /// <summary>Whether any seat is held now.</summary>
    public bool HoldAny => _all.Any(halt => halt.EndedAt is null);
}

/// <summary>A seat's own pause or end as the store holds it.</summary>
internal sealed record SeatHaltRow
{
    private const string Columns = "SELECT seat, run AS RunText, began_at AS BeganAt, ended_at AS EndedAt FROM seat_halt";

    public const string OfClass = $"{Columns} WHERE class_id = @classId ORDER BY number";

    public const string OpenOfSeat = $"{Columns} WHERE class_id = @classId AND seat = @seat AND ended_at IS NULL ORDER BY number";

    public const string Begin = """
        INSERT INTO seat_halt (class_id, number, seat, run, began_at)
        SELECT @classId, COALESCE(MAX(number), 0) + 1, @seat, @run, @now FROM seat_halt WHERE class_id = @classId
        """;

    public const string End = "UPDATE seat_halt SET ended_at = @now WHERE class_id = @classId AND seat = @seat AND ended_at IS NULL";

    /// <summary>Those of a session's seat: they tell when its student was out of the room or left, so they are the student's.</summary>
    public const string OfSeat = $"{Columns} WHERE {SessionTables.IsOfPlace} ORDER BY number";

    public required int Seat { get; init; }

    /// <summary>As the store has it.</summary>
    public required string RunText { get; init; }

    public required long BeganAt { get; init; }

    /// <summary>Null while it lasts.</summary>
    public required long? EndedAt { get; init; }

    /// <summary>Paused or Ended.</summary>
    public LessonState Run => StoredText.Read<LessonState>(RunText);
}
