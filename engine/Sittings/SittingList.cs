using System.Collections.Immutable;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Sittings;

/// <summary>The schools under a place in counts, and one school with its sittings and all that another may be made of.</summary>
public sealed class SittingList
{
    private readonly Database _database;
    private readonly BatteryLibrary _batteries;
    private readonly SittingPlanner _planner;
    private readonly TimeProvider _clock;

    internal SittingList(Database database, BatteryLibrary batteries, TimeProvider clock) =>
        (_database, _batteries, _planner, _clock) = (database, batteries, new SittingPlanner(batteries), clock);

    private const string Schools = $"""
        SELECT s.id, s.name, m.name AS Municipality, COUNT(c.id) AS Sittings, SUM(CASE WHEN c.ends_at > @now THEN 1 ELSE 0 END) AS OpenNow
        FROM school s
        JOIN municipality m ON m.id = s.municipality_id
        LEFT JOIN school_class c ON c.school_id = s.id AND c.kind = 'sitting'
        WHERE {OrgPaths.SchoolUnder}
        GROUP BY s.id, s.name, m.name ORDER BY m.name, s.name, s.id
        """;

    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<IReadOnlyList<SittingSchool>> SchoolsAsync(OrgNode place, CancellationToken cancellation) =>
        [.. (await _database.QueryAsync<SchoolRow>(Schools, new { kind = StoredText.Of(place.Kind), id = place.Id, now = NowMs }, cancellation))
            .Select(row => new SittingSchool(row.Id, row.Name, row.Municipality, row.Sittings, row.OpenNow))];

    private const string Made = $"""
        SELECT c.id, c.grade, c.letter, c.board_link AS BoardLink, c.battery_id AS BatteryId, c.battery_version AS BatteryVersion, c.lesson, c.place,
            c.made_at AS MadeAt, c.ends_at AS EndsAt, w.name AS MadeBy, COUNT(x.id) AS Seats,
            SUM(CASE WHEN x.state IN ('inProgress', 'paused') THEN 1 ELSE 0 END) AS Answering,
            SUM(CASE WHEN x.state = 'finished' THEN 1 ELSE 0 END) AS Finished,
            SUM(CASE WHEN x.parent_consent = 1 THEN 1 ELSE 0 END) AS Agreed
        FROM school_class c
        JOIN test_session x ON x.class_id = c.id
        LEFT JOIN account w ON w.id = c.made_by
        WHERE c.school_id = @schoolId AND c.kind = 'sitting'
        GROUP BY c.id, c.grade, c.letter, c.board_link, c.battery_id, c.battery_version, c.lesson, c.place, c.made_at, c.ends_at, w.name
        ORDER BY c.made_at DESC, c.id
        """;

    /// <summary>Null when there is no such school.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<SchoolSittings?> SchoolAsync(string schoolId, CancellationToken cancellation)
    {
        if (await _database.FirstOrDefaultAsync<SittingSchoolRow>(SittingSchoolRow.ById, new { schoolId }, cancellation) is not { } school)
        {
            return null;
        }

        var campaign = new { schoolId, school.CampaignId };
        IReadOnlyList<MadeRow> made = await _database.QueryAsync<MadeRow>(Made, campaign, cancellation);
        ILookup<string, EarlierRow> tied =
            (await _database.QueryAsync<EarlierRow>(EarlierRow.OfSittings, campaign, cancellation)).ToLookup(row => row.ClassId, StringComparer.Ordinal);
        IReadOnlyList<SourceRow> classes = await _database.QueryAsync<SourceRow>(SourceRow.OfSchool, campaign, cancellation);
        ILookup<string, SourceSeatRow> seats =
            (await _database.QueryAsync<SourceSeatRow>(SourceSeatRow.OfCampaign, campaign, cancellation)).ToLookup(row => row.ClassId, StringComparer.Ordinal);
        return new SchoolSittings(
            school.Id, school.Name, school.ClosesAt,
            [.. made.Select(row => Show(row, tied[row.Id]))],
            [.. classes.Select(row => new SittingSource(
                row.Id, $"{row.Grade}{row.Letter}", row.Grade, row.Kind == "sitting", [.. seats[row.Id].Where(seat => seat.IsSomebodys).Select(seat => seat.Number)]))],
            [.. Enumerable.Range(1, 11).Select(grade => Offer(grade, school)).Where(offer => offer.Sections.Count > 0)]);
    }

