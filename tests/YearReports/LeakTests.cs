using System.Globalization;
using System.Text.RegularExpressions;
using Diagnostics.Engine.Indicators;
using Diagnostics.Engine.Russian;
using Diagnostics.Engine.YearReports;
using Diagnostics.Tests.Indicators;

namespace Diagnostics.Tests.YearReports;

/// <summary>Random regions: no number stands in a report that is not told, and each sentence names the figures its numbers come from.</summary>
public sealed partial class LeakTests
{
    private static readonly string[] Causal = ["потому", "благодаря", "из-за", "привел", "повлия", "вызван", "вследств", "рейтинге", "лучш", "худш"];

    public static readonly TheoryData<int> Seeds = [.. Enumerable.Range(1, 16)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_number_in_the_text_is_a_told_one(int seed)
    {
        ToldFigures told = InventedCounts.Of(seed, InventedReport.Library).Tell(InventedReport.Library);
        ToldFigures before = InventedCounts.Of(seed + 100, InventedReport.Library).Tell(InventedReport.Library);
        foreach (ReportData data in InventedReport.Of(told, before))
        {
            HashSet<ToldFigure> known = [.. Figures(data)];
            foreach (ReportSection section in InventedReport.Draft(data).Sections)
            {
                Assert.All(section.Tables.SelectMany(table => table.Rows).SelectMany(row => row.Cells), cell => Assert.True(cell.Figure is null || known.Contains(cell.Figure)));
                foreach (ReportSentence sentence in section.Paragraphs.SelectMany(one => one.Sentences))
                {
                    Assert.All(sentence.Figures, seen => Assert.True(seen.Figure is null || known.Contains(seen.Figure)));
                    Assert.Empty(NumbersOf(sentence.Text, data).Except(Allowed(sentence, data)));
                }
            }
        }
    }

    [Fact]
    public void The_test_sees_a_number_that_is_not_told()
    {
        ReportData data = InventedReport.Of(InventedCounts.Of(1, InventedReport.Library).Tell(InventedReport.Library), null).First();
        Assert.NotEmpty(NumbersOf("Отказались 3 ученика.", data).Except(Allowed(new ReportSentence("", []), data)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Nothing_is_said_to_come_of_anything_and_no_school_is_named(int seed)
    {
        ToldFigures told = InventedCounts.Of(seed, InventedReport.Library).Tell(InventedReport.Library);
        foreach (ReportData data in InventedReport.Of(told, InventedCounts.Of(seed + 7, InventedReport.Library).Tell(InventedReport.Library)))
        {
            foreach (ReportSentence sentence in InventedReport.Draft(data).Sections.SelectMany(section => section.Paragraphs).SelectMany(one => one.Sentences).Where(one => !one.Figures.IsEmpty))
            {
                Assert.DoesNotContain(Causal, word => sentence.Text.Replace("потому что ответов мало", "", StringComparison.Ordinal).Contains(word, StringComparison.OrdinalIgnoreCase));
                Assert.DoesNotContain("Школа", sentence.Text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void The_same_numbers_give_the_same_text_and_hash()
    {
        ReportData one = InventedReport.Of(InventedCounts.Of(5, InventedReport.Library).Tell(InventedReport.Library), null).First();
        ReportData same = CanonicalJson.Read<ReportData>(CanonicalJson.Of(one));
        Assert.Equal(CanonicalJson.Of(one), CanonicalJson.Of(same));
        Assert.Equal(CanonicalJson.Of(InventedReport.Draft(one)), CanonicalJson.Of(InventedReport.Draft(same)));
        Assert.NotEqual(CanonicalJson.Of(one), CanonicalJson.Of(one with { Year = 2027 }));
        Assert.StartsWith("{\"above\":null,\"before\":null,\"counted\":4004,", CanonicalJson.Of(one), StringComparison.Ordinal);
    }

    private static IEnumerable<ToldFigure> Figures(ReportData data) =>
        new[] { data.Figures, data.Above, data.Before?.Place }.OfType<ToldPlace>().Concat(data.Under).SelectMany(place => place.Rows).SelectMany(row => row.Figures).OfType<ToldFigure>();

    private static IEnumerable<string> Allowed(ReportSentence sentence, ReportData data) =>
    [
        .. sentence.Figures.Select(seen => seen.Figure).OfType<ToldFigure>().SelectMany(figure => new[] { Tenth(figure.Value), Tenth(figure.Low), Tenth(figure.High), RussianNumber.Whole(figure.N), RussianNumber.Whole(figure.Count ?? 0) }),
        .. sentence.Figures.IsEmpty ? [RussianNumber.Whole(data.Sessions), RussianNumber.Whole(data.Counted ?? 0), "95", "256"] : data.Grades.Select(grade => grade.ToString(CultureInfo.InvariantCulture)),
        "2026", "2025",
    ];

    private static string Tenth(double share) => RussianNumber.Percent(share)[..^2];

    private static IEnumerable<string> NumbersOf(string text, ReportData data)
    {
        string plain = Quoted().Replace(text, "").Replace(data.Library, "", StringComparison.Ordinal);
        foreach (ToldPlace place in data.Under)
        {
            plain = plain.Replace(place.Name, "", StringComparison.Ordinal);
        }

        return Number().Matches(plain).Select(match => match.Value);
    }

    [GeneratedRegex("«[^»]*»")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\d+(?:\u00a0\d{3})*(?:,\d+)?")]
    private static partial Regex Number();
}
