using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Results;

/// <summary>
/// How far results are under a place: schools in counts, the classes of one school in counts, the seats of one class. Three small readings
/// instead of one of all students of a city.
/// </summary>
public sealed class ReleaseBoard
{
    private readonly Database _database;
    private readonly BatteryLibrary _batteries;

    internal ReleaseBoard(Database database, BatteryLibrary batteries) => (_database, _batteries) = (database, batteries);

    private const string Counted = $"""
        LEFT JOIN test_session x ON x.class_id = c.id AND x.state = 'finished' AND {StoredResult.Agreed}
        LEFT JOIN result_release r ON r.session_id = x.id AND r.withdrawn_at IS NULL
        """;

    private const string Schools = $"""
        SELECT s.id, s.name, m.name AS Municipality, COUNT(x.id) AS Finished, COUNT(r.session_id) AS Released
        FROM school s
        JOIN municipality m ON m.id = s.municipality_id
        LEFT JOIN school_class c ON c.school_id = s.id
        {Counted}
        WHERE {OrgPaths.SchoolUnder}
        GROUP BY s.id, s.name, m.name ORDER BY m.name, s.name, s.id
        """;

    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<IReadOnlyList<SchoolReleases>> SchoolsAsync(OrgNode place, CancellationToken cancellation) =>
        [.. (await _database.QueryAsync<SchoolRow>(Schools, new { kind = StoredText.Of(place.Kind), id = place.Id }, cancellation))
            .Select(row => new SchoolReleases(row.Id, row.Name, row.Municipality, row.Finished, row.Released))];

    private const string Classes = $"""
        SELECT c.id, g.year, c.grade, c.letter, (SELECT COUNT(*) FROM seat t WHERE t.class_id = c.id AND t.spare = 0) AS Seats,
            COUNT(x.id) AS Finished, COUNT(r.session_id) AS Released
        FROM school_class c
        JOIN campaign g ON g.id = c.campaign_id
        {Counted}
        WHERE c.school_id = @schoolId
        GROUP BY c.id, g.year, c.grade, c.letter ORDER BY g.year DESC, c.grade, c.letter
        """;

    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<IReadOnlyList<ClassReleases>> ClassesAsync(string schoolId, CancellationToken cancellation) =>
        [.. (await _database.QueryAsync<ClassRow>(Classes, new { schoolId }, cancellation))
            .Select(row => new ClassReleases(row.Id, row.Year, row.Grade, row.Letter, row.Seats, row.Finished, row.Released))];

    private const string Head = """
        SELECT c.id, s.id AS SchoolId, s.name AS SchoolName, c.grade, c.letter FROM school_class c JOIN school s ON s.id = c.school_id WHERE c.id = @classId
        """;

    private const string Seats = """
        SELECT t.number AS Seat, t.spare, x.state, x.epoch, x.consent, x.parent_consent AS ParentConsent, x.finished_at AS FinishedAt, r.released_at AS ReleasedAt,
            f.battery_id AS BatteryId, f.battery_version AS BatteryVersion, f.answer_values AS AnswerValues, f.answer_times AS AnswerTimes, f.section_times AS SectionTimes,
            w.withdrawn_at AS WithdrawnAt, w.reason
        FROM seat t
        JOIN test_session x ON x.seat_id = t.id
        LEFT JOIN finished_session f ON f.session_id = x.id
        LEFT JOIN result_release r ON r.session_id = x.id AND r.withdrawn_at IS NULL
        LEFT JOIN result_release w ON w.session_id = x.id AND w.withdrawn_at IS NOT NULL
            AND w.number = (SELECT MAX(o.number) FROM result_release o WHERE o.session_id = x.id AND o.withdrawn_at IS NOT NULL)
        WHERE t.class_id = @classId ORDER BY t.number
        """;

    /// <summary>Null when there is no such class.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<ClassSeats?> SeatsAsync(string classId, CancellationToken cancellation)
    {
        if (await _database.FirstOrDefaultAsync<HeadRow>(Head, new { classId }, cancellation) is not { } head)
        {
            return null;
        }

        IReadOnlyList<SeatRow> rows = await _database.QueryAsync<SeatRow>(Seats, new { classId }, cancellation);
        return new ClassSeats(
            head.Id, head.SchoolId, head.SchoolName, head.Grade, head.Letter, rows.Count(row => row.IsEmpty),
            [.. rows.Where(row => !row.IsEmpty).Select(Show)]);
    }

    private SeatRelease Show(SeatRow row)
    {
        WithdrawnRelease? withdrawn =
            row is { WithdrawnAt: { } at, Reason: { } reason } ? new WithdrawnRelease(at, StoredText.Read<WithdrawalReason>(reason)) : null;
        if (row.StateShown == SeatResultState.Closed
            || row is not { BatteryId: { } id, BatteryVersion: { } version, AnswerValues: { } values, AnswerTimes: { } times })
        {
            return new SeatRelease(row.Seat, row.Spare, row.StateShown, row.FinishedAt, row.ReleasedAt, InDoubt: false, 0, WantsTalk: false, withdrawn);
        }

        Battery battery = _batteries.Get(id, version);
        PackedAnswers answers = PackedAnswers.FromJson(values, times);
        return new SeatRelease(
            row.Seat, row.Spare, row.StateShown, row.FinishedAt, row.ReleasedAt, ResultWriter.AreInterestsInDoubt(battery, answers),
            ResultMaker.LateSections(battery, row.SectionTimes).Count, OwnPlan.Of(battery, answers) is { WantsTalk: true }, withdrawn);
    }

    private sealed record SchoolRow
    {
        public required string Id { get; init; }

        public required string Name { get; init; }

        public required string Municipality { get; init; }

        public required int Finished { get; init; }

        public required int Released { get; init; }
    }

    private sealed record ClassRow
    {
        public required string Id { get; init; }

        public required int Year { get; init; }

        public required int Grade { get; init; }

        public required string Letter { get; init; }

        public required int Seats { get; init; }

        public required int Finished { get; init; }

        public required int Released { get; init; }
    }

    private sealed record HeadRow
    {
        public required string Id { get; init; }

        public required string SchoolId { get; init; }

        public required string SchoolName { get; init; }

        public required int Grade { get; init; }

        public required string Letter { get; init; }
    }

    private sealed record SeatRow
    {
        public required int Seat { get; init; }

        public required bool Spare { get; init; }

        public required string State { get; init; }

        public required long Epoch { get; init; }

        public bool? Consent { get; init; }

        public bool? ParentConsent { get; init; }

        public long? FinishedAt { get; init; }

        public long? ReleasedAt { get; init; }

        public string? BatteryId { get; init; }

        public string? BatteryVersion { get; init; }

        public string? AnswerValues { get; init; }

        public string? AnswerTimes { get; init; }

        public string? SectionTimes { get; init; }

        public long? WithdrawnAt { get; init; }

        public string? Reason { get; init; }

        public bool IsEmpty => State == "issued" && Epoch == 0 && Consent is null;

        public SeatResultState StateShown => State switch
        {
            _ when Consent == false || ParentConsent == false => SeatResultState.Closed,
            "finished" => ReleasedAt is null ? SeatResultState.Preliminary : SeatResultState.Released,
            "expired" => SeatResultState.Closed,
            _ => SeatResultState.Unfinished,
        };
    }
}
