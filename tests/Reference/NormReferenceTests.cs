using System.CommandLine;
using System.Globalization;
using Diagnostics.Engine.Norms;
using Diagnostics.Engine.Tables;
using Diagnostics.Scoring.Norms;
using Diagnostics.Tests.Scoring;
using Diagnostics.Web.Commands;

namespace Diagnostics.Tests.Reference;

/// <summary>Norm tables laid beside R's: counts and everything rounded exact, the rest to 1e-10, through the API and the verb.</summary>
public sealed class NormReferenceTests
{
    private const double Tolerance = 1e-10;

    private static readonly string[] Keys = ["scale", "grade", "sex", "region"];

    private static readonly string[] Exact =
    [
        "n", "raw", "freq", "cum_below", "T_normalized_rounded", "sten_linear", "stanine_linear", "sten_normalized", "stanine_normalized",
    ];

    private static readonly NormOrigin Origin =
        new("sample", "1.0.0", new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero), "synthetic");

    [Fact]
    public void Thirty_two_cells_of_six_thousand_rows_agree() =>
        Compare("norm_cells.ref.csv", 32 * 41, ["grade", "sex", "region"], degree: null);

    [Fact]
    public void Smoothed_frequencies_agree() => Compare("norm_loglinear.ref.csv", 8 * 41, ["grade", "sex"], NormSettings.UsualDegree);

    [Fact]
    public async Task The_verb_writes_the_cells_and_the_smoothed_tables()
    {
        await CompareVerbAsync("norm_cells.ref.csv", Free("--raw", "raw", "--by", "grade,sex,region"));
        await CompareVerbAsync(
            "norm_loglinear.ref.csv", Free("--raw", "raw", "--by", "grade,sex", "--smooth", "--min", "0", "--max", "40"));

        static string[] Free(params string[] more) => ["--responses", ReferenceTable.FreePath("norm_sample.csv"), .. more];
    }

    [ReferenceFact]
    public async Task The_verb_writes_the_six_interest_scales() => await CompareVerbAsync(
        "jobcannon_riasec60_norms.ref.csv",
        [
            "--key", ReferenceTable.OutsidePath("jobcannon_riasec60_key.csv"),
            "--responses", ReferenceTable.OutsidePath("jobcannon_riasec60_items.csv"),
        ]);

    [ReferenceFact]
    public void Six_interest_scales_of_611_real_respondents_agree()
    {
        NormSet norms = InterestNorms("jobcannon_riasec60_items.csv").Gathered.ToNorms(Origin, new NormSettings());
        CompareTables(
            ReferenceTable.Read(ReferenceTable.OutsidePath("jobcannon_riasec60_norms.ref.csv")), TableOf(norms, namesScale: true), 6 * 41);
    }

    [ReferenceFact]
    public void Rows_with_blanks_do_not_enter_the_norms()
    {
        NormSample sample = InterestNorms("jobcannon_riasec60_missing_items.csv");
        ReferenceTable scores = ReferenceTable.Read(ReferenceTable.OutsidePath("jobcannon_riasec60_missing_scale_scores.ref.csv"));
        NormSet norms = sample.Gathered.ToNorms(Origin, new NormSettings());
        for (int scale = 0; scale < norms.Scores.Length; scale++)
        {
            string id = norms.Scores[scale].Id;
            int complete = Enumerable.Range(0, scores.Rows).Count(row => scores.Number(row, $"n_{id}") == 10);
            Assert.InRange(complete, 1, scores.Rows - 1);
            Assert.Equal(complete, norms.Everybody.Tables[scale].Count);
            Assert.Equal(scores.Rows - complete, sample.Gathered.SkippedOf(scale));
        }
    }

    [ReferenceFact]
    public async Task Scores_looked_up_in_their_own_norms_are_the_rows_of_the_table()
    {
        using ScratchFolder folder = new();
        string[] source =
        [
            "--key", ReferenceTable.OutsidePath("jobcannon_riasec60_key.csv"),
            "--responses", ReferenceTable.OutsidePath("jobcannon_riasec60_items.csv"),
        ];
        Assert.Equal(0, await InvokeAsync(NormsCommand.Create(), [.. source, "--out", folder.PathOf("n.json")]));
        Assert.Equal(0, await InvokeAsync(
            ScoreCommand.Create(), [.. source, "--norms", folder.PathOf("n.json"), "--out", folder.PathOf("s.csv")]));

        ReferenceTable norms = ReferenceTable.Read(ReferenceTable.OutsidePath("jobcannon_riasec60_norms.ref.csv"));
        Dictionary<string, int> rowOf = Enumerable.Range(0, norms.Rows)
            .ToDictionary(row => $"{norms.Text(row, "scale")} {norms.Text(row, "raw")}");
        ReferenceTable scores = ReferenceTable.Read(folder.PathOf("s.csv"));
        Assert.Equal(611, scores.Rows);
        for (int row = 0; row < scores.Rows; row++)
        {
            Assert.Equal("all", scores.Text(row, "norm_level"));
            foreach (string scale in "RIASEC".Select(letter => letter.ToString()))
            {
                int norm = rowOf[$"{scale} {scores.Text(row, $"raw_{scale}")}"];
                string what = $"row {row}, {scale}";
                Agreement.Relative(norms.Number(norm, "T_linear"), scores.Number(row, $"T_{scale}"), Tolerance, what);
                Agreement.Relative(norms.Number(norm, "pr_midrank"), scores.Number(row, $"pr_{scale}"), Tolerance, what);
                Assert.Equal(norms.Number(norm, "sten_linear"), scores.Number(row, $"sten_{scale}"));
            }
        }
    }

    private static void Compare(string reference, int rows, string[] by, int? degree)
    {
        ReadyNormCount count = new(ReferenceTable.FreePath("norm_sample.csv"), "raw", [.. by]);
        NormSample sample = count.Count(progress: null, CancellationToken.None);
        Assert.Equal(6000, sample.Tally.Rows);
        NormSet norms = sample.Gathered.ToNorms(Origin, new NormSettings { SmoothingDegree = degree });
        CompareTables(ReferenceTable.Read(ReferenceTable.FreePath(reference)), TableOf(norms, namesScale: false), rows);
    }

    private static async Task CompareVerbAsync(string reference, string[] arguments)
    {
        using ScratchFolder folder = new();
        string output = folder.PathOf("norms.csv");
        Assert.Equal(0, await InvokeAsync(NormsCommand.Create(), [.. arguments, "--out", output]));
        string free = ReferenceTable.FreePath(reference);
        ReferenceTable expected = ReferenceTable.Read(File.Exists(free) ? free : ReferenceTable.OutsidePath(reference));
        CompareTables(expected, ReferenceTable.Read(output), expected.Rows);
    }

    private static async Task<int> InvokeAsync(Command command, string[] arguments)
    {
        using StringWriter messages = new();
        int exit = await command.Parse(arguments).InvokeAsync(new InvocationConfiguration { Error = messages });
        Assert.True(exit == 0, messages.ToString());
        return exit;
    }

    private static NormSample InterestNorms(string responses)
    {
        KeyedItems keyed = KeyCsv.Read(ReferenceTable.OutsidePath("jobcannon_riasec60_key.csv"));
        ResponseSource source = new(ReferenceTable.OutsidePath(responses), keyed);
        return new KeyedNormCount(source, []).Count(progress: null, CancellationToken.None);
    }

    private static ReferenceTable TableOf(NormSet norms, bool namesScale)
    {
        using StringWriter text = new(CultureInfo.InvariantCulture);
        new NormCsv(norms, namesScale).Write(text, excel: false);
        return ReferenceTable.Parse(text.ToString());
    }

    private static void CompareTables(ReferenceTable expected, ReferenceTable actual, int rows)
    {
        Assert.Equal(expected.Columns, actual.Columns);
        Assert.Equal(rows, expected.Rows);
        Assert.Equal(rows, actual.Rows);
        for (int row = 0; row < rows; row++)
        {
            foreach (string column in expected.Columns)
            {
                if (Keys.Contains(column))
                {
                    Assert.Equal(expected.Text(row, column), actual.Text(row, column));
                }
                else
                {
                    double tolerance = Exact.Contains(column) ? 0 : Tolerance;
                    Agreement.Relative(expected.Number(row, column), actual.Number(row, column), tolerance, $"row {row}, {column}");
                }
            }
        }
    }
}
