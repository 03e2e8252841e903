using System.Text;
using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.Groups;
using Diagnostics.Engine.Indicators;
using Diagnostics.Engine.Instruments;

namespace Diagnostics.Tests.Indicators;

/// <summary>What is told of a region: every figure right, nothing small, and nothing small to be worked out by whoever holds all pages side by side.</summary>
public sealed class FigureTellerTests
{
    private static readonly IndicatorLibrary Library = IndicatorReader.Read(Encoding.UTF8.GetBytes("""
        {"schema": 1, "version": "1.0.0",
         "courses": {"finished": {"ru": "Да"}, "unfinished": {"ru": "Не до конца"}, "notCome": {"ru": "Нет"}, "refused": {"ru": "Отказ"}},
         "indicators": [
           {"id": "course", "title": {"ru": "Участие"}, "note": {"ru": "Все"}, "counts": "course"},
           {"id": "talk", "title": {"ru": "Разговор"}, "note": {"ru": "Ответившие"}, "counts": "chosen", "instrument": "plans", "item": "talk"},
           {"id": "help", "title": {"ru": "Помощь"}, "note": {"ru": "Ответившие"}, "counts": "chosen", "instrument": "plans", "item": "help"},
           {"id": "satisfaction", "title": {"ru": "Отзыв"}, "note": {"ru": "Ответившие"}, "counts": "points", "instrument": "satisfaction", "items": ["s1", "s2", "s3"]}
         ]}
        """), InstrumentLibrary.LoadBuiltIn(), AtlasLibrary.LoadBuiltIn().Newest).Library!;

