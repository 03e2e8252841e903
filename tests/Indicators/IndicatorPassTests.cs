using System.Globalization;
using Diagnostics.Engine;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Indicators;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.Synthesis;
using Microsoft.Extensions.Logging.Abstractions;

namespace Diagnostics.Tests.Indicators;

/// <summary>Indicators of an invented region: they are what the answers say row by row.</summary>
public sealed class IndicatorPassTests : IAsyncLifetime
{
    private static readonly SyntheticPlan Plan = SyntheticPlan.Of(new SyntheticSize(Municipalities: 3, Schools: 9, Classes: 72, Students: 1_800, Seed: 23));

    private readonly string _folder = Directory.CreateTempSubdirectory("diagnostics-indicators-").FullName;
    private DiagnosticsEngine _engine = null!;
    private string _region = null!;

    public async Task InitializeAsync()
    {
        _engine = await DiagnosticsEngine.OpenAsync(new EngineOptions { DataFolder = _folder }, TimeProvider.System, NullLoggerFactory.Instance, default);
        await _engine.SynthesizeAsync(Plan, new Progress<double>(), default);
        _region = (await _engine.Organisation.RegionsAsync(default))[0].Id;
    }

    public async Task DisposeAsync()
    {
        await _engine.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_pass_keeps_what_may_be_told_and_a_page_reads_it_back()
    {
        Assert.Null((await _engine.Indicators.ReadAsync(new OrgNode(NodeKind.Region, _region), default))!.Place);
        await _engine.Readings.RunAsync(new AskedReading(_region, "tester"), default);
        IndicatorPage page = (await _engine.Indicators.ReadAsync(new OrgNode(NodeKind.Region, _region), default))!;
        Assert.True(page.IsSimulated);
        Assert.Equal(Plan.Municipalities.Select(one => one.Name).Order(StringComparer.Ordinal), page.Under.Select(one => one.Name));
        Assert.Null(page.Above);
        await AssertCoursesAsync(page);
        await AssertAnswersAsync(page);

        IndicatorPage under = (await _engine.Indicators.ReadAsync(new OrgNode(NodeKind.Municipality, page.Under[0].Id), default))!;
        Assert.Equal(page.Place!.Rows.Length, under.Above!.Rows.Length);
        Assert.Equal(Plan.Municipalities.Single(one => one.Name == page.Under[0].Name).Schools.Length, under.Under.Length);
        Assert.Null(await _engine.Indicators.ReadAsync(new OrgNode(NodeKind.School, under.Under[0].Id), default));
    }

    [Fact]
    public async Task A_year_later_the_year_before_stands_beside_it()
    {
        await _engine.Readings.RunAsync(new AskedReading(_region, "tester"), default);
        IndicatorPage first = (await _engine.Indicators.ReadAsync(new OrgNode(NodeKind.Region, _region), default))!;
        Assert.Null(first.Before);
        await _engine.Writer.RunAsync(null, scope => scope.Execute(Years.YearHouse.NextCampaign) + scope.Execute("UPDATE school_class SET campaign_id = 'next' WHERE grade = 8"), default);
        await _engine.Readings.RunAsync(new AskedReading(_region, "tester"), default);
        IndicatorPage second = (await _engine.Indicators.ReadAsync(new OrgNode(NodeKind.Region, _region), default))!;
        Assert.Equal((first.Year + 1, first.Year), (second.Year, second.Before!.Year));
        Assert.Equal(Figure(first, first.Place!, "all", "participation", "finished"), Figure(second, second.Before.Place, "all", "participation", "finished"));
        Assert.Equal(Figure(first, first.Place!, "8", "participation", "finished").N, Figure(second, second.Place!, "all", "participation", "finished").N);
    }

    private const string Courses = """
        SELECT m.name AS Name, COUNT(*) AS Seats, SUM(CASE WHEN x.state = 'finished' THEN 1 ELSE 0 END) AS Finished
        FROM seat t JOIN test_session x ON x.seat_id = t.id JOIN school_class c ON c.id = t.class_id JOIN school s ON s.id = c.school_id JOIN municipality m ON m.id = s.municipality_id
        WHERE t.spare = 0 GROUP BY m.name
        """;

    private async Task AssertCoursesAsync(IndicatorPage page)
    {
        int compared = 0;
        foreach (CourseRow row in await _engine.Store.QueryAsync<CourseRow>(Courses, null, default))
        {
            // Of one municipality it may be kept back, with few who have special conditions.
            if (Find(page, page.Under.Single(one => one.Name == row.Name), "all", "participation", "finished") is { } told)
            {
                Assert.Equal((row.Seats, row.Finished), (told.N, told.Count!.Value));
                compared++;
            }
        }

        Assert.InRange(compared, 1, Plan.Municipalities.Length);
    }

    private const string Answers = """
        SELECT c.grade AS Grade, f.answer_values AS AnswerValues, f.battery_id AS BatteryId, f.battery_version AS BatteryVersion
        FROM finished_session f JOIN test_session x ON x.id = f.session_id JOIN school_class c ON c.id = x.class_id
        """;

    private async Task AssertAnswersAsync(IndicatorPage page)
    {
        Dictionary<int, List<string>> goals = [];
        foreach (AnswerRow row in await _engine.Store.QueryAsync<AnswerRow>(Answers, null, default))
        {
            var battery = _engine.Batteries.Find(row.BatteryId, row.BatteryVersion)!;
            var plans = battery.Steps.First(step => step.Instrument.Id == "plans");
            int place = plans.Form.Items.Select(item => item.Id).ToList().IndexOf("goal");
            string? given = System.Text.Json.JsonSerializer.Deserialize<string?[]>(row.AnswerValues)![plans.FirstItem + place];
            if (!string.IsNullOrEmpty(given))
            {
                if (!goals.TryGetValue(row.Grade, out List<string>? own))
                {
                    goals.Add(row.Grade, own = []);
                }

                own.Add(given);
            }
        }

        Assert.Equal([8, 9, 10, 11], goals.Keys.Order());
        foreach ((int grade, List<string> given) in goals)
        {
            foreach (int option in Enumerable.Range(0, 8))
            {
                string id = option.ToString(CultureInfo.InvariantCulture);
                if (page.Place!.Rows.Single(row => row.Part == grade.ToString(CultureInfo.InvariantCulture)).Figures[PlaceOf(page, "goal", id)] is { } told)
                {
                    Assert.Equal((given.Count, given.Count(one => one == id)), (told.N, told.Count!.Value));
                }
            }
        }
    }

    private static ToldFigure Figure(IndicatorPage page, ToldPlace place, string part, string indicator, string member) =>
        Find(page, place, part, indicator, member)!;

    private static ToldFigure? Find(IndicatorPage page, ToldPlace place, string part, string indicator, string member) =>
        place.Rows.Single(row => row.Part == part).Figures[PlaceOf(page, indicator, member)];

    private static int PlaceOf(IndicatorPage page, string indicator, string member) =>
        page.Indicators.TakeWhile(one => one.Id != indicator).Sum(one => one.Members.Length)
        + page.Indicators.Single(one => one.Id == indicator).Members.Select(one => one.Id).ToList().IndexOf(member);

    private sealed record CourseRow
    {
        public required string Name { get; init; }

        public required long Seats { get; init; }

        public required long Finished { get; init; }
    }

    private sealed record AnswerRow
    {
        public required int Grade { get; init; }

        public required string AnswerValues { get; init; }

        public required string BatteryId { get; init; }

        public required string BatteryVersion { get; init; }
    }
}
