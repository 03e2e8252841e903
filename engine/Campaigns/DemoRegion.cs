using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Consent;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Sessions;

namespace Diagnostics.Engine.Campaigns;

/// <summary>
/// An invented region to try everything on. Four classes have finished with simulated answers, by the same way real answers go.
/// </summary>
internal sealed class DemoRegion(DiagnosticsEngine engine)
{
    private const int Seats = 23;
    private const int Spares = 2;
    private const int Seed = 2026;
    private const int ClassesShown = 2;
    private const int GradeShown = 9;
    private const string Name = "Приозёрный край";

    private static readonly (string Municipality, Settlement Settlement, string[] Schools)[] Schools =
    [
        ("Городской округ Светлоозёрск", Settlement.City, ["Гимназия № 4", "Лицей «Горизонт»", "Школа № 12"]),
        ("Луговской район", Settlement.Village, ["Берёзовская школа", "Ключевская школа", "Школа посёлка Заречный"]),
    ];

    private static readonly ConsentSettings Consent = new()
    {
        ParentsDecide = [],
        OperatorName = "Демонстрационный центр профориентации Приозёрного края",
        OperatorAddress = "выдуманный край, город Озёрный, улица Примерная, 1",
    };

    // Demos made before there was a mark are known by the region's name and its simulated sessions; a rehearsal simulates in real regions too.
    private const string Held = """
        SELECT (SELECT COUNT(*) FROM region) AS Regions, (SELECT COUNT(*) FROM account WHERE demo = 0) AS Accounts,
            (SELECT COUNT(*) FROM region g WHERE g.id IN (SELECT value FROM store_mark WHERE name = 'demo')
                OR (g.name = @Name AND EXISTS (
                    SELECT 1 FROM municipality m JOIN school s ON s.municipality_id = m.id JOIN school_class c ON c.school_id = s.id
                    JOIN test_session x ON x.class_id = c.id WHERE m.region_id = g.id AND x.simulated = 1))) AS Demos
        """;

    private const string Mark = "INSERT INTO store_mark (name, value) VALUES ('demo', @Id)";

    /// <summary>Fills an empty store and does nothing to a demo; false, and nothing is written, when the store holds anything else.</summary>
    public async Task<bool> SeedAsync(CancellationToken cancellation)
    {
        HeldRow held = (await engine.Store.FirstOrDefaultAsync<HeldRow>(Held, new { Name }, cancellation))!;
        if (held.Regions + held.Accounts > 0)
        {
            return held.Demos > 0;
        }

        Region region = await engine.Organisation.AddRegionAsync(Name, Consent, Mark, cancellation);
        var classes = new List<SchoolClass>();
        foreach ((string name, Settlement settlement, string[] schools) in Schools)
        {
            Municipality municipality = await engine.Organisation.AddMunicipalityAsync(region.Id, name, cancellation);
            foreach (string school in schools)
            {
                School added = await engine.Organisation.AddSchoolAsync(municipality.Id, school, settlement, cancellation);
                classes.AddRange(await Task.WhenAll(Enumerable.Range(8, 4).Select(
                    grade => engine.Organisation.AddClassAsync(added.Id, grade, "А", Seats, Spares, cancellation))));
            }
        }

        await DecideForParentsAsync(classes[0], cancellation);

        // Two grades in a city school and two in a village one.
        SchoolClass[] finished = [classes[0], classes[1], classes[14], classes[15]];
        var random = new Random(Seed);
        await Task.WhenAll(finished.Select(one => FinishAsync(one, random.Next(), cancellation)).ToArray());
        return true;
    }

    /// <summary>What the pages of consent show: a class whose parents agreed on paper, and one who asks for a talk.</summary>
    private async Task DecideForParentsAsync(SchoolClass one, CancellationToken cancellation)
    {
        await engine.Consent.RecordAsync(one.Id, [.. Enumerable.Range(1, Seats)], ConsentParty.Parent, agrees: true, AuditEntry.System, cancellation);
        ParentSheet sheet = (await engine.ParentSheets.PrintAsync(one.Id, AuditEntry.System, cancellation))!;
        await engine.Parents.AskAsync(sheet.Cards[0].Link, ParentRequestKind.Meeting, cancellation);
    }

    private const string OneSimulated = """
        SELECT id, result_revision AS Revision FROM test_session
        WHERE id = (SELECT MIN(id) FROM test_session WHERE simulated = 1 AND state = 'finished')
        """;

    /// <summary>Null when the store holds no simulated results: then it is not the demo.</summary>
    public async Task<DemoGuide?> GuideAsync(CancellationToken cancellation)
    {
        if (await engine.Store.FirstOrDefaultAsync<SimulatedRow>(OneSimulated, null, cancellation) is not { } simulated)
        {
            return null;
        }

        IReadOnlyList<Region> regions = await engine.Organisation.RegionsAsync(cancellation);
        IReadOnlyList<Municipality> municipalities = await engine.Organisation.MunicipalitiesAsync(regions[0].Id, cancellation);
        IReadOnlyList<School> schools = await engine.Organisation.SchoolsAsync(municipalities[0].Id, cancellation);
        var open = new List<SchoolClass>();
        IReadOnlyList<SchoolClass>[] classes = await Task.WhenAll(
            schools.Select(school => engine.Organisation.ClassesAsync(school.Id, cancellation)));
        foreach (SchoolClass one in classes.SelectMany(list => list))
        {
            bool wanted = open.Count < ClassesShown || (one.Grade == GradeShown && open.All(shown => shown.Grade != GradeShown));
            if (wanted && await engine.Board.ReadAsync(one.Id, cancellation) is { Run: not LessonState.Ended })
            {
                open.Add(one);
            }
        }

        return new DemoGuide(open, ResultKey.Of(engine.Keys.Result.Span, simulated.Id, simulated.Revision).ToString());
    }

    private async Task FinishAsync(SchoolClass one, int seed, CancellationToken cancellation)
    {
        await engine.Writer.RunAsync(null, scope => scope.Execute(SimulatedLesson.Mark, new { one.Id }), cancellation);
        await engine.Board.SetLessonAsync(one.Id, LessonState.Running, cancellation);
        CodeSheet sheet = (await engine.Cards.ReadAsync(one.Id, cancellation))!;
        Battery battery = engine.Batteries.For(one.Grade)!;
        var lesson = new SimulatedLesson(engine);
        await Task.WhenAll(sheet.Cards.Where(card => !card.Spare).Select(
            card => lesson.RunAsync(card.Code, new SimulatedStudent(battery, new Random(seed + card.Seat)).Answers(), finishes: true, cancellation)));
        await engine.Board.SetLessonAsync(one.Id, LessonState.Ended, cancellation);
    }

    private sealed record HeldRow
    {
        public required long Regions { get; init; }

        public required long Accounts { get; init; }

        public required long Demos { get; init; }
    }

    private sealed record SimulatedRow
    {
        public required string Id { get; init; }

        public required int Revision { get; init; }
    }
}
