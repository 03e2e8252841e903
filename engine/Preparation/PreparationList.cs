using System.Collections.Immutable;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Consent;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.Storage;
using Diagnostics.Engine.Waves;

namespace Diagnostics.Engine.Preparation;

/// <summary>
/// How far the schools at and under a place are with what is done before the day, out of what the store holds anyway: lists, the log of deeds, checks of computers,
/// decisions of parents, responsible persons, slots. Eight statements for however many schools, six where parents decide nothing.
/// </summary>
public sealed class PreparationList
{
    private readonly Database _database;
    private readonly BatteryLibrary _batteries;

    internal PreparationList(Database database, BatteryLibrary batteries) => (_database, _batteries) = (database, batteries);

    private const string Schools = $"""
        SELECT s.id, s.name, m.id AS MunicipalityId, m.name AS MunicipalityName FROM school s JOIN municipality m ON m.id = s.municipality_id
        WHERE {OrgPaths.SchoolUnder} AND m.region_id NOT IN (SELECT region_id FROM rehearsal)
        ORDER BY m.name, m.id, s.name, s.id
        """;

    // A region has one newest campaign, so no class is asked of which year it is: lessons are found by school and campaign.
    private const string AreLessons = $"""
        c.kind = 'lesson'
            AND c.campaign_id IN (SELECT g.id FROM campaign g WHERE {RegionCampaign.IsNewest})
            AND c.school_id IN (SELECT s.id FROM school s JOIN municipality m ON m.id = s.municipality_id WHERE {OrgPaths.SchoolUnder})
        """;

    private const string Lessons = $"SELECT c.id FROM school_class c WHERE {AreLessons}";

    private const string Classes = $"""
        SELECT c.id, c.school_id AS SchoolId, c.grade, c.letter, c.battery_id AS BatteryId, c.battery_version AS BatteryVersion, o.id AS CampaignId, o.consent_settings AS ConsentRules,
            (SELECT COUNT(*) FROM seat t WHERE t.class_id = c.id AND t.spare = 0) AS Students,
            COALESCE((SELECT MAX(t.number) FROM seat t WHERE t.class_id = c.id AND t.spare = 0), 0) AS LastSeat
        FROM school_class c JOIN campaign o ON o.id = c.campaign_id
        WHERE {AreLessons}
        ORDER BY c.grade, c.letter, c.id
        """;

    private const string Counts = $"""
        SUM(CASE WHEN x.parent_consent IS NOT NULL THEN 1 ELSE 0 END) AS Number,
            SUM(CASE WHEN x.parent_consent IS NOT NULL OR {ConsentDesk.Undecided} THEN 1 ELSE 0 END) AS Asked
        """;

    // All sessions out of an index alone, and then the few of spare seats: to look for each session's seat takes ten times as long.
    private const string Decided = $"SELECT x.class_id AS ClassId, {Counts} FROM test_session x WHERE x.class_id IN ({Lessons}) GROUP BY x.class_id";

    private const string DecidedSpare = $"""
        SELECT t.class_id AS ClassId, {Counts} FROM seat t JOIN test_session x ON x.seat_id = t.id
        WHERE t.spare = 1 AND t.class_id IN ({Lessons}) GROUP BY t.class_id
        """;

    // An entry about one seat is one card.
    private const string Printed = $"""
        SELECT DISTINCT a.class_id AS ClassId, a.detail FROM audit_entry a
        WHERE a.act = 'cardsPrinted' AND a.detail NOT LIKE 'seat %' AND a.class_id IN ({Lessons})
        """;

    private const string Checks = $"""
        SELECT d.class_id AS ClassId, SUM(CASE WHEN d.verdict = 'notReady' THEN 1 ELSE 0 END) AS Unready
        FROM device_check d WHERE d.class_id IN ({Lessons}) GROUP BY d.class_id
        """;

    private const string Slots = $"""
        SELECT k.class_id AS ClassId, k.lesson, k.wave_id AS WaveId, w.name AS Wave, w.state AS State, k.starts_at AS StartsAt, k.by_hand AS ByHand
        FROM class_slot k JOIN wave w ON w.id = k.wave_id WHERE k.class_id IN ({Lessons})
        ORDER BY k.class_id, k.lesson
        """;

    private const string Persons = $"""
        SELECT p.school_id AS SchoolId, p.role, p.confirmed_for AS ConfirmedFor
        FROM school_person p JOIN school s ON s.id = p.school_id JOIN municipality m ON m.id = s.municipality_id WHERE {OrgPaths.SchoolUnder}
        """;

