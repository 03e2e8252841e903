using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Campaigns;

/// <summary>The lessons at and under a place, for whoever holds them: where each class's board is and how far the class is.</summary>
public sealed class LessonList
{
    private readonly Database _database;

    internal LessonList(Database database) => _database = database;

    // A lesson of last year is over. A sitting is no lesson of the day and has a list of its own.
    private const string Under = $"""
        SELECT s.id AS SchoolId, s.name AS SchoolName, c.id AS ClassId, c.grade, c.letter, c.board_link AS BoardLink, c.lesson,
            COUNT(x.id) AS Seats,
            SUM(CASE WHEN x.state IN ('inProgress', 'paused') THEN 1 ELSE 0 END) AS Answering,
            SUM(CASE WHEN x.state = 'finished' THEN 1 ELSE 0 END) AS Finished
        FROM school_class c
        JOIN school s ON s.id = c.school_id
        JOIN municipality m ON m.id = s.municipality_id
        JOIN campaign g ON g.id = c.campaign_id
        JOIN seat t ON t.class_id = c.id AND t.spare = 0
        JOIN test_session x ON x.seat_id = t.id
        WHERE {OrgPaths.SchoolUnder} AND {OrgPaths.NewestLessons}
        GROUP BY s.id, s.name, c.id, c.grade, c.letter, c.board_link, c.lesson
        ORDER BY s.name, s.id, c.grade, c.letter, c.id
        """;

    /// <summary>By school, the lowest grade first; empty where there are no classes yet.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<IReadOnlyList<Lesson>> ReadAsync(OrgNode place, CancellationToken cancellation) =>
        [.. (await _database.QueryAsync<Row>(Under, new { kind = StoredText.Of(place.Kind), id = place.Id }, cancellation)).Select(row => row.ToLesson())];

    private sealed record Row
    {
        public required string SchoolId { get; init; }

        public required string SchoolName { get; init; }

        public required string ClassId { get; init; }

        public required int Grade { get; init; }

        public required string Letter { get; init; }

        public required string BoardLink { get; init; }

        public required string Lesson { get; init; }

        public required int Seats { get; init; }

        public required int Answering { get; init; }

        public required int Finished { get; init; }

        public Lesson ToLesson() => new(
            SchoolId, SchoolName, ClassId, $"{Grade}{Letter}", BoardLink, StoredText.Read<LessonState>(Lesson), Seats, Answering, Finished);
    }
}

/// <param name="BoardLink">Of the class's board; opens it for whoever is signed in and has the class, and otherwise asks for the PIN.</param>
/// <param name="Seats">Without the spare ones, as all counts here.</param>
/// <param name="Answering">Begun and not finished.</param>
public sealed record Lesson(
    string SchoolId, string SchoolName, string ClassId, string ClassName, string BoardLink, LessonState State, int Seats, int Answering, int Finished);
