using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Engine;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Groups;
using Diagnostics.Engine.Indicators;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.Storage;
using Diagnostics.Engine.Synthesis;
using Microsoft.Extensions.Logging.Abstractions;

namespace Diagnostics.Tests.Synthesis;

/// <summary>What a region reads of its year finds again what was planted in an invented one, from the told figures alone wherever these tell it.</summary>
public sealed class PlantedDifferenceTests(PlantedDifferenceTests.Told told) : IClassFixture<PlantedDifferenceTests.Told>
{
    /// <summary>Four standard errors: a seed that fails at random would be one of ten thousand.</summary>
    private const double Errors = 4;

    [Fact]
    public void Municipalities_and_wishes_are_as_planted()
    {
        int compared = 0;
        foreach (ToldPlace place in told.Page.Under)
        {
            SyntheticMunicipality planted = told.Plan.Municipalities.Single(one => one.Name == place.Name);
            foreach ((double share, ToldFigure? figure) in new[]
            {
                (planted.Finished, told.Find(place, FigureParts.AllName, "participation", "finished")),
                (planted.Satisfaction / 4, told.Find(place, FigureParts.AllName, "satisfaction", "satisfaction")),
            })
            {
                if (figure is not null)
                {
                    AssertNear(share, figure);
                    compared++;
                }
            }
        }

        Assert.True(compared > told.Page.Under.Length, $"{compared}");
        // Of those who answered: the share that wants no help, and that wants a talk in a final grade.
        AssertNear(Planted.NoHelp, told.Figure(told.Page.Place!, "all", "help", "6"));
        AssertNear(Planted.Talk(9)[0], told.Figure(told.Page.Place!, "9", "talk", "0"));
        AssertNear(Planted.Talk(8)[0], told.Figure(told.Page.Place!, "8", "talk", "0"));
    }

    /// <summary>At most three sectors of everybody whose interests stand out, of as many as the leading interests are of; girls of this region lean to people, boys to things, and so do their sectors.</summary>
    [Fact]
    public void Sectors_are_of_the_same_students_as_the_interests()
    {
        ToldPlace region = told.Page.Place!;
        Assert.True(told.Figure(region, "female", "interests", "S").Low > told.Figure(region, "male", "interests", "S").High);
        long asked = told.Figure(region, "all", "interests", "R").N;
        string[] members = [.. told.Page.Indicators.Single(one => one.Id == "sectors").Members.Select(one => one.Id)];
        Assert.Equal(told.Sectors, members.Order(StringComparer.Ordinal));
        ToldFigure[] sectors = [.. members.Select(member => told.Find(region, "all", "sectors", member)).OfType<ToldFigure>()];
        Assert.All(sectors, figure => Assert.Equal(asked, figure.N));
        // Not three each: how many somebody has is nobody's knowledge.
        Assert.InRange(sectors.Sum(figure => figure.Count!.Value), asked, (3 * asked) - 1);
        Assert.True(told.Figure(region, "female", "sectors", "education").Low > told.Figure(region, "male", "sectors", "education").High);
        Assert.True(told.Figure(region, "male", "sectors", "extraction").Low > told.Figure(region, "female", "sectors", "extraction").High);
    }

    [Fact]
    public void Goals_are_those_of_each_grade_and_its_settlements()
    {
        foreach (int grade in new[] { 8, 9, 10, 11 })
        {
            string part = grade.ToString(CultureInfo.InvariantCulture);
            double village = told.ShareOfVillages(grade);
            for (int goal = 0; goal < 8; goal++)
            {
                double planted = (village * Planted.Goals(grade, Settlement.Village)[goal]) + ((1 - village) * Planted.Goals(grade, Settlement.City)[goal]);
                AssertNear(planted, told.Figure(told.Page.Place!, part, "goal", goal.ToString(CultureInfo.InvariantCulture)));
            }
        }
    }

    [Fact]
    public void A_village_and_a_city_differ_in_their_goals_as_planted()
    {
        // College after the ninth grade; told of schools, which have only totals.
        (long village, long villageOf) = told.OfSchools(Settlement.Village, "goal", "1");
        (long city, long cityOf) = told.OfSchools(Settlement.City, "goal", "1");
        Assert.True(villageOf > 300 && cityOf > 300, $"{villageOf} {cityOf}");
        double planted = told.GoalOf(Settlement.Village, 1) - told.GoalOf(Settlement.City, 1);
        double found = ((double)village / villageOf) - ((double)city / cityOf);
        double error = Math.Sqrt(Variance(village, villageOf) + Variance(city, cityOf));
        Assert.InRange(found, planted - (Errors * error), planted + (Errors * error));
        Assert.True(found > Errors * error, $"{found} ± {error}");
    }