    /// <summary>By municipality and name, also schools without a class.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<ImmutableArray<SchoolPreparation>> ReadAsync(OrgNode place, CancellationToken cancellation)
    {
        var under = new { kind = StoredText.Of(place.Kind), id = place.Id };
        IReadOnlyList<SchoolRow> schools = await _database.QueryAsync<SchoolRow>(Schools, under, cancellation);
        IReadOnlyList<ClassRow> classes = await _database.QueryAsync<ClassRow>(Classes, under, cancellation);
        var rules = classes.Select(row => row.ConsentRules).Distinct(StringComparer.Ordinal)
            .ToDictionary(json => json, json => ConsentSettings.FromJson(json).ParentsDecide, StringComparer.Ordinal);
        Dictionary<string, ParentCounts> parents = classes.Any(IsAsked) ? await ParentsAsync(under, cancellation) : [];
        var printed = (await _database.QueryAsync<PrintedRow>(Printed, under, cancellation)).GroupBy(row => row.ClassId, StringComparer.Ordinal)
            .ToDictionary(rows => rows.Key, rows => rows.Max(row => CodeCards.CountIn(row.Detail)), StringComparer.Ordinal);
        var checks = (await _database.QueryAsync<CheckRow>(Checks, under, cancellation)).ToDictionary(row => row.ClassId, row => row.Unready, StringComparer.Ordinal);
        ILookup<string, SlotRow> slots = (await _database.QueryAsync<SlotRow>(Slots, under, cancellation)).ToLookup(row => row.ClassId, StringComparer.Ordinal);
        ILookup<string, PersonRow> persons = (await _database.QueryAsync<PersonRow>(Persons, under, cancellation)).ToLookup(row => row.SchoolId, StringComparer.Ordinal);
        ILookup<string, ClassPreparation> bySchool = classes.ToLookup(row => row.SchoolId, Show, StringComparer.Ordinal);
        var campaigns = classes.DistinctBy(row => row.SchoolId, StringComparer.Ordinal).ToDictionary(row => row.SchoolId, row => row.CampaignId, StringComparer.Ordinal);
        return [.. schools.Select(Sum)];

        bool IsAsked(ClassRow row) => rules[row.ConsentRules].Contains(row.Grade);

        ClassPreparation Show(ClassRow row) => new(
            row.Id, $"{row.Grade}{row.Letter}", row.Students,
            !printed.TryGetValue(row.Id, out int cards) ? CardState.None : cards < row.LastSeat ? CardState.Outgrown : CardState.Printed,
            checks.ContainsKey(row.Id), checks.GetValueOrDefault(row.Id),
            IsAsked(row) ? parents.GetValueOrDefault(row.Id, ParentCounts.None) : null,
            _batteries.LessonsOf(row.BatteryId, row.BatteryVersion),
            [.. slots[row.Id].Select(slot => new ClassTime(slot.Lesson, slot.WaveId, slot.Wave, slot.State, slot.StartsAt, slot.ByHand == 1))]);

        SchoolPreparation Sum(SchoolRow school)
        {
            ImmutableArray<ClassPreparation> own = [.. bySchool[school.Id]];
            PreparationCounts counts = new(
                own.Length, own.Sum(one => one.Students), own.Count(one => one.Cards == CardState.Printed), own.Count(one => one.IsChecked), own.Sum(one => one.Unready),
                own.Sum(one => one.Parents?.Asked ?? 0), own.Sum(one => one.Parents?.Decided ?? 0), persons[school.Id].Count(),
                persons[school.Id].Count(one => one.Role == "lead" && one.ConfirmedFor is { } campaign && campaign == campaigns.GetValueOrDefault(school.Id)), own.Count(one => one.IsPlaced))
            {
                Outgrown = own.Count(one => one.Cards == CardState.Outgrown),
                Halves = own.Count(one => !one.IsPlaced && !one.Times.IsEmpty),
            };
            ImmutableArray<StepState> states = PreparationRules.Judge(counts);
            SchoolPreparation told = new(
                school.Id, school.Name, school.MunicipalityId, school.MunicipalityName, counts, states, PreparationRules.IsReady(states), own.SelectMany(one => one.Times).Min(time => (long?)time.StartsAtMs));
            return told with { Classes = own };
        }
    }

    private async Task<Dictionary<string, ParentCounts>> ParentsAsync(object under, CancellationToken cancellation)
    {
        IReadOnlyList<DecidedRow> all = await _database.QueryAsync<DecidedRow>(Decided, under, cancellation);
        var spare = (await _database.QueryAsync<DecidedRow>(DecidedSpare, under, cancellation)).ToDictionary(row => row.ClassId, StringComparer.Ordinal);
        return all.ToDictionary(
            row => row.ClassId,
            row => spare.TryGetValue(row.ClassId, out DecidedRow? apart) ? new ParentCounts(row.Asked - apart.Asked, row.Number - apart.Number) : new ParentCounts(row.Asked, row.Number),
            StringComparer.Ordinal);
    }

    private sealed record SchoolRow
    {
        public required string Id { get; init; }

        public required string Name { get; init; }

        public required string MunicipalityId { get; init; }

        public required string MunicipalityName { get; init; }
    }

    private sealed record ClassRow
    {
        public required string Id { get; init; }

        public required string SchoolId { get; init; }

        public required int Grade { get; init; }

        public required string Letter { get; init; }

        public required string BatteryId { get; init; }

        public required string BatteryVersion { get; init; }

        public required string CampaignId { get; init; }

        public required string ConsentRules { get; init; }

        public required int Students { get; init; }

        public required int LastSeat { get; init; }
    }

    private sealed record DecidedRow
    {
        public required string ClassId { get; init; }

        public required int Number { get; init; }

        public required int Asked { get; init; }
    }

    private sealed record PrintedRow
    {
        public required string ClassId { get; init; }

        public required string Detail { get; init; }
    }

    private sealed record CheckRow
    {
        public required string ClassId { get; init; }

        public required int Unready { get; init; }
    }

    private sealed record SlotRow
    {
        public required string ClassId { get; init; }

        public required int Lesson { get; init; }

        public required string WaveId { get; init; }

        public required string Wave { get; init; }

        public required string State { get; init; }

        public required long StartsAt { get; init; }

        public required int ByHand { get; init; }
    }

    private sealed record PersonRow
    {
        public required string SchoolId { get; init; }

        public required string Role { get; init; }

        public string? ConfirmedFor { get; init; }
    }
}
