using System.CommandLine;
using System.Text.Json.Nodes;
using Diagnostics.Tests.Instruments;
using Diagnostics.Web.Commands;

namespace Diagnostics.Tests.Scoring;

public sealed class ScoreCommandTests : VerbTests
{
    private const string KeyText = "item,scale,min,max,reverse\nq1,R,0,4,0\nq2,R,0,4,1\nq3,I,0,4,0\nq4,I,0,4,0\n";

    [Fact]
    public async Task Scores_stand_beside_everything_that_is_no_item()
    {
        Assert.Equal(0, await RunAsync("q1,sex,q2,id,q3,q4\n4,m,0,a7,1,\n0,f,4,a8,3,3\n"));
        Assert.Equal("id,sex,raw_R,raw_I,n_R,n_I\na7,m,8,,2,1\na8,f,0,6,2,2\n", Output.ToString());
        Assert.Contains("2 respondents scored.", Messages.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_outside_its_range_names_line_and_column_and_writes_no_file()
    {
        string file = Folder.PathOf("scores.csv");
        Assert.Equal(1, await RunAsync("id,q1,q2,q3,q4\n1,0,0,0,0\n2,0,0,5,0\n", "--out", file));
        Assert.Contains("line 3, column q3: \"5\" is no valid answer (0..4)", Messages.ToString(), StringComparison.Ordinal);
        Assert.Equal(["key.csv", "responses.csv"], Folder.Names);
    }

    [Fact]
    public async Task Lenient_reading_counts_it_and_takes_it_as_missing()
    {
        Assert.Equal(0, await RunAsync("id,q1,q2,q3,q4\n1,1.0,\"2,0\",0,0\n2,0,0,5,x\n", "--lenient"));
        Assert.Equal("id,raw_R,raw_I,n_R,n_I\n1,3,0,2,2\n2,4,,2,0\n", Output.ToString());
        Assert.Contains("2 answers outside their range", Messages.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Best_worst_sets_score_best_minus_worst_over_the_sets_answered_and_right_answers_tell_what_was_not_reached()
    {
        JsonNode sample = SampleInstrument.Json();
        sample["scales"]![0]!["kind"] = "criterion";
        sample["scoring"]!["missing"]!["blanks"] = 9;
        sample["forms"] = new JsonObject();
        sample["scoring"]!["keys"]![0] = JsonNode.Parse("""{ "scale": "one", "items": [{ "item": "a1" }, { "item": "b2" }, { "item": "c1", "points": [1, 0] }] }""");
        sample["scoring"]!["keys"]![2] = JsonNode.Parse("""{ "scale": "left", "items": [{ "item": "w1", "option": 2 }] }""");
        sample["scoring"]!["unscored"]!.AsArray().RemoveAt(0);
        string instrument = Folder.Write("instrument.json", sample.ToJsonString());
        string responses = Folder.Write(
            "answers.csv", "id,a1,a2,b1,b2,p1,p2,w1,c1,m1,o1,n1\n1,3,1,0,,0,0,2>0,,,,\n2,3,1,0,7,0,0,1>2,0,0+2,2>0>1,-12.5\n3,3,,0,,0,0,,,,,\n");
        Assert.Equal(0, await InvokeAsync("--instrument", instrument, "--responses", responses));
        string[] lines = Output.ToString().Split('\n');
        Assert.EndsWith("n_left,n_right,omitted_one,notreached_one", lines[0], StringComparison.Ordinal);
        Assert.Equal(["1", "-1", "", ""], lines.Skip(1).Select(line => Cell(lines[0], line, "raw_left")));
        Assert.Equal(("1", "1"), (Cell(lines[0], lines[1], "omitted_one"), Cell(lines[0], lines[1], "notreached_one")));
        Assert.Equal(("0", "0"), (Cell(lines[0], lines[2], "omitted_one"), Cell(lines[0], lines[2], "notreached_one")));
        Assert.Equal(("1", "1"), (Cell(lines[0], lines[3], "omitted_one"), Cell(lines[0], lines[3], "notreached_one")));

        static string Cell(string header, string line, string column) =>
            line.Length == 0 ? "" : line.Split(',')[Array.IndexOf(header.Split(','), column)];
    }

    [Fact]
    public async Task A_file_appears_whole_over_an_earlier_one()
    {
        string file = Folder.Write("scores.csv", "old");
        Assert.Equal(0, await RunAsync("id,q1,q2,q3,q4\n=1+1,2,2,2,2\n", "--out", file, "--excel"));
        Assert.Equal("id;raw_R;raw_I;n_R;n_I\r\n'=1+1;4;4;2;2\r\n", await File.ReadAllTextAsync(file));
        Assert.Equal(0xEF, (await File.ReadAllBytesAsync(file))[0]);
        Assert.Equal(["key.csv", "responses.csv", "scores.csv"], Folder.Names);
    }

    [Theory]
    [InlineData("id,q1,q2\n1,0,0\n", "no column for q3, q4")]
    [InlineData("id,raw_R,q1,q2,q3,q4\n1,0,0,0,0,0\n", "column raw_R")]
    public async Task Columns_that_do_not_fit_are_named(string responses, string message)
    {
        Assert.Equal(1, await RunAsync(responses));
        Assert.Contains(message, Messages.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Indices_need_the_six_interest_scales_and_a_named_identifier_must_exist()
    {
        Assert.Equal(1, await RunAsync("id,q1,q2,q3,q4\n", "--indices"));
        Assert.Contains("R, I, A, S, E, C", Messages.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await RunAsync("id,q1,q2,q3,q4\n", "--id", "code"));
        Assert.Contains("no column code", Messages.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await RunAsync("id,q1,q2,q3,q4\n"));
        Assert.Equal("id,raw_R,raw_I,n_R,n_I\n", Output.ToString());
    }

    [Fact]
    public void Neither_or_both_of_instrument_and_key_is_wrong_usage()
    {
        Assert.NotEmpty(ScoreCommand.Create().Parse(["--responses", "r.csv"]).Errors);
        Assert.NotEmpty(ScoreCommand.Create().Parse(["--responses", "r.csv", "--key", "k.csv", "--instrument", "riasec"]).Errors);
        Assert.NotEmpty(ScoreCommand.Create().Parse(["--key", "k.csv"]).Errors);
        Assert.Empty(ScoreCommand.Create().Parse(["--responses", "r.csv", "--key", "k.csv"]).Errors);
    }

    [Theory]
    [InlineData("--out", "responses.csv")]
    [InlineData("--out", "key.csv")]
    [InlineData("--out", "norms.json")]
    public void A_result_over_its_own_source_is_wrong_usage(string option, string file)
    {
        string[] arguments =
        [
            "--key", Folder.PathOf("key.csv"), "--responses", Folder.PathOf("responses.csv"), "--norms", Folder.PathOf("norms.json"),
            option, Folder.PathOf(file),
        ];
        Assert.Contains("name the same file", Assert.Single(ScoreCommand.Create().Parse(arguments).Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Indices_refuse_scales_of_different_ranges()
    {
        string key = "item,scale,min,max,reverse\n"
            + string.Concat("RIASEC".Select((letter, item) => $"q{item},{letter},0,{(letter == 'E' ? 5 : 4)},0\n"));
        Assert.Equal(1, await InvokeAsync(
            "--key", Folder.Write("six.csv", key), "--responses", Folder.Write("r.csv", "q0,q1,q2,q3,q4,q5\n1,1,1,1,1,1\n"), "--indices"));
        Assert.Contains("E 0..5", Messages.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_order_of_columns_does_not_change_what_a_form_says_was_not_reached()
    {
        JsonNode sample = SampleInstrument.Json();
        sample["scales"]![1]!["kind"] = "criterion";
        string instrument = Folder.Write("instrument.json", sample.ToJsonString());
        const string Columns = "a1,a2,b1,b2,p1,p2,w1,c1,m1,o1,n1";
        const string Cells = "3,1,0,7,0,0,1>2,,,,";
        string[] turned = [string.Join(',', Columns.Split(',').Reverse()), string.Join(',', Cells.Split(',').Reverse())];
        Assert.Equal(0, await InvokeAsync("--instrument", instrument, "--responses", Folder.Write("a.csv", $"{Columns}\n{Cells}\n")));
        string straight = Output.ToString();
        Output.GetStringBuilder().Clear();
        Assert.Equal(0, await InvokeAsync("--instrument", instrument, "--responses", Folder.Write("b.csv", string.Join('\n', turned) + "\n")));
        Assert.Equal(straight, Output.ToString());
        Assert.EndsWith(",0,1", straight.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_of_an_instrument_is_scored_by_its_own_items()
    {
        string answers = "id,a1,b1,p1,p2\n1,3,0,0,0\n";
        string instrument = Folder.Write("instrument.json", SampleInstrument.Json().ToJsonString());
        string[] arguments = ["--instrument", instrument, "--responses", Folder.Write("short.csv", answers), "--form"];
        Assert.Equal(0, await InvokeAsync([.. arguments, "short"]));
        Assert.Equal(1, await InvokeAsync([.. arguments, "tiny"]));
        Assert.Contains("sample has no form tiny; it has full, short", Messages.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_must_be_a_column_beside_the_items()
    {
        Assert.Equal(0, await RunAsync("id,sex,q1,q2,q3,q4\n1,m,0,0,0,0\n", "--group", "sex"));
        Assert.Equal(1, await RunAsync("id,sex,q1,q2,q3,q4\n1,m,0,0,0,0\n", "--group", "q1"));
        Assert.Contains("q1 is no column beside the key's items", Messages.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_example_of_the_readme_gives_what_it_prints()
    {
        string folder = Path.Combine(Repository.Root, "examples");
        Assert.Equal(0, await InvokeAsync(
            "--key", Path.Combine(folder, "riasec12_key.csv"), "--responses", Path.Combine(folder, "riasec12_responses.csv")));
        string readme = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "scoring", "README.md"));
        Assert.Contains(Output.ToString(), readme, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_blocks_are_scored_in_order()
    {
        string rows = string.Concat(Enumerable.Range(0, 5000).Select(row => $"{row},{row % 5},{row % 5},{row % 5},{row % 3}\n"));
        Assert.Equal(0, await RunAsync($"id,q1,q2,q3,q4\n{rows}"));
        string[] lines = Output.ToString().Split('\n');
        Assert.Equal(5002, lines.Length);
        for (int row = 0; row < 5000; row++)
        {
            Assert.Equal($"{row},4,{(row % 5) + (row % 3)},2,2", lines[row + 1]);
        }
    }

    private async Task<int> RunAsync(string responses, params string[] more) => await InvokeAsync(
        ["--key", Folder.Write("key.csv", KeyText), "--responses", Folder.Write("responses.csv", responses), .. more]);

    private Task<int> InvokeAsync(params string[] arguments) => InvokeAsync(ScoreCommand.Create(), arguments);
}