    [Theory]
    [InlineData("stability", 1)]
    [InlineData("independence", -1)]
    [InlineData("mastery", 0)]
    public void Values_differ_between_settlements_where_that_was_planted_and_nowhere_else(string value, int direction)
    {
        (long village, long villageOf) = told.OfSchools(Settlement.Village, "values", value);
        (long city, long cityOf) = told.OfSchools(Settlement.City, "values", value);
        double found = ((double)village / villageOf) - ((double)city / cityOf);
        double error = Math.Sqrt(Variance(village, villageOf) + Variance(city, cityOf));
        if (direction == 0)
        {
            Assert.InRange(found, -Errors * error, Errors * error);
        }
        else
        {
            Assert.True(direction * found > Errors * error, $"{found} ± {error}");
        }
    }

    [Fact]
    public void Students_with_special_conditions_finish_more_rarely_and_their_place_keeps_its_share()
    {
        ToldFigure special = told.Figure(told.Page.Place!, "special", "participation", "finished"), all = told.Figure(told.Page.Place!, "all", "participation", "finished");
        double planted = told.Plan.Municipalities.Sum(one => one.Finished * one.Schools.Sum(school => school.Classes.Sum(room => room.Students))) / told.Plan.Size.Students;
        AssertNear(planted, all);
        AssertNear(Planted.FinishedOf(planted, isSpecial: true), special);
        Assert.True(special.High < all.Low, $"{special} {all}");
        double error = Math.Sqrt(Planted.Special * (1 - Planted.Special) / all.N);
        Assert.InRange(special.N / (double)all.N, Planted.Special - (Errors * error), Planted.Special + (Errors * error));
    }

    [Fact]
    public void Where_spatial_tasks_go_worse_interests_rest_on_them_more_rarely()
    {
        long[] planted = [0, 0], other = [0, 0];
        foreach (ToldPlace place in told.Page.Under)
        {
            if (told.Find(place, "all", "gap", "gap") is not { } gap)
            {
                continue;
            }

            long[] sums = told.Plan.Municipalities.Single(one => one.Name == place.Name).Spatial < 0 ? planted : other;
            (sums[0], sums[1]) = (sums[0] + gap.Count!.Value, sums[1] + gap.N);
        }

        double found = ((double)planted[0] / planted[1]) - ((double)other[0] / other[1]);
        double error = Math.Sqrt(Variance(planted[0], planted[1]) + Variance(other[0], other[1]));
        Assert.True(found > 3 * error, $"{found} ± {error} of {planted[1]} and {other[1]}");
    }

    /// <summary>The slope of the score of E less that of R over grades, by least squares; answers hold a latent step with their own error, so it is found smaller, never of another sign.</summary>
    [Fact]
    public void Interests_move_by_grade_as_planted()
    {
        (int Grade, double Score)[] rows = told.EnterprisingLessRealistic;
        double grade = rows.Average(row => row.Grade), score = rows.Average(row => row.Score);
        double spread = rows.Sum(row => Math.Pow(row.Grade - grade, 2));
        double slope = rows.Sum(row => (row.Grade - grade) * (row.Score - score)) / spread;
        double rest = rows.Sum(row => Math.Pow(row.Score - score - (slope * (row.Grade - grade)), 2)) / (rows.Length - 2);
        double error = Math.Sqrt(rest / spread);
        double planted = Planted.GradeStep[Planted.Spheres.IndexOf('E', StringComparison.Ordinal)] - Planted.GradeStep[Planted.Spheres.IndexOf('R', StringComparison.Ordinal)];
        // In standard deviations of the difference of two independent spheres; at most what was planted.
        double deviation = Math.Sqrt(rest);
        Assert.True(slope > 2 * error, $"{slope} ± {error}");
        Assert.True(slope < (planted / Math.Sqrt(2) * deviation) + (Errors * error), $"{slope} ± {error} of {planted}");
    }

    private static double Variance(long count, long of)
    {
        double share = (double)count / of;
        return share * (1 - share) / of;
    }

    private static void AssertNear(double planted, ToldFigure told)
    {
        double error = (told.High - told.Low) / 2 / 1.96;
        Assert.InRange(told.Value, planted - (Errors * error), planted + (Errors * error));
    }

    /// <summary>One region for all of them, read once.</summary>
    public sealed class Told : IAsyncLifetime
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("diagnostics-planted-").FullName;
        private Dictionary<(int Grade, Settlement Settlement), long> _finished = [];

        public SyntheticPlan Plan { get; } = SyntheticPlan.Of(new SyntheticSize(Municipalities: 6, Schools: 24, Classes: 200, Students: 5_000, Seed: 41));

