using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Campaigns;

/// <summary>
/// Who has still to take part, and what was noted as gone wrong in the lesson: seats and counts, never names. Read from the store, so it is true after a restart and on every node. Spare places count once somebody sat there; what was erased is not told.
/// </summary>
public sealed class MakeUpList
{
    private readonly Database _database;

    internal MakeUpList(Database database) => _database = database;

    /// <summary>The state of a seat t with its session x; null for one that is not on the list.</summary>
    private const string StateOf = """
        CASE
            WHEN x.state IN ('finished', 'expired') THEN NULL
            WHEN x.consent = 0 THEN 'refused'
            WHEN x.parent_consent = 0 THEN 'parentRefused'
            WHEN x.state IN ('inProgress', 'paused') THEN 'unfinished'
            WHEN x.epoch > 0 OR x.consent = 1 THEN 'notStarted'
            WHEN t.spare = 1 THEN NULL
            ELSE 'notCome'
        END
        """;

    // As lessons are listed; nobody has to make up for a sitting.
    private const string Under = $"""
        SELECT s.id AS SchoolId, s.name AS SchoolName, c.id AS ClassId, c.grade, c.letter, c.lesson, {StateOf} AS State, COUNT(*) AS Seats,
            (SELECT COUNT(*) FROM irregularity i WHERE i.class_id = c.id AND i.withdrawn_at IS NULL) AS Irregular
        FROM school_class c
        JOIN school s ON s.id = c.school_id
        JOIN municipality m ON m.id = s.municipality_id
        JOIN campaign g ON g.id = c.campaign_id
        JOIN seat t ON t.class_id = c.id
        JOIN test_session x ON x.seat_id = t.id
        WHERE {OrgPaths.SchoolUnder} AND {OrgPaths.NewestLessons}
        GROUP BY s.id, s.name, c.id, c.grade, c.letter, c.lesson, {StateOf}
        ORDER BY s.name, s.id, c.grade, c.letter, c.id
        """;

    /// <summary>The classes at and under a place, by school, also those where nobody is missing.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<IReadOnlyList<MakeUpClass>> ClassesAsync(OrgNode place, CancellationToken cancellation) =>
        [.. (await _database.QueryAsync<CountRow>(Under, new { kind = StoredText.Of(place.Kind), id = place.Id }, cancellation))
            .GroupBy(row => row.ClassId)
            .Select(rows => Count([.. rows]))];

    private static MakeUpClass Count(IReadOnlyList<CountRow> rows)
    {
        CountRow first = rows[0];
        int Of(MakeUpState state) => rows.Where(row => row.State == StoredText.Of(state)).Sum(row => row.Seats);
        return new MakeUpClass(
            first.SchoolId, first.SchoolName, first.ClassId, $"{first.Grade}{first.Letter}", StoredText.Read<LessonState>(first.Lesson),
            Of(MakeUpState.NotCome), Of(MakeUpState.NotStarted), Of(MakeUpState.Unfinished), Of(MakeUpState.Refused) + Of(MakeUpState.ParentRefused),
            first.Irregular);
    }

    private const string Head = """
        SELECT s.name AS SchoolName, c.grade, c.letter, c.board_link AS BoardLink, c.lesson FROM school_class c JOIN school s ON s.id = c.school_id WHERE c.id = @classId AND c.kind = 'lesson'
        """;

    private const string Seats = $"""
        SELECT t.number, {StateOf} AS State FROM seat t JOIN test_session x ON x.seat_id = t.id WHERE t.class_id = @classId ORDER BY t.number
        """;

    /// <summary>The seats of a class that are on the list, and all that was noted in its lessons; null when there is no such class.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<MakeUpSeats?> SeatsAsync(string classId, CancellationToken cancellation)
    {
        if (await _database.FirstOrDefaultAsync<HeadRow>(Head, new { classId }, cancellation) is not { } head)
        {
            return null;
        }

        IReadOnlyList<SeatRow> rows = await _database.QueryAsync<SeatRow>(Seats, new { classId }, cancellation);
        IReadOnlyList<IrregularityRow> noted = await _database.QueryAsync<IrregularityRow>(IrregularityRow.OfClass, new { classId }, cancellation);
        return new MakeUpSeats(
            classId, head.SchoolName, $"{head.Grade}{head.Letter}", head.BoardLink, StoredText.Read<LessonState>(head.Lesson),
            [.. rows.Where(row => row.State is not null).Select(row => new MakeUpSeat(row.Number, StoredText.Read<MakeUpState>(row.State!)))],
            [.. noted.Select(row => row.Tell())]);
    }

    private sealed record CountRow
    {
        public required string SchoolId { get; init; }

        public required string SchoolName { get; init; }

        public required string ClassId { get; init; }

        public required int Grade { get; init; }

        public required string Letter { get; init; }

        public required string Lesson { get; init; }

        public string? State { get; init; }

        public required int Seats { get; init; }

        public required int Irregular { get; init; }
    }

    private sealed record HeadRow
    {
        public required string SchoolName { get; init; }

        public required int Grade { get; init; }

        public required string Letter { get; init; }

        public required string BoardLink { get; init; }

        public required string Lesson { get; init; }
    }

    private sealed record SeatRow
    {
        public required int Number { get; init; }

        public string? State { get; init; }
    }
}

/// <summary>Why a seat is on the list.</summary>
public enum MakeUpState
{
    /// <summary>Its code was never entered.</summary>
    NotCome,

    /// <summary>Entered or agreed, and no question was opened: the lesson had not begun, or a parent's agreement is awaited.</summary>
    NotStarted,
    Unfinished,
    Refused,
    ParentRefused,
}

/// <param name="Refused">By the student or by a parent.</param>
/// <param name="Irregular">Entries on what went wrong, without those that were withdrawn.</param>
public sealed record MakeUpClass(
    string SchoolId, string SchoolName, string ClassId, string ClassName, LessonState Lesson, int NotCome, int NotStarted, int Unfinished, int Refused,
    int Irregular);

public sealed record MakeUpSeats(
    string ClassId, string SchoolName, string ClassName, string BoardLink, LessonState Lesson, IReadOnlyList<MakeUpSeat> Seats,
    IReadOnlyList<Irregularity> Irregularities);

public sealed record MakeUpSeat(int Seat, MakeUpState State);