    private GradeOffer Offer(int grade, SittingSchoolRow school) =>
        new(grade, school.ParentsDecide(grade), [.. _batteries.Offered(grade).Select(step => SittingPlanner.SectionOf(step))]);

    private Sitting Show(MadeRow row, IEnumerable<EarlierRow> tied)
    {
        ImmutableArray<BatteryStep> steps = _batteries.Find(row.BatteryId, row.BatteryVersion)?.Steps ?? [];
        HashSet<string> own = [.. steps.Select(step => step.Instrument.Id)];
        return new Sitting(
            row.Id, $"{row.Grade}{row.Letter}", row.BoardLink, StoredText.Read<SittingPlace>(row.Place), StoredText.Read<LessonState>(row.Lesson), row.EndsAt <= NowMs,
            row.MadeAt, row.EndsAt, row.MadeBy, [.. steps.Select(step => SectionTitle.Of(step.Instrument))], steps.Sum(step => step.Minutes),
            row.Seats, row.Answering, row.Finished, row.Agreed,
            tied.Where(one => one.StartedAt <= row.MadeAt && _planner.InstrumentsOf(one.BatteryId, one.BatteryVersion).Any(own.Contains))
                .Select(one => one.Seat).Distinct().Count());
    }

    private long NowMs => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    private sealed record SchoolRow
    {
        public required string Id { get; init; }

        public required string Name { get; init; }

        public required string Municipality { get; init; }

        public required int Sittings { get; init; }

        public required int OpenNow { get; init; }
    }

    private sealed record MadeRow
    {
        public required string Id { get; init; }

        public required int Grade { get; init; }

        public required string Letter { get; init; }

        public required string BoardLink { get; init; }

        public required string BatteryId { get; init; }

        public required string BatteryVersion { get; init; }

        public required string Lesson { get; init; }

        public required string Place { get; init; }

        public required long MadeAt { get; init; }

        public required long EndsAt { get; init; }

        public string? MadeBy { get; init; }

        public required int Seats { get; init; }

        public required int Answering { get; init; }

        public required int Finished { get; init; }

        public required int Agreed { get; init; }
    }
}

/// <param name="Sittings">Made here, the closed ones too.</param>
/// <param name="Open">Those whose codes open them still.</param>
public sealed record SittingSchool(string Id, string Name, string Municipality, int Sittings, int Open);

/// <param name="WindowEndsAtMs">End of the campaign's window: from then on the solutions of its tasks are open.</param>
/// <param name="Sources">Classes and sittings of the campaign that a sitting may be made of.</param>
/// <param name="Offers">What may be chosen, by grade.</param>
public sealed record SchoolSittings(
    string Id, string Name, long WindowEndsAtMs, IReadOnlyList<Sitting> Sittings, IReadOnlyList<SittingSource> Sources, IReadOnlyList<GradeOffer> Offers);

/// <param name="Seats">Numbers of its places.</param>
public sealed record SittingSource(string ClassId, string ClassName, int Grade, bool IsSitting, IReadOnlyList<int> Seats);

/// <param name="ParentsDecide">A parent's agreement is needed before anybody of the grade begins.</param>
public sealed record GradeOffer(int Grade, bool ParentsDecide, IReadOnlyList<SittingSection> Sections);

/// <param name="BoardLink">Of its board, as of a class's.</param>
/// <param name="IsOver">Its codes open nothing any more.</param>
/// <param name="MadeBy">The name of the colleague; null when the account is gone.</param>
/// <param name="Sections">Titles of its sections in order.</param>
/// <param name="Answering">Begun and not finished.</param>
/// <param name="Agreed">A parent's agreement is recorded.</param>
/// <param name="Repeated">How many of its students had answered one of its instruments before it was made.</param>
public sealed record Sitting(
    string ClassId, string ClassName, string BoardLink, SittingPlace Place, LessonState Lesson, bool IsOver, long MadeAtMs, long EndsAtMs, string? MadeBy,
    IReadOnlyList<string> Sections, int Minutes, int Seats, int Answering, int Finished, int Agreed, int Repeated);