        public IndicatorPage Page { get; private set; } = null!;

        public string[] Sectors { get; private set; } = [];

        public (int Grade, double Score)[] EnterprisingLessRealistic { get; private set; } = [];

        private List<(Settlement Settlement, ToldPlace Place)> Schools { get; } = [];

        public async Task InitializeAsync()
        {
            await using DiagnosticsEngine engine = await DiagnosticsEngine.OpenAsync(new EngineOptions { DataFolder = _folder }, TimeProvider.System, NullLoggerFactory.Instance, default);
            await engine.SynthesizeAsync(Plan, new Progress<double>(), default);
            string region = (await engine.Organisation.RegionsAsync(default))[0].Id;
            await engine.Readings.RunAsync(new AskedReading(region, "tester"), default);
            Sectors = [.. engine.Atlases.Newest.Sectors.Select(sector => sector.Id).Order(StringComparer.Ordinal)];
            Page = (await engine.Indicators.ReadAsync(new OrgNode(NodeKind.Region, region), default))!;
            foreach (SyntheticMunicipality planned in Plan.Municipalities)
            {
                string id = Page.Under.Single(one => one.Name == planned.Name).Id;
                IndicatorPage page = (await engine.Indicators.ReadAsync(new OrgNode(NodeKind.Municipality, id), default))!;
                Schools.AddRange(page.Under.Select(place => (planned.Schools.Single(school => school.Name == place.Name).Settlement, place)));
            }

            FinishedRow[] rows = [.. await engine.Store.QueryAsync<FinishedRow>(Finished, null, default)];
            _finished = rows.GroupBy(row => (row.Grade, StoredText.Read<Settlement>(row.Settlement))).ToDictionary(group => group.Key, group => group.LongCount());
            EnterprisingLessRealistic =
            [
                .. rows.Where(row => row.Facts is not null).Select(row => (row.Grade, Raw: GroupFacts.FromJson(row.Facts!).Interests?.Raw))
                    .Where(row => row.Raw is not null).Select(row => (row.Grade, Share(row.Raw!.Value, 'E') - Share(row.Raw.Value, 'R'))),
            ];
        }

        public Task DisposeAsync()
        {
            Directory.Delete(_folder, recursive: true);
            return Task.CompletedTask;
        }

        public ToldFigure Figure(ToldPlace place, string part, string indicator, string member) => Find(place, part, indicator, member)!;

        /// <summary>Count and number over the schools of a settlement that tell both.</summary>
        public (long Count, long Of) OfSchools(Settlement settlement, string indicator, string member)
        {
            ToldFigure[] figures =
                [.. Schools.Where(one => one.Settlement == settlement).Select(one => Find(one.Place, FigureParts.AllName, indicator, member)).OfType<ToldFigure>()];
            return (figures.Sum(one => one.Count!.Value), figures.Sum(one => one.N));
        }

        /// <summary>Of those of a grade who finished.</summary>
        public double ShareOfVillages(int grade) => (double)Count(grade, Settlement.Village) / (Count(grade, Settlement.Village) + Count(grade, Settlement.City));

        /// <summary>What was planted over the grades of those who finished there.</summary>
        public double GoalOf(Settlement settlement, int goal) => new[] { 8, 9, 10, 11 }.Sum(grade => Count(grade, settlement) * Planted.Goals(grade, settlement)[goal])
            / new[] { 8, 9, 10, 11 }.Sum(grade => Count(grade, settlement));

        private const string Finished = """
            SELECT c.grade AS Grade, s.settlement AS Settlement, n.group_facts AS Facts
            FROM finished_session f JOIN test_session x ON x.id = f.session_id JOIN school_class c ON c.id = x.class_id JOIN school s ON s.id = c.school_id
            LEFT JOIN review_need n ON n.session_id = f.session_id
            """;

        private long Count(int grade, Settlement settlement) => _finished.GetValueOrDefault((grade, settlement));

        public ToldFigure? Find(ToldPlace place, string part, string indicator, string member) => place.Rows.Single(row => row.Part == part).Figures[
            Page.Indicators.TakeWhile(one => one.Id != indicator).Sum(one => one.Members.Length)
            + Page.Indicators.Single(one => one.Id == indicator).Members.Select(one => one.Id).ToList().IndexOf(member)];

        private static double Share(ImmutableArray<double> raw, char sphere) =>
            raw[Planted.Spheres.IndexOf(sphere, StringComparison.Ordinal)] / Math.Max(1.0, raw.Sum());

        private sealed record FinishedRow
        {
            public required int Grade { get; init; }

            public required string Settlement { get; init; }

            public string? Facts { get; init; }
        }
    }
}
