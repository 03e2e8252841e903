using System.Collections.Immutable;

namespace Diagnostics.Engine.Privacy;

/// <summary>
/// Every table with rows of one session or of its place, and what erasing the session does to them. From this list an erasure, the end of a rehearsal and the
/// question whether anything is held are made; a test lays it beside the schema, so that no new table is forgotten.
/// </summary>
internal static class SessionTables
{
    /// <summary>Rows by number of the seat: those of the session's place, and not those without a seat, which are the whole class's.</summary>
    public const string IsOfPlace = """
        class_id = (SELECT class_id FROM test_session WHERE id = @sessionId)
            AND seat = (SELECT t.number FROM test_session x JOIN seat t ON t.id = x.seat_id WHERE x.id = @sessionId)
        """;

    /// <summary>What refers to a row stands before it.</summary>
    public static ImmutableArray<SessionTable> All { get; } =
    [
        new("review_need", TiedBy.Session, OnErasure.Deleted),
        new("talk", TiedBy.Session, OnErasure.Deleted),
        new("observer_form", TiedBy.Session, OnErasure.Deleted),
        new("parent_form", TiedBy.Session, OnErasure.Deleted),
        new("method_sheet", TiedBy.Session, OnErasure.Deleted),
        new("consilium_outcome", TiedBy.Session, OnErasure.Deleted),
        new("consilium_step", TiedBy.Session, OnErasure.Deleted),
        new("consilium", TiedBy.Session, OnErasure.Deleted),
        new("review_draft", TiedBy.Session, OnErasure.Deleted),
        new("review", TiedBy.Session, OnErasure.Deleted),
        new("session_note", TiedBy.Session, OnErasure.Deleted),
        new("result_release", TiedBy.Session, OnErasure.Deleted),
        new("profile", TiedBy.Session, OnErasure.Deleted),
        new("finished_session", TiedBy.Session, OnErasure.Deleted),
        new("orphan_answer", TiedBy.Session, OnErasure.Deleted),
        new("consent_entry", TiedBy.Session, OnErasure.Deleted),
        new("parent_request", TiedBy.Session, OnErasure.Deleted) { IsHeldAlone = true },
        new("paper_entry", TiedBy.Session, OnErasure.Deleted) { IsHeldAlone = true },
        new("time_grant", TiedBy.Place, OnErasure.Deleted) { IsHeldAlone = true },
        new("seat_halt", TiedBy.Place, OnErasure.Deleted) { IsHeldAlone = true },
        new("irregularity", TiedBy.Place, OnErasure.Deleted) { IsHeldAlone = true },
        new("erasure", TiedBy.Session, OnErasure.Stays),
        new("answer_log", TiedBy.Log, OnErasure.Swept),
        new("parent_link", TiedBy.Seat, OnErasure.Stays),
        new("test_session", TiedBy.Seat, OnErasure.Emptied),
    ];

    /// <summary>For an erasure, in order: takes @sessionId.</summary>
    public static ImmutableArray<string> Deletions { get; } =
        [.. All.Where(table => table.Erasure == OnErasure.Deleted).Select(table => table.DeleteOfSession)];

    /// <summary>Takes the rows of a whole class away, in order and without a trace, but those of its log of answers: takes @classId.</summary>
    public static ImmutableArray<string> DeletionsOfClass { get; } = [.. All.Where(table => table.Tie != TiedBy.Log).Select(table => table.DeleteOfClass)];

    /// <summary>A session x on which something is held. Most tables have rows only of sessions that were entered, which their own row tells.</summary>
    public static string Held { get; } = $"""
        (x.state <> 'issued' OR x.consent IS NOT NULL OR x.parent_consent IS NOT NULL OR x.epoch > 0 OR x.accommodation IS NOT NULL
            OR EXISTS (SELECT 1 FROM seat t WHERE t.id = x.seat_id AND (t.person IS NOT NULL OR t.sex IS NOT NULL))
            OR {string.Join("\n    OR ", All.Where(table => table.IsHeldAlone).Select(table => table.ExistsOfX))})
        AND NOT EXISTS (SELECT 1 FROM erasure e WHERE e.session_id = x.id)
        """;
}

/// <param name="Tie">What says whose a row is.</param>
internal sealed record SessionTable(string Name, TiedBy Tie, OnErasure Erasure)
{
    /// <summary>It can have a row of a session that nobody ever entered.</summary>
    public bool IsHeldAlone { get; init; }

    public string DeleteOfSession => $"DELETE FROM {Name} WHERE {(Tie == TiedBy.Place ? SessionTables.IsOfPlace : $"{Column} = @sessionId")}";

    public string DeleteOfClass => Tie switch
    {
        TiedBy.Place => $"DELETE FROM {Name} WHERE class_id = @classId",
        TiedBy.Seat => $"DELETE FROM {Name} WHERE seat_id IN (SELECT id FROM seat WHERE class_id = @classId)",
        TiedBy.Session or TiedBy.Log => $"DELETE FROM {Name} WHERE {Column} IN (SELECT id FROM test_session WHERE class_id = @classId)",
    };

    public string ExistsOfX => Tie == TiedBy.Place
        ? $"EXISTS (SELECT 1 FROM seat t JOIN {Name} h ON h.class_id = t.class_id AND h.seat = t.number WHERE t.id = x.seat_id)"
        : $"EXISTS (SELECT 1 FROM {Name} h WHERE h.{Column} = x.id)";

    /// <summary>The column that names the owner.</summary>
    public string Column => Tie switch
    {
        TiedBy.Session => "session_id",
        TiedBy.Log => "session",
        TiedBy.Seat => "seat_id",
        TiedBy.Place => "seat",
    };
}

internal enum TiedBy
{
    /// <summary>Column session_id.</summary>
    Session,

    /// <summary>Column session: the log of answers.</summary>
    Log,

    /// <summary>Column seat_id.</summary>
    Seat,

    /// <summary>Columns class_id and seat, the number of the seat; without one a row is the whole class's.</summary>
    Place,
}

internal enum OnErasure
{
    Deleted,

    /// <summary>The row stays, with nothing of the student in it.</summary>
    Emptied,

    /// <summary>In pieces, after the rest.</summary>
    Swept,

    /// <summary>It holds nothing of the student: that it was erased, or a way to the seat.</summary>
    Stays,
}
