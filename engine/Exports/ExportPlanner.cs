using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Reviews;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Exports;

/// <summary>Finds whose sessions an order may tell of, school by school: small columns alone are read, no answers.</summary>
internal sealed class ExportPlanner(Database database, BatteryLibrary batteries, SessionStandings standings)
{
    private const string Schools = """
        SELECT s.id, s.settlement, m.name AS Municipality
        FROM school s JOIN municipality m ON m.id = s.municipality_id
        WHERE m.region_id = @regionId AND EXISTS (SELECT 1 FROM school_class c WHERE c.school_id = s.id AND c.campaign_id = @campaignId AND c.kind = 'lesson')
        ORDER BY s.id
        """;

    private const string Finished = $"""
        SELECT x.id AS SessionId, x.simulated, c.grade, t.sex, f.battery_id AS BatteryId, f.battery_version AS BatteryVersion
        FROM school_class c
        JOIN test_session x ON x.class_id = c.id
        JOIN seat t ON t.id = x.seat_id
        JOIN finished_session f ON f.session_id = x.id
        WHERE c.school_id = @schoolId AND c.campaign_id = @campaignId AND c.kind = 'lesson' AND x.state = 'finished' AND {StoredResult.Agreed}
        ORDER BY x.id
        """;

    public async Task<ExportPlan> PlanAsync(ExportOrder order, string regionId, int year, IProgress<double> progress, CancellationToken cancellation)
    {
        IReadOnlyList<SchoolRow> schools = await database.QueryAsync<SchoolRow>(Schools, new { regionId, campaignId = order.CampaignId }, cancellation);
        var found = new Found();
        // One after the other: others use the server meanwhile.
        for (int done = 0; done < schools.Count; done++)
        {
            await AddSchoolAsync(found, order, schools[done], cancellation);
            progress.Report((done + 1.0) / schools.Count);
        }

        AnonymousRows rows = Anonymity.Of(found.Persons, order.Traits, order.LeastAlike, order.MostLeftOut);
        Battery[] asked = [.. rows.Persons.Select(person => person.Traits.Battery).Distinct().Select(name => found.Batteries[name])];
        var book = new ColumnBook(asked, order, rows.Detail);
        return new ExportPlan(
            order, regionId,
            new ExportSummary(
                year, found.Finished, found.Apart, found.Unready, rows.LeftOut, rows.Persons.Length, rows.Detail, rows.Groups, rows.Smallest,
                rows.Detail.Place == PlaceDetail.School ? rows.Persons.Count(person => person.Traits.SchoolId is null) : 0, rows.Persons.Count(person => person.Traits.IsSimulated), book.Columns.Length),
            book, rows.Persons);
    }

    private async Task AddSchoolAsync(Found found, ExportOrder order, SchoolRow school, CancellationToken cancellation)
    {
        IReadOnlyList<FinishedRow> rows = await database.QueryAsync<FinishedRow>(Finished, new { schoolId = school.Id, campaignId = order.CampaignId }, cancellation);
        IReadOnlyDictionary<string, SessionStanding> known = await standings.OfLessonsAsync(school.Id, order.CampaignId, NeedRules.Version, cancellation);
        foreach (FinishedRow row in rows)
        {
            if (known.GetValueOrDefault(row.SessionId) is not { } standing || batteries.Find(row.BatteryId, row.BatteryVersion) is not { } battery)
            {
                found.PassUnready();
            }
            else if (!standing.Against.Contains(StandingReason.Rehearsed) && !standing.Against.Contains(StandingReason.NotAgreed))
            {
                found.Add(order, row.SessionId, battery, new PersonTraits(
                    row.Simulated, StandingOf(standing), $"{row.BatteryId} {row.BatteryVersion}", row.Grade, row.Sex, school.Settlement, school.Municipality, school.Id));
            }
        }
    }

    private static RowStanding StandingOf(SessionStanding standing)
    {
        StandingReason[] against = [.. standing.Against.Where(reason => reason != StandingReason.Simulated)];
        return against.Length == 0 ? RowStanding.Counts : against.All(reason => reason == StandingReason.Flagged) ? RowStanding.InDoubt : RowStanding.Other;
    }

    private sealed class Found
    {
        /// <summary>Equal traits are one object: a region has few thousand different ones.</summary>
        private readonly HashSet<PersonTraits> _shared = [];

        public List<ExportPerson> Persons { get; } = [];

        /// <summary>By the name rows know them by.</summary>
        public Dictionary<string, Battery> Batteries { get; } = new(StringComparer.Ordinal);

        public int Finished { get; private set; }

        public int Apart { get; private set; }

        public int Unready { get; private set; }

        public void PassUnready() => (Finished, Unready) = (Finished + 1, Unready + 1);

        public void Add(ExportOrder order, string sessionId, Battery battery, PersonTraits traits)
        {
            Finished++;
            if (!order.IsEverybody && traits.Standing != RowStanding.Counts)
            {
                Apart++;
                return;
            }

            Batteries[traits.Battery] = battery;
            if (!_shared.TryGetValue(traits, out PersonTraits? known))
            {
                _shared.Add(known = traits);
            }

            Persons.Add(new ExportPerson(sessionId, known));
        }
    }

    private sealed record SchoolRow
    {
        public required string Id { get; init; }

        public required string Settlement { get; init; }

        public required string Municipality { get; init; }
    }

    private sealed record FinishedRow
    {
        public required string SessionId { get; init; }

        public required bool Simulated { get; init; }

        public required int Grade { get; init; }

        public string? Sex { get; init; }

        public required string BatteryId { get; init; }

        public required string BatteryVersion { get; init; }
    }
}
