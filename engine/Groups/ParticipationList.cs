using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Groups;

/// <summary>How far the classes under a place took part in their school's newest lessons: counts, made in the store. One statement.</summary>
public sealed class ParticipationList
{
    private readonly Database _database;

    internal ParticipationList(Database database) => _database = database;

    /// <summary>The number of what a party decided last of session x; the party follows.</summary>
    private const string LastOf = "(SELECT MAX(l.number) FROM consent_entry l WHERE l.session_id = x.id AND l.party =";

    private const string StudentWithdrew =
        $"EXISTS (SELECT 1 FROM consent_entry e WHERE e.session_id = x.id AND e.decision = 'withdrawn' AND e.number = {LastOf} 'student'))";

    private const string ParentWithdrew =
        $"EXISTS (SELECT 1 FROM consent_entry e WHERE e.session_id = x.id AND e.decision = 'withdrawn' AND e.number = {LastOf} 'parent'))";

    /// <summary>How far session x came.</summary>
    internal const string State = $"""
        CASE
            WHEN x.consent = 0 AND {StudentWithdrew} THEN 'withdrawn'
            WHEN x.consent = 0 THEN 'refused'
            WHEN x.parent_consent = 0 AND {ParentWithdrew} THEN 'parentWithdrawn'
            WHEN x.parent_consent = 0 THEN 'parentRefused'
            WHEN x.state = 'finished' THEN 'finished'
            WHEN x.state IN ('inProgress', 'paused') THEN 'unfinished'
            WHEN x.epoch > 0 OR x.consent = 1 THEN 'notStarted'
            ELSE 'notCome'
        END
        """;

    /// <summary>Keeps the sessions x of seats t that somebody is expected at, or sat down at.</summary>
    internal const string IsExpected = "x.state <> 'expired' AND (t.spare = 0 OR x.epoch > 0 OR x.consent IS NOT NULL)";

    private const string Under = $"""
        SELECT q.SchoolId, q.SchoolName, q.ClassId, q.Grade, q.Letter, q.State, COUNT(*) AS Seats, SUM(q.Began) AS Began, SUM(q.Parents) AS Parents
        FROM (
            SELECT s.id AS SchoolId, s.name AS SchoolName, c.id AS ClassId, c.grade AS Grade, c.letter AS Letter,
                CASE WHEN x.started_at IS NULL THEN 0 ELSE 1 END AS Began,
                CASE WHEN EXISTS (SELECT 1 FROM parent_form p WHERE p.session_id = x.id) THEN 1 ELSE 0 END AS Parents,
                {State} AS State
            FROM school_class c
            JOIN school s ON s.id = c.school_id
            JOIN municipality m ON m.id = s.municipality_id
            JOIN campaign g ON g.id = c.campaign_id
            JOIN seat t ON t.class_id = c.id
            JOIN test_session x ON x.seat_id = t.id
            WHERE {OrgPaths.SchoolUnder} AND {OrgPaths.NewestLessons} AND {IsExpected}
        ) q
        GROUP BY q.SchoolId, q.SchoolName, q.ClassId, q.Grade, q.Letter, q.State
        ORDER BY q.SchoolName, q.SchoolId, q.Grade, q.Letter, q.ClassId
        """;

    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<IReadOnlyList<GroupClass>> ReadAsync(OrgNode place, CancellationToken cancellation) =>
        [.. (await _database.QueryAsync<CountRow>(Under, new { kind = StoredText.Of(place.Kind), id = place.Id }, cancellation))
            .GroupBy(row => row.ClassId)
            .Select(rows => ClassOf([.. rows]))];

    private static GroupClass ClassOf(IReadOnlyList<CountRow> rows)
    {
        CountRow first = rows[0];
        int Of(string state) => rows.Where(row => row.State == state).Sum(row => row.Seats);
        return new GroupClass(
            first.SchoolId, first.SchoolName, first.ClassId, first.Grade, first.Letter, rows.Sum(row => row.Seats), rows.Sum(row => row.Began), Of("finished"),
            Of("unfinished"), Of("notStarted"), Of("notCome"), Of("refused"), Of("parentRefused"), Of("withdrawn"), Of("parentWithdrawn"),
            rows.Sum(row => row.Parents));
    }

    private sealed record CountRow
    {
        public required string SchoolId { get; init; }

        public required string SchoolName { get; init; }

        public required string ClassId { get; init; }

        public required int Grade { get; init; }

        public required string Letter { get; init; }

        public required string State { get; init; }

        public required int Seats { get; init; }

        public required int Began { get; init; }

        public required int Parents { get; init; }
    }
}