    public static readonly TheoryData<int> Seeds = [.. Enumerable.Range(1, 24)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Nobody_who_adds_and_subtracts_finds_a_small_group(int seed)
    {
        InventedCounts region = InventedCounts.Of(seed, Library);
        ToldFigures told = region.Tell(Library);
        for (int place = 0; place < Library.All.Length; place++)
        {
            Indicator one = Library.All[place];
            int[] members = [.. Enumerable.Range(Library.FirstOf(place), one.Members.Length)];
            foreach (int[] family in one.Source.IsExclusive ? [members] : members.Select(member => new[] { member }).ToArray())
            {
                Attack attack = new(region, told, one, family);
                Assert.Empty(attack.Exposed());
                Assert.Empty(attack.SmallButTold());
                Assert.Empty(attack.ExposedTogether());
            }
        }
    }

    /// <summary>An operator's own file adds what it may and takes the place of a known one, of some grades: whoever holds those pages too finds nothing.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Nobody_finds_a_small_group_by_an_own_indicator(int seed)
    {
        IndicatorLibrary own = Read("""
            {"id": "talk", "title": {"ru": "Разговор"}, "note": {"ru": "Ответившие"}, "counts": "chosen", "instrument": "plans", "item": "talk", "grades": [8, 9, 10]},
            {"id": "goal", "title": {"ru": "Цель"}, "note": {"ru": "Ответившие"}, "counts": "chosen", "instrument": "plans", "item": "goal", "grades": [8, 9, 10]}
            """);
        Assert.Empty(Library.FaultsOf(own));
        IndicatorLibrary both = Library.With(own);
        InventedCounts region = InventedCounts.Of(seed, both);
        ToldFigures told = region.Tell(both);
        for (int place = 0; place < both.All.Length; place++)
        {
            Indicator one = both.All[place];
            int[] members = [.. Enumerable.Range(both.FirstOf(place), one.Members.Length)];
            foreach (int[] family in one.Source.IsExclusive ? [members] : members.Select(member => new[] { member }).ToArray())
            {
                Attack attack = new(region, told, one, family);
                Assert.Empty(attack.Exposed());
                Assert.Empty(attack.SmallButTold());
                Assert.Empty(attack.ExposedTogether());
            }
        }
    }

    /// <summary>What is refused would tell: of one school the whole less three of its grades is the fourth, which is kept back.</summary>
    [Fact]
    public void The_same_answers_of_some_grades_beside_all_of_them_are_refused_because_their_difference_is_small()
    {
        IndicatorLibrary own = Read("""{"id": "talk8-10", "title": {"ru": "Разговор"}, "note": {"ru": "Ответившие"}, "counts": "chosen", "instrument": "plans", "item": "talk", "grades": [8, 9, 10]}""");
        Assert.Equal("$.indicators[0]", Assert.Single(Library.FaultsOf(own)).Path);
        Assert.Throws<ArgumentException>(() => Library.With(own));
        int exposed = 0;
        foreach (int seed in Enumerable.Range(1, 24))
        {
            InventedCounts region = InventedCounts.Of(seed, Library);
            ToldFigures all = region.Tell(Library), some = region.OfGrades([8, 9, 10]).Tell(Library);
            foreach ((ToldPlace place, string[] schools) in region.Places(all))
            {
                ToldRow? more = Whole(place), less = Whole(region.Places(some).FirstOrDefault(other => other.Place.Id == place.Id).Place);
                exposed += Enumerable.Range(4, 3).Count(member =>
                    more?.Figures[member] is { Count: { } whole } && less?.Figures[member] is { Count: { } part } && whole - part is > 0 and < SmallCells.Least
                    && region.Sum(schools, "11", member).Sum == whole - part);
            }
        }

        Assert.True(exposed > 5, $"{exposed}");

        static ToldRow? Whole(ToldPlace? place) => place?.Rows.FirstOrDefault(row => row.Part == "all");
    }

    [Fact]
    public void No_two_built_in_indicators_count_the_same()
    {
        IndicatorLibrary builtIn = IndicatorLibrary.LoadBuiltIn(InstrumentLibrary.LoadBuiltIn(), AtlasLibrary.LoadBuiltIn().Newest);
        Assert.Empty(builtIn.FaultsOf(builtIn));
    }

    private static IndicatorLibrary Read(string indicators) => IndicatorReader.Read(
        Encoding.UTF8.GetBytes($$"""{"schema": 1, "version": "1.0.0", "indicators": [{{indicators}}]}"""), InstrumentLibrary.LoadBuiltIn(), AtlasLibrary.LoadBuiltIn().Newest).Library!;

    /// <summary>The whole region's own row is no exception: where three refused, not all of the others are told.</summary>
    [Fact]
    public void A_rare_answer_is_not_what_is_left_of_the_region()
    {
        ToldRow region = InventedCounts.Of(3, Library, rare: true).Tell(Library).Region.Rows[0];
        Assert.Null(region.Figures[3]);
        Assert.Contains(region.Figures.Take(3), figure => figure is null);
        Assert.Contains(region.Figures.Take(3), figure => figure is not null);
    }

    [Fact]
    public void How_many_finished_is_not_told_by_the_parents()
    {
        IndicatorLibrary builtIn = IndicatorLibrary.LoadBuiltIn(InstrumentLibrary.LoadBuiltIn(), AtlasLibrary.LoadBuiltIn().Newest);
        int parents = builtIn.FirstOf(builtIn.All.Select(one => one.Id).ToList().IndexOf("parents"));
        int untold = 0;
        foreach (int seed in Enumerable.Range(1, 12))
        {
            InventedCounts region = InventedCounts.Of(seed, Library).WithParents(builtIn, parents);
            foreach ((ToldPlace place, string[] _) in region.Places(region.Tell(builtIn)))
            {
                Assert.All(place.Rows, row => Assert.False(row.Figures[0] is null && row.Figures[parents] is not null));
                untold += place.Rows.Count(row => row.Figures[0] is null);
            }
        }

        Assert.True(untold > 20, $"{untold}");
    }

    /// <summary>The attack finds what it shall find: with nothing but small counts kept back it does.</summary>
    [Fact]
    public void Keeping_back_small_counts_alone_would_not_do()
    {
        int exposed = 0;
        foreach (int seed in Enumerable.Range(1, 24))
        {
            InventedCounts region = InventedCounts.Of(seed, Library);
            exposed += new Attack(region, region.TellNaively(Library), Library.All[0], [0, 1, 2, 3]).Exposed().Count();
        }

        Assert.True(exposed > 20, $"{exposed}");
    }

    [Fact]
    public void Told_figures_are_the_sums_of_what_was_counted()
    {
        InventedCounts region = InventedCounts.Of(7, Library);
        ToldFigures told = region.Tell(Library);
        int figures = 0;
        foreach ((ToldPlace place, string[] schools) in region.Places(told))
        {
            foreach (ToldRow row in place.Rows)
            {
                for (int member = 0; member < Library.Width; member++)
                {
                    if (row.Figures[member] is not { } figure)
                    {
                        continue;
                    }

                    Sample sample = region.Sum(schools, row.Part, member);
                    figures++;
                    Assert.Equal(sample.N, figure.N);
                    Assert.Equal(figure.Count is null ? Math.Round(sample.Mean / 12, 3, MidpointRounding.AwayFromZero) : Math.Round(sample.Mean, 3, MidpointRounding.AwayFromZero), figure.Value, 9);
                    Assert.True(figure.Count is null || figure.Count == (long)sample.Sum);
                    Assert.True(figure.Low <= figure.Value && figure.Value <= figure.High);
                }
            }
        }

        Assert.True(figures > 100, $"{figures}");
    }

    [Fact]
    public void Students_with_special_conditions_are_told_from_ten_on_and_means_from_thirty()
    {
        foreach (int seed in Enumerable.Range(1, 24))
        {
            InventedCounts region = InventedCounts.Of(seed, Library);
            foreach ((ToldPlace place, string[] _) in region.Places(region.Tell(Library)))
            {
                Assert.All(place.Rows.Where(row => row.Part == "special").SelectMany(row => row.Figures).OfType<ToldFigure>(), figure => Assert.True(figure.N >= 10));
                Assert.All(place.Rows.SelectMany(row => row.Figures).OfType<ToldFigure>().Where(figure => figure.Count is null), figure => Assert.True(figure.N >= SmallCells.LeastOfGroup));
            }
        }
    }

    /// <summary>Another year's row has other members in another order: each is found by its id.</summary>
    [Fact]
    public void Figures_of_another_library_are_read_by_the_ids_of_their_members()
    {
        ToldFigures told = InventedCounts.Of(3, Library).Tell(Library);
        PlaceFigures before = new(told.Library, told.Region, []) { Members = told.Members };
        IndicatorLibrary builtIn = IndicatorLibrary.LoadBuiltIn(InstrumentLibrary.LoadBuiltIn(), AtlasLibrary.LoadBuiltIn().Newest);
        ToldRow row = before.In(builtIn)!.Place.Rows[0];
        Assert.Equal(builtIn.Width, row.Figures.Length);
        Assert.Equal(told.Region.Rows[0].Figures[told.Members.IndexOf("satisfaction/satisfaction")], row.Figures[builtIn.MemberIds.IndexOf("satisfaction/satisfaction")]);
        Assert.Equal(told.Region.Rows[0].Figures[told.Members.IndexOf("talk/1")], row.Figures[builtIn.MemberIds.IndexOf("talk/1")]);
        Assert.Null(row.Figures[builtIn.MemberIds.IndexOf("participation/finished")]);
        Assert.Null((before with { Members = [] }).In(builtIn));
    }
}
