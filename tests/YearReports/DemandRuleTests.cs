using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.Atlas.Overlay;
using Diagnostics.Engine.Indicators;
using Diagnostics.Engine.Russian;
using Diagnostics.Engine.YearReports;

namespace Diagnostics.Tests.YearReports;

/// <summary>Interest beside demand: an order is said only where the numbers carry it, and percentages of the two are never compared.</summary>
public sealed class DemandRuleTests
{
    private static readonly AtlasYear Atlas = AtlasLibrary.LoadBuiltIn().Newest;

    [Fact]
    public void Without_a_forecast_or_without_counted_interest_there_is_no_section()
    {
        Assert.DoesNotContain(InventedReport.Draft(Data(null, 0.5, 0.2, 0.1)).Sections, section => section.Id == "demand");
        Assert.DoesNotContain(InventedReport.Draft(Data(Demand(100, 50, 10), 0.5) with { Indicators = [] }).Sections, section => section.Id == "demand");
    }

    [Fact]
    public void A_sector_that_is_needed_less_and_interests_more_is_named_with_its_numbers()
    {
        string text = Order(Data(Demand(100, 50, 10), 0.2, 0.5, 0.21));
        Assert.Contains("«Промышленность»: по прогнозу нужно 100 человек, 62,5\u00a0% прогноза; среди ближайших к интересам эта отрасль у 20,0\u00a0% учеников (18,0–22,0\u00a0%), 200 из 1\u00a0000.", text, StringComparison.Ordinal);
        Assert.Contains("Людей нужно меньше, а интерес больше: «Здоровье» – 50,0\u00a0% (48,0–52,0\u00a0%).", text, StringComparison.Ordinal);
        // Its interval meets: nothing is said of it.
        Assert.DoesNotContain("Финансы» – 21,0", text, StringComparison.Ordinal);
        Assert.Contains("«Здоровье»: по прогнозу нужно 50 человек", text, StringComparison.Ordinal);
        Assert.Contains("Отраслей, где людей нужно меньше, а интерес больше, нет.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_order_of_need_is_not_said_where_people_in_no_sector_could_turn_it()
    {
        ReportDemand demand = Demand(100, 50, 10) with { Unplaced = 50, Total = 210 };
        string text = Order(Data(demand, 0.2, 0.5, 0.6));
        Assert.Contains("интерес больше: «Финансы»", text, StringComparison.Ordinal);
        Assert.DoesNotContain("«Здоровье»", text, StringComparison.Ordinal);
        Assert.StartsWith("По числу нужных людей отрасли сравнить нельзя", Order(Data(demand with { Unplaced = 90 }, 0.2, 0.5, 0.6)), StringComparison.Ordinal);
        Assert.StartsWith("По числу нужных людей отрасли сравнить нельзя", Order(Data(Demand(7, 7, 7), 0.2, 0.5, 0.6)), StringComparison.Ordinal);
        Assert.StartsWith("По числу нужных людей отрасли сравнить нельзя", Order(Data(demand with { Sectors = [] }, 0.2, 0.5, 0.6)), StringComparison.Ordinal);
    }

    [Fact]
    public void Interest_that_is_kept_back_is_compared_with_nothing_and_said_to_be_kept()
    {
        Assert.Contains("интерес к ней не сообщается", Order(Data(Demand(100, 50, 10), null, 0.5, 0.2)), StringComparison.Ordinal);
        Assert.Contains("сравнить нельзя: числа не сообщаются", Order(Data(Demand(100, 50, 10), 0.2, null, null)), StringComparison.Ordinal);
        Assert.Contains("среди тех, о которых можно сообщить, нет", Order(Data(Demand(100, 50, 10), 0.2, 0.1, null)), StringComparison.Ordinal);
        Assert.Contains("среди тех, о которых можно сообщить: «Здоровье»", Order(Data(Demand(100, 50, 10), 0.2, 0.5, null)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_forecast_says_whose_it_is_and_what_it_leaves_out()
    {
        string text = Section(Data(Demand(100, 50, 10) with { Unplaced = 40, Total = 200, Others = 2 }, 0.2, 0.5, 0.21)).Paragraphs[0].Text;
        Assert.Contains("Прогноз на 2030 год («Край», по группам ОКЗ): нужно 200 человек. Кто сообщил: Служба, 21.11.2026.", text, StringComparison.Ordinal);
        Assert.Contains("Есть и другие прогнозы (2)", text, StringComparison.Ordinal);
        Assert.Contains("Ни к одной отрасли не отнесено 40 человек (20,0\u00a0%)", text, StringComparison.Ordinal);
        Assert.Contains("которых в прогнозе нет (1)", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Есть и другие", Section(Data(Demand(100, 50, 10), 0.2, 0.5, 0.21)).Paragraphs[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_has_interest_need_share_and_source_of_each_sector()
    {
        ReportTable table = Section(Data(Demand(100, 50, 10), 0.2, 0.5, 0.21, 0.3)).Tables[0];
        Assert.Equal(["Промышленность", "Здоровье", "Финансы", "Право"], table.Rows.Select(row => row.Title));
        Assert.Equal((0.2, "100", "62,5\u00a0%", "Служба, 21.11.2026"), (table.Rows[0].Cells[0].Figure!.Value, table.Rows[0].Cells[1].Text, table.Rows[0].Cells[2].Text, table.Rows[0].Cells[3].Text));
        Assert.Equal((0.3, "в прогнозе нет"), (table.Rows[3].Cells[0].Figure!.Value, table.Rows[3].Cells[1].Text));
        Assert.All(table.Rows, row => Assert.Equal(table.Columns.Length, row.Cells.Length));
    }

    [Fact]
    public void Nothing_is_said_but_the_forecasts_and_the_told_numbers()
    {
        Random random = new(11);
        for (int time = 0; time < 200; time++)
        {
            ReportDemand demand = Demand(random.Next(200), random.Next(200), random.Next(200));
            ReportData data = Data(demand with { Unplaced = random.Next(60) }, Value(), Value(), Value(), Value());
            foreach (ReportSentence sentence in Section(data).Paragraphs.Single(one => one.Id == "demand.order").Sentences)
            {
                string[] allowed =
                [
                    .. sentence.Figures.Select(seen => seen.Figure).OfType<ToldFigure>()
                        .SelectMany(figure => new[] { RussianNumber.Percent(figure.Value)[..^2], RussianNumber.Percent(figure.Low)[..^2], RussianNumber.Percent(figure.High)[..^2], RussianNumber.Whole(figure.N), RussianNumber.Whole(figure.Count!.Value) }),
                    .. demand.Sectors.SelectMany(need => new[] { RussianNumber.Whole(need.Volume), RussianNumber.Percent((double)need.Volume / Math.Max(1, demand.Total))[..^2] }),
                ];
                Assert.Empty(Regex.Matches(sentence.Text, @"\d+(?:\u00a0\d{3})*(?:,\d+)?").Select(match => match.Value).Except(allowed));
            }
        }

        double? Value() => random.Next(4) == 0 ? null : Math.Round(random.NextDouble(), 2);
    }

    [Fact]
    public void The_forecast_taken_is_the_regions_own_and_the_one_said_last()
    {
        RegionalDemand[] said =
        [
            Need("2411", 2030, "Край", "2026-05-01"), Need("2411", 2028, "Край", "2026-06-01"), Need("2411", 2035, "Страна", "2026-07-01"),
        ];
        Assert.Equal((2028, "Край", 2), Taken(said));
        Assert.Equal((2035, "Страна", 2), Taken(said, "Область"));
        Assert.Equal((2031, "Край", 3), Taken([.. said, Need("2411", 2031, "Край", "2026-06-01")]));
        // One that counts people twice is none.
        Assert.Equal((2030, "Край", 2), Taken([.. said, Need("24", 2028, "Край", "2026-06-01")]));
        Assert.Null(ReportDemand.NewestOf(SectorDemand.Of([], Atlas), "Край"));

        static (int, string, int) Taken(RegionalDemand[] rows, string region = "КРАЙ") => ReportDemand.NewestOf(SectorDemand.Of(rows, Atlas), region) is { } one ? (one.Year, one.Region, one.Others) : default;
        static RegionalDemand Need(string code, int year, string region, string date) => new(code, year, 40, "Служба", region, date) { System = DemandCodes.Okz };
    }

    /// <summary>Data as they were frozen before there were forecasts name none, and data without one are written like them, letter by letter.</summary>
    [Fact]
    public void Data_of_an_older_edition_read_as_without_a_forecast()
    {
        ReportData data = Data(null, 0.5);
        string text = CanonicalJson.Of(data);
        Assert.DoesNotContain("demand", text, StringComparison.Ordinal);
        ReportData read = CanonicalJson.Read<ReportData>(text);
        Assert.Null(read.Demand);
        Assert.Equal(text, CanonicalJson.Of(read));
        ReportData with = data with { Demand = Demand(100, 50, 10) };
        Assert.Equal(CanonicalJson.Of(with), CanonicalJson.Of(CanonicalJson.Read<ReportData>(CanonicalJson.Of(with))));
    }

    private static string Order(ReportData data) => Section(data).Paragraphs.Single(one => one.Id == "demand.order").Text;

    private static ReportSection Section(ReportData data) => InventedReport.Draft(data).Sections.Single(section => section.Id == "demand");

    private static ReportDemand Demand(long industry, long health, long finance) => new(
        2030, "Край", "okz", industry + health + finance,
        [.. new[] { Need("industry", "Промышленность", industry), Need("health", "Здоровье", health), Need("finance", "Финансы", finance) }.OrderByDescending(need => need.Volume)], 0, 0, [new("Служба", "2026-11-21")]);

    private static ReportNeed Need(string id, string title, long volume) => new(id, title, volume, [new("Служба", "2026-11-21")]);

    /// <summary>Interest in industry, health, finance and law.</summary>
    private static ReportData Data(ReportDemand? demand, params double?[] interest)
    {
        ToldFigure?[] figures = [.. interest.Select(value => value is { } told ? InventedReport.Share(told, 0.02) : null)];
        ImmutableArray<ReportMember> members = [new("industry", "Промышленность"), new("health", "Здоровье"), new("finance", "Финансы"), new("law", "Право")];
        return InventedReport.Data(InventedReport.Place(("all", figures)), [], null, null) with
        {
            Demand = demand,
            Indicators = [new ReportIndicator("sectors", "Ближайшие отрасли", "Доля учеников", 0, false, false, false, [], members)],
        };
    }
}
