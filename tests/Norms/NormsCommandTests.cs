using System.CommandLine;
using Diagnostics.Engine.Norms;
using Diagnostics.Engine.Tables;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Norms;
using Diagnostics.Web.Commands;

namespace Diagnostics.Tests.Norms;

public sealed class NormsCommandTests : VerbTests
{
    private const string KeyText = "item,scale,min,max,reverse\nq1,R,0,4,0\nq2,R,0,4,1\nq3,I,0,4,0\nq4,I,0,4,0\n";

    [Fact]
    public async Task Tables_of_all_scales_stand_below_each_other()
    {
        string file = Folder.PathOf("t.csv");
        Assert.Equal(0, await NormsAsync("id,q1,q2,q3,q4\n1,0,4,4,4\n2,0,3,4,4\n3,4,,4,4\n", "--out", file));
        string[] lines = await File.ReadAllLinesAsync(file);
        Assert.Equal(1 + (2 * 9), lines.Length);
        Assert.StartsWith("scale,raw,freq,cum_below,pr_midrank,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("R,0,1,0,25,50,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("I,8,3,0,50,100,,,0,50,50,,,6,5", lines[^1], StringComparison.Ordinal);
        Assert.Contains(
            "3 respondents counted. Without a complete score and not counted: R 1.",
            Messages.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_without_a_group_value_counts_for_everybody_and_the_message_says_so()
    {
        string file = Folder.PathOf("n.json");
        Assert.Equal(0, await NormsAsync(
            "id,grade,q1,q2,q3,q4\n1,8,0,4,4,4\n2,,0,4,4,4\n3,9,0,4,4,4\n",
            "--by", "grade", "--least", "1", "--out", file, "--source", "one class"));
        Assert.Contains("1 had an empty cell in grade and count for everybody only.", Messages.ToString(), StringComparison.Ordinal);
        NormSet norms = NormFile.Read(await File.ReadAllBytesAsync(file)).Norms!;
        Assert.Equal(["8", "9"], norms.Groups.SelectMany(group => group.Values));
        Assert.Equal(3, norms.Everybody.Tables[0].Count);
        Assert.Equal(("n", "1.0.0", "one class"), (norms.Origin.Id, norms.Origin.Version, norms.Origin.Source));
    }

    [Fact]
    public async Task Without_a_file_the_norms_go_to_standardOutput()
    {
        Assert.Equal(0, await NormsAsync(
            "id,q1,q2,q3,q4\n1,0,4,4,4\n", "--norm-id", "mine", "--norm-version", "2.0.0", "--normalised", "--smooth"));
        NormSet norms = NormFile.Read(System.Text.Encoding.UTF8.GetBytes(Output.ToString())).Norms!;
        Assert.Equal(("mine", "2.0.0"), (norms.Origin.Id, norms.Origin.Version));
        Assert.Equal(new NormSettings { Method = NormMethod.Normalised, SmoothingDegree = 4 }, norms.Settings);
    }

    [Fact]
    public async Task Ipsative_scales_are_refused()
    {
        string key = Folder.Write("pairs.csv", "pair,option,type\n1,a,X\n1,b,Y\n2,a,Y\n2,b,X\n");
        string responses = Folder.Write("r.csv", "id,p1,p2\n1,a,b\n");
        Assert.Equal(1, await InvokeAsync(NormsCommand.Create(), "--key", key, "--responses", responses));
        Assert.Contains("All scales of the key (X, Y) are ipsative", Messages.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mixed_key_makes_norms_for_the_scales_persons_can_be_compared_on()
    {
        ItemKey[] first = [new ItemKey.Options(0, [1, 0])];
        ItemKey[] second = [new ItemKey.Options(1, [1, 0])];
        KeyedItems keyed = KeyedItems.Of(ScoringKey.Create(
            ["a", "b"],
            [
                new IpsativeScale("X", [.. first], new MissingRule.Tolerate(0)),
                new CriterionScale("Y", [.. second]),
                new IpsativeScale("Z", [.. first], new MissingRule.Tolerate(0)),
            ]));
        string file = Folder.Write("r.csv", "id,a,b\n1,0,0\n2,1,0\n3,1,1\n4,0,\n");
        NormSample sample = new KeyedNormCount(new ResponseSource(file, keyed), []).Count(progress: null, CancellationToken.None);
        ScoreHistogram counted = sample.Gathered.HistogramsOf([])[0];
        Assert.Equal("Y", counted.Score.Id);
        Assert.Equal([1L, 2L], counted.Frequencies.ToArray());
        Assert.Equal(" Without a complete score and not counted: Y 1. No norms for the ipsative scales X, Z.", sample.Remarks);
    }

    [Fact]
    public async Task Many_blocks_are_counted_once_each()
    {
        string rows = string.Concat(Enumerable.Range(0, 5000).Select(row => $"{row},{8 + (row % 4)},{row % 5},{row % 5},{row % 3},1\n"));
        string file = Folder.PathOf("n.json");
        Assert.Equal(0, await NormsAsync($"id,grade,q1,q2,q3,q4\n{rows}", "--by", "grade", "--out", file));
        NormSet norms = NormFile.Read(await File.ReadAllBytesAsync(file)).Norms!;
        Assert.Equal([1250, 1250, 1250, 1250], norms.Groups.Select(group => norms.TableOf(group, 0).Count));
        Assert.Equal(1667, norms.Everybody.Tables[1].Rows[1].Frequency);
    }

    [Fact]
    public async Task Ready_scores_take_the_bounds_of_the_file_or_the_given_ones()
    {
        const string Text = "id,raw,sex\n1,3,F\n2,5.0,M\n3,,M\n4,4,F\n";
        Assert.Equal(0, await ReadyAsync(Text, "--out", Folder.PathOf("t.csv")));
        Assert.Equal(["raw,3", "raw,4", "raw,5"], await StartsAsync("t.csv"));
        Assert.Contains(
            "4 respondents counted. Without a complete score and not counted: raw 1.",
            Messages.ToString(),
            StringComparison.Ordinal);
        Assert.Equal(0, await ReadyAsync(Text, "--min", "2", "--max", "6", "--by", "sex", "--out", Folder.PathOf("u.csv")));
        Assert.Equal(["F,2", "F,2", "F,2", "F,2", "F,2", "M,1", "M,1", "M,1", "M,1", "M,1"], await StartsAsync("u.csv"));
        Assert.Equal(0, await ReadyAsync(Text, "--min", "0", "--out", Folder.PathOf("v.csv")));
        Assert.Equal(6, (await StartsAsync("v.csv")).Length);
    }

    [Theory]
    [InlineData("id,raw\n1,3\n2,4.5\n", "line 3, column raw: \"4.5\" is no whole score")]
    [InlineData("id,raw\n1,3\n2,NA\n", "line 3, column raw: \"NA\" is no whole score")]
    [InlineData("id,raw\n1,\n", "there is no score")]
    [InlineData("id,raw\n1,0\n2,65536\n", "more than 65535 steps")]
    [InlineData("id,raw\n1,0\n2,1e30\n", "line 3, column raw: \"1e30\" is no whole score")]
    [InlineData("id,score\n1,0\n", "no column raw")]
    public async Task Ready_scores_that_are_none_are_named(string responses, string message)
    {
        Assert.Equal(1, await ReadyAsync(responses));
        Assert.Contains(message, Messages.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, 0.5)]
    [InlineData(true, 1)]
    public void Progress_rises_once_over_both_passes(bool isBounded, double last)
    {
        string rows = string.Concat(Enumerable.Range(0, 30_000).Select(row => $"{row},{row % 9}\n"));
        List<double> shares = [];
        ReadyNormCount count = new(Folder.Write("r.csv", $"id,raw\n{rows}"), "raw", [])
        {
            Lowest = 0,
            Highest = isBounded ? 8 : null,
        };
        NormSample sample = count.Count(new Heard(shares), CancellationToken.None);
        Assert.Equal(30_000, sample.Tally.Rows);
        Assert.Equal(shares.Order(), shares);
        Assert.Equal(1, shares[^1], 1);
        Assert.InRange(shares[(shares.Count / 2) - 1], last - 0.5, last);
    }

    [Fact]
    public async Task Lenient_reading_counts_ready_scores_that_are_none()
    {
        Assert.Equal(1, await ReadyAsync("id,raw\n1,3\n2,9\n", "--min", "0", "--max", "8"));
        Assert.Contains("\"9\" is no whole score 0..8", Messages.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await ReadyAsync("id,raw\n1,3\n2,9\n3,2.5\n", "--min", "0", "--max", "8", "--lenient"));
        Assert.Contains("3 respondents counted; 2 answers outside their range", Messages.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_column_that_is_not_there_or_is_an_identifier_is_refused()
    {
        Assert.Equal(1, await NormsAsync("id,q1,q2,q3,q4\n1,0,4,4,4\n", "--by", "grade"));
        Assert.Contains("no group column grade", Messages.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await NormsAsync("id,q1,q2,q3,q4\n1,0,4,4,4\n", "--by", "q1"));
        string rows = string.Concat(Enumerable.Range(0, 10_001).Select(row => $"{row},1\n"));
        Assert.Equal(1, await ReadyAsync($"id,raw\n{rows}", "--by", "id"));
        Assert.Contains("Is one of the columns an identifier", Messages.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--responses", "r.csv")]
    [InlineData("--key", "k.csv")]
    [InlineData("--key", "k.csv", "--raw", "raw", "--responses", "r.csv")]
    [InlineData("--key", "k.csv", "--responses", "r.csv", "--min", "0")]
    [InlineData("--raw", "raw", "--responses", "r.csv", "--min", "10", "--max", "0")]
    [InlineData("--raw", "raw", "--responses", "r.csv", "--by", "grade,grade")]
    [InlineData("--key", "k.csv", "--responses", "r.csv", "--least", "0")]
    [InlineData("--key", "k.csv", "--responses", "r.csv", "--least", "many")]
    [InlineData("--key", "k.csv", "--responses", "r.csv", "--out", "norms.xlsx")]
    [InlineData("--key", "k.csv", "--responses", "r.csv", "--norm-id", "My norms")]
    [InlineData("--key", "k.csv", "--responses", "r.csv", "--norm-version", "1")]
    public void Wrong_usage_is_told_before_anything_is_read(params string[] arguments) =>
        Assert.NotEmpty(NormsCommand.Create().Parse(arguments).Errors);

    [Fact]
    public async Task Scores_are_seen_in_the_narrowest_group_that_is_large_enough()
    {
        string norms = string.Concat(Enumerable.Range(0, 40).Select(row => $"{row},{(row < 30 ? 8 : 9)},{row % 5},{row % 3},1,2\n"));
        string file = Folder.PathOf("n.json");
        Assert.Equal(0, await NormsAsync($"id,grade,q1,q2,q3,q4\n{norms}", "--by", "grade", "--least", "20", "--out", file));
        Assert.Equal(0, await ScoreAsync("q1,q2,q3,q4,grade,id\n4,0,1,2,8,a\n4,0,1,2,9,b\n4,,,2,,c\n", "--norms", file));

        string[] lines = Output.ToString().Split('\n');
        Assert.Equal("id,grade,raw_R,raw_I,n_R,n_I,T_R,T_I,pr_R,pr_I,sten_R,sten_I,norm_level,norm_id,norm_n,norm_clamped", lines[0]);
        Assert.EndsWith(",grade,n@1.0.0,30,", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",all,n@1.0.0,40,", lines[2], StringComparison.Ordinal);
        Assert.Equal("c,,,,1,1,,,,,,,all,n@1.0.0,40,", lines[3]);
        NormSet read = NormFile.Read(await File.ReadAllBytesAsync(file)).Norms!;
        NormScore expected = read.LevelFor(["8"]).Tables[0].Look(8);
        Assert.Equal(30, read.LevelFor(["8"]).Tables[0].Count);
        string[] cells = lines[1].Split(',');
        Assert.Equal(expected.T.ToString("R", System.Globalization.CultureInfo.InvariantCulture), cells[6]);
        Assert.Equal("", cells[7]);
        Assert.Equal(expected.Percentile.ToString("R", System.Globalization.CultureInfo.InvariantCulture), cells[8]);
        Assert.Equal("50", cells[9]);
    }

    [Fact]
    public async Task Normalised_scores_are_given_on_demand_or_when_the_norms_say_so()
    {
        const string Rows = "id,q1,q2,q3,q4\n1,0,4,0,0\n2,0,4,1,0\n3,4,0,0,4\n";
        Assert.Equal(0, await NormsAsync(Rows, "--out", Folder.PathOf("linear.json"), "--norm-id", "linear"));
        Assert.Equal(0, await NormsAsync(Rows, "--out", Folder.PathOf("normalised.json"), "--normalised", "--norm-id", "linear"));
        Assert.Equal(0, await ScoreAsync(Rows, "--norms", Folder.PathOf("linear.json"), "--out", Folder.PathOf("a.csv"), "--normalised"));
        Assert.Equal(0, await ScoreAsync(Rows, "--norms", Folder.PathOf("normalised.json"), "--out", Folder.PathOf("b.csv")));
        Assert.Equal(0, await ScoreAsync(Rows, "--norms", Folder.PathOf("linear.json"), "--out", Folder.PathOf("c.csv")));
        Assert.Equal(await File.ReadAllTextAsync(Folder.PathOf("a.csv")), await File.ReadAllTextAsync(Folder.PathOf("b.csv")));
        Assert.NotEqual(await File.ReadAllTextAsync(Folder.PathOf("a.csv")), await File.ReadAllTextAsync(Folder.PathOf("c.csv")));
        Assert.Contains("Norms: linear 1.0.0, provisional: fewer than 300 respondents", Messages.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Norms_of_other_scales_other_bounds_or_other_columns_are_refused()
    {
        const string Rows = "id,q1,q2,q3,q4\n1,0,4,0,0\n";
        string other = Folder.Write("other.json", NormText("A", 8));
        Assert.Equal(1, await ScoreAsync(Rows, "--norms", other));
        Assert.Contains("are for A; the key has R, I", Messages.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await ScoreAsync(Rows, "--norms", Folder.Write("wide.json", NormText("I", 9))));
        Assert.Contains("Scale I: scores 0..8 in the key, 0..9 in the norms", Messages.ToString(), StringComparison.Ordinal);
        string grouped = NormText("I", 8).Replace("\"by\":[]", "\"by\":[\"grade\"]", StringComparison.Ordinal);
        Assert.Equal(1, await ScoreAsync(Rows, "--norms", Folder.Write("by.json", grouped)));
        Assert.Contains("no group column grade", Messages.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await ScoreAsync(Rows, "--norms", Folder.Write("bad.json", "{}")));
        Assert.Contains("bad.json, $: Property schema is missing.", Messages.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await ScoreAsync(Rows, "--norms", Folder.PathOf("absent.json")));
        Assert.Equal(0, await ScoreAsync(Rows, "--norms", Folder.Write("one.json", NormText("I", 8))));
        Assert.StartsWith("id,raw_R,raw_I,n_R,n_I,T_I,pr_I,sten_I,norm_level,norm_id,norm_n,norm_clamped\n", Output.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(ScoreCommand.Create().Parse(["--key", "k.csv", "--responses", "r.csv", "--normalised"]).Errors);
    }

    private sealed class Heard(List<double> shares) : IProgress<double>
    {
        public void Report(double value) => shares.Add(value);
    }

    [Fact]
    public async Task Norms_of_one_name_keep_their_numbers()
    {
        const string Rows = "id,q1,q2,q3,q4\n1,0,4,0,0\n2,0,4,1,0\n";
        string file = Folder.PathOf("n.json");
        Assert.Equal(0, await NormsAsync(Rows, "--out", file));
        Assert.Contains("Provisional: fewer than 300", Messages.ToString(), StringComparison.Ordinal);
        byte[] first = await File.ReadAllBytesAsync(file);
        Assert.Equal(0, await NormsAsync(Rows, "--out", file, "--source", "the same again"));
        Assert.Equal(1, await NormsAsync(Rows + "3,1,1,1,1\n", "--out", file));
        Assert.Contains("holds n 1.0.0 with other numbers", Messages.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await NormsAsync(Rows + "3,1,1,1,1\n", "--out", file, "--norm-version", "1.1.0"));
        Assert.NotEqual(first, await File.ReadAllBytesAsync(file));
    }

    [Fact]
    public async Task A_score_outside_the_table_is_flagged_and_a_scale_without_norms_is_named()
    {
        const string Key = "item,scale,min,max,reverse\na,T,0,4,0\nb,T,0,4,0\nc,T,0,4,0\nd,T,0,20,0\ne,X,0,4,0\n";
        string key = Folder.Write("four.csv", Key);
        string norms = Folder.PathOf("t.json");
        string group = Folder.Write("group.csv", "id,a,b,c,d,e\n1,0,1,2,3,0\n2,4,3,2,20,1\n3,1,1,1,9,1\n");
        string only = Folder.Write("only.csv", Key[..Key.IndexOf("e,X", StringComparison.Ordinal)]);
        Assert.Equal(0, await InvokeAsync(NormsCommand.Create(), "--key", only, "--responses", group, "--out", norms));

        // Three answers at the top prorate to (4/3)·28 = 37.3 of 32 points.
        string person = Folder.Write("person.csv", "id,a,b,c,d,e\n1,4,,4,20,2\n2,4,0,4,20,2\n");
        Assert.Equal(0, await InvokeAsync(ScoreCommand.Create(), "--key", key, "--responses", person, "--norms", norms));
        string[] lines = Output.ToString().Split('\n');
        Assert.EndsWith(",all,t@1.0.0,3,T", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",all,t@1.0.0,3,", lines[2], StringComparison.Ordinal);
        Assert.Contains("No norms for X.", Messages.ToString(), StringComparison.Ordinal);
    }

    private static string NormText(string scale, int highest) =>
        "{\"schema\":1,\"id\":\"n\",\"version\":\"1.0.0\",\"created\":\"2026-11-20T12:00:00Z\",\"source\":\"\",\"by\":[],"
        + "\"settings\":{\"method\":\"linear\",\"leastN\":300},"
        + $"\"scales\":[{{\"id\":\"{scale}\",\"min\":0,\"max\":{highest}}}],\"cells\":[]}}";

    private async Task<string[]> StartsAsync(string name) =>
        [.. (await File.ReadAllLinesAsync(Folder.PathOf(name))).Skip(1).Select(line => string.Join(',', line.Split(',').Take(2)))];

    private async Task<int> NormsAsync(string responses, params string[] more) => await InvokeAsync(
        NormsCommand.Create(),
        ["--key", Folder.Write("key.csv", KeyText), "--responses", Folder.Write("responses.csv", responses), .. more]);

    private async Task<int> ReadyAsync(string responses, params string[] more) => await InvokeAsync(
        NormsCommand.Create(), ["--raw", "raw", "--responses", Folder.Write("ready.csv", responses), .. more]);

    private async Task<int> ScoreAsync(string responses, params string[] more) => await InvokeAsync(
        ScoreCommand.Create(),
        ["--key", Folder.Write("key.csv", KeyText), "--responses", Folder.Write("scored.csv", responses), .. more]);
}
