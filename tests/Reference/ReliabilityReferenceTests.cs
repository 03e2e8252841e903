using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Diagnostics.Engine.Tables;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Reliability;
using Diagnostics.Scoring.Responses;
using Diagnostics.Tests.Scoring;
using Diagnostics.Web.Commands;

namespace Diagnostics.Tests.Reference;

/// <summary>Reliability and item statistics laid beside R's: classical ones to 1e-10, what rests on the factor to 1e-7.</summary>
public sealed class ReliabilityReferenceTests : IDisposable
{
    private const double Classical = 1e-10;
    private const double Factor = 1e-7;

    private static readonly string[] FactorColumns =
        ["omega_total_1f_cov", "omega_total_1f_std", "sem_omega", "loading_1f_std", "uniqueness_1f_std"];

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, "constant_item")]
    [InlineData(1, "all_constant")]
    [InlineData(2, "negative_alpha")]
    [InlineData(3, "two_items")]
    public async Task Edge_cases_of_alpha_agree_through_the_types_and_the_verb(int place, string name)
    {
        var expected = ReferenceTable.Read(ReferenceTable.FreePath("edge_alpha.ref.csv"));
        Assert.Equal(name, expected.Text(place, "case"));
        byte[][] rows =
            [.. expected.Text(place, "rows").Split(';').Select(row => row.Split(' ').Select(byte.Parse).ToArray())];
        NormativeScale scale = new(
            "s",
            [.. Enumerable.Range(0, rows[0].Length).Select(item => new ItemKey.Rating(item, 0, 9, false))],
            new MissingRule.Prorate(1));
        var sample = new ScaleSample(scale);
        sample.Add(ResponseMatrix.FromRows([.. rows.SelectMany(row => row)], rows[0].Length));
        var statistics = ScaleStatistics.Of(sample);
        Agreement.Relative(expected.Number(place, "total_var"), statistics.Totals.Variance, Classical, $"{name}, variance");
        Agreement.Relative(expected.Number(place, "alpha"), statistics.Alpha, Classical, $"{name}, alpha");
        Assert.Equal(statistics.Alpha, InternalConsistency.Alpha(sample));

        string[] items = [.. Enumerable.Range(1, rows[0].Length).Select(item => $"x{item}")];
        string key = _folder.Write("key.csv", $"item,scale,min,max,reverse\n{string.Concat(items.Select(item => $"{item},s,0,9,0\n"))}");
        string responses = _folder.Write(
            "responses.csv", $"{string.Join(',', items)}\n{string.Concat(rows.Select(row => $"{string.Join(',', row)}\n"))}");
        (ReferenceTable scales, _) = await RunAsync(key, responses);
        Agreement.Relative(expected.Number(place, "total_var"), scales.Number(0, "var"), Classical, $"{name}, variance");
        Agreement.Relative(expected.Number(place, "alpha"), scales.Number(0, "alpha"), Classical, $"{name}, alpha");
    }

    [Theory]
    [InlineData("lsat7", "lsat7")]
    [InlineData("sim2pl30", "sim2pl30")]
    [InlineData("sim2pl30_missing", "sim2pl30_missing")]
    public async Task Difficulties_and_their_ranks_agree_with_blanks_over_those_who_answered(string answers, string reference)
    {
        var expected = ReferenceTable.Read(ReferenceTable.FreePath($"{reference}_item_p.ref.csv"));
        string[] items = [.. Enumerable.Range(0, expected.Rows).Select(row => expected.Text(row, "item"))];
        string key = _folder.Write("key.csv", $"item,scale,min,max,reverse\n{string.Concat(items.Select(item => $"{item},s,0,1,0\n"))}");
        (_, ReferenceTable actual) = await RunAsync(key, ReferenceTable.FreePath($"{answers}_items.csv"));

        Assert.Equal(items, Enumerable.Range(0, actual.Rows).Select(row => actual.Text(row, "item")));
        double[] p = [.. Enumerable.Range(0, actual.Rows).Select(row => actual.Number(row, "p"))];
        int[] easiestFirst = [.. Enumerable.Range(0, p.Length).OrderByDescending(row => p[row])];
        for (int row = 0; row < p.Length; row++)
        {
            Agreement.Relative(expected.Number(row, "p"), p[row], Classical, items[row]);
            Assert.Equal(expected.Number(row, "rank_easiest_first"), 1 + Array.IndexOf(easiestFirst, row));
        }
    }

    /// <summary>
    /// What the documentation of R's mirt prints for these published answers (itemstats of LSAT7, three decimals; †).
    /// </summary>
    [Fact]
    public void The_published_answers_of_the_law_school_test_have_their_published_reliability()
    {
        ScaleStatistics lsat = AnalyseLsat();
        Assert.Equal(1000, lsat.Totals.Count);
        Assert.Equal(3.707, lsat.Totals.Mean, 5e-4);
        Assert.Equal(1.199, lsat.Totals.StandardDeviation, 5e-4);
        Assert.Equal(0.143, lsat.MeanInterItemCorrelation, 5e-4);
        Assert.Equal(0.453, lsat.Alpha, 5e-4);
        Assert.Equal(0.886, lsat.StandardErrorByAlpha, 5e-4);
        Assert.Equal(0.530, lsat.Items[0].ItemTotalCorrelation, 5e-4);
        Assert.Equal(0.246, lsat.Items[0].ItemRestCorrelation, 5e-4);
        Assert.Equal(0.396, lsat.Items[0].AlphaIfDeleted, 5e-4);
    }

    [ReferenceFact]
    public async Task Every_column_of_scales_and_items_of_611_real_respondents_agrees_through_the_verb()
    {
        (ReferenceTable scales, ReferenceTable items) = await RunAsync(
            ReferenceTable.OutsidePath("jobcannon_riasec60_key.csv"), ReferenceTable.OutsidePath("jobcannon_riasec60_items.csv"));
        Compare("jobcannon_riasec60_scale_stats.ref.csv", scales, 6, ["scale"]);
        Compare("jobcannon_riasec60_item_stats.ref.csv", items, 60, ["item", "scale"]);
    }

    [ReferenceFact]
    public void The_same_scales_agree_through_the_types()
    {
        var expected = ReferenceTable.Read(ReferenceTable.OutsidePath("jobcannon_riasec60_scale_stats.ref.csv"));
        ImmutableArray<ScaleStatistics> actual = Analyse(
            ReferenceTable.OutsidePath("jobcannon_riasec60_key.csv"), ReferenceTable.OutsidePath("jobcannon_riasec60_items.csv"));
        for (int row = 0; row < expected.Rows; row++)
        {
            ScaleStatistics scale = actual[row];
            Assert.Equal(expected.Text(row, "scale"), scale.Scale.Id);
            Agreement.Relative(expected.Number(row, "alpha"), scale.Alpha, Classical, "alpha");
            Agreement.Relative(expected.Number(row, "lambda2"), scale.Lambda2, Classical, "lambda2");
            Agreement.Relative(expected.Number(row, "lambda6_std"), scale.Lambda6, Classical, "lambda6");
            Agreement.Relative(expected.Number(row, "omega_total_1f_cov"), scale.Omega, Factor, "omega");
            Agreement.Relative(expected.Number(row, "alpha_feldt_lo95"), scale.AlphaInterval.Low, Classical, "low");
            Assert.False(scale.Factor.IsHeywood);
        }
    }

    private static void Compare(string reference, ReferenceTable actual, int rows, string[] texts)
    {
        var expected = ReferenceTable.Read(ReferenceTable.OutsidePath(reference));
        Assert.Equal(rows, expected.Rows);
        Assert.Equal(rows, actual.Rows);
        Assert.Equal(expected.Columns, actual.Columns.Take(expected.Columns.Length));
        for (int row = 0; row < rows; row++)
        {
            Assert.All(texts, column => Assert.Equal(expected.Text(row, column), actual.Text(row, column)));
            foreach (string column in expected.Columns.Except(texts))
            {
                double tolerance = FactorColumns.Contains(column) ? Factor : Classical;
                Agreement.Relative(expected.Number(row, column), actual.Number(row, column), tolerance, $"row {row}, {column}");
            }
        }
    }

    private static ScaleStatistics AnalyseLsat()
    {
        byte[] answers =
        [
            .. File.ReadLines(ReferenceTable.FreePath("lsat7_items.csv")).Skip(1)
                .SelectMany(line => line.Split(',').Skip(1)).Select(cell => byte.Parse(cell, CultureInfo.InvariantCulture)),
        ];
        CriterionScale scale = new("lsat", [.. Enumerable.Range(0, 5).Select(item => new ItemKey.Rating(item, 0, 1, false))]);
        var sample = new ScaleSample(scale);
        sample.Add(ResponseMatrix.FromRows(answers, 5));
        return ScaleStatistics.Of(sample);
    }

    private static ImmutableArray<ScaleStatistics> Analyse(string key, string responses)
    {
        KeyedItems keyed = KeyCsv.Read(key);
        ScaleSample[] samples = [.. keyed.Key.Scales.OfType<ComparableScale>().Select(scale => new ScaleSample(scale))];
        using var table = TableReader.Open(responses);
        var rows = new ResponseTable(table, keyed, id: null, lenient: false);
        var builder = new ResponseMatrixBuilder(keyed.Key.Items.Length);
        byte[] row = new byte[keyed.Key.Items.Length];
        string[] passed = new string[rows.Passed.Length];
        while (rows.Read(row, passed))
        {
            builder.Add(row);
        }

        ResponseMatrix matrix = builder.Build();
        foreach (ScaleSample sample in samples)
        {
            sample.Add(matrix);
        }

        return [.. samples.Select(ScaleStatistics.Of)];
    }

    private async Task<(ReferenceTable Scales, ReferenceTable Items)> RunAsync(string key, string responses)
    {
        string scales = _folder.PathOf("scales.csv");
        string items = _folder.PathOf("items.csv");
        string[] arguments = ["--key", key, "--responses", responses, "--out-scales", scales, "--out-items", items];
        using StringWriter messages = new();
        int exit = await ItemsCommand.Create().Parse(arguments).InvokeAsync(new InvocationConfiguration { Error = messages });
        Assert.True(exit == 0, messages.ToString());
        return (ReferenceTable.Read(scales), ReferenceTable.Read(items));
    }
}
