using System.Collections.Immutable;

namespace Diagnostics.Engine.Sessions;

/// <summary>When a class's lesson stood still. Immutable.</summary>
internal sealed class LessonPauses(IEnumerable<LessonPauseRow> pauses)
{
    public static LessonPauses None { get; } = new([]);

    private readonly ImmutableArray<LessonPauseRow> _all = [.. pauses];

    public int Count => _all.Length;

    /// <summary>Together with others: what lies in several of them counts once.</summary>
    public LessonPauses With(IEnumerable<LessonPauseRow> others)
    {
        var joined = new List<LessonPauseRow>();
        foreach (LessonPauseRow pause in _all.Concat(others).OrderBy(pause => pause.BeganAt))
        {
            if (joined is [.., var last] && (last.EndedAt is not { } ended || pause.BeganAt <= ended))
            {
                long? later = last.EndedAt is { } one && pause.EndedAt is { } other ? Math.Max(one, other) : null;
                joined[^1] = last with { EndedAt = later };
            }
            else
            {
                joined.Add(pause);
            }
        }

        return new LessonPauses(joined);
    }

    /// <summary>How much of the time between two moments (Unix ms) the lesson was paused; a pause that goes on counts up to the later one.</summary>
    public long WithinMs(long from, long to) =>
        _all.Sum(pause => Math.Max(0, Math.Min(pause.EndedAt ?? to, to) - Math.Max(pause.BeganAt, from)));
}

/// <summary>A pause as the store holds it.</summary>
internal sealed record LessonPauseRow
{
    public const string OfClass = """
        SELECT began_at AS BeganAt, ended_at AS EndedAt FROM lesson_pause WHERE class_id = @classId ORDER BY number
        """;

    public const string Begin = """
        INSERT INTO lesson_pause (class_id, number, began_at)
        SELECT @classId, COUNT(*) + 1, @now FROM lesson_pause WHERE class_id = @classId
        """;

    public const string End = "UPDATE lesson_pause SET ended_at = @now WHERE class_id = @classId AND ended_at IS NULL";

    public required long BeganAt { get; init; }

    public required long? EndedAt { get; init; }
}
