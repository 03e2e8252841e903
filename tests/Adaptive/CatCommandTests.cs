using Diagnostics.Web.Commands;

namespace Diagnostics.Tests.Adaptive;

public sealed class CatCommandTests : VerbTests
{
    private const string Items = "item,a,b\nx,1,0\ny,2,-0.5\nz,1.5,1\n";

    [Fact]
    public async Task A_row_is_a_step_and_blank_items_are_not_given()
    {
        Assert.Equal(0, await RunAsync("id,x,y,z\nA,1,0,1\nB,1,,0\nC,,,\n", "0", "2"));
        string[] lines = Output.ToString().TrimEnd().Split('\n');
        Assert.Equal("respondent,step,item,item_no,response,theta,se,stop_reason", lines[0]);
        Assert.Equal(6, lines.Length);
        Assert.StartsWith("A,1,y,2,0,", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",max", lines[2], StringComparison.Ordinal);
        Assert.DoesNotContain(lines, line => line.StartsWith("B,", StringComparison.Ordinal) && line.Contains(",y,", StringComparison.Ordinal));
        Assert.StartsWith("C,0,,,,0,", lines[5], StringComparison.Ordinal);
        Assert.EndsWith(",bank", lines[5], StringComparison.Ordinal);
        Assert.Contains("3 respondents tested. 1.3 items on average; ended by se 0, max 2, bank 1.", Messages.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_identifier_respondents_are_numbered_and_precision_ends_a_test()
    {
        Assert.Equal(0, await RunAsync("class,x,y,z\n8a,1,0,1\n8b,1,1,0\n", "2", "3", "--min", "2"));
        string[] lines = Output.ToString().TrimEnd().Split('\n');
        Assert.Equal(5, lines.Length);
        Assert.StartsWith("2,2,", lines[4], StringComparison.Ordinal);
        Assert.EndsWith(",se", lines[4], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_gives_a_header()
    {
        Assert.Equal(0, await RunAsync("id,x,y,z\n", "0.4", "3"));
        Assert.Contains("0 respondents tested. 0.0 items on average", Messages.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_turns_answers_as_it_did_for_the_calibration()
    {
        Assert.Equal(0, await RunAsync("id,x,y,z\nA,1,0,1\nB,1,,0\n", "0", "3"));
        string expected = Output.ToString();
        Output.GetStringBuilder().Clear();
        string key = Folder.Write("key.csv", "item,scale,min,max,reverse\nx,one,1,2,0\ny,one,1,2,1\nz,one,0,1,1\n");
        Assert.Equal(0, await RunAsync("id,x,y,z\nA,2,2,0\nB,2,,1\n", "0", "3", "--key", key));
        Assert.Equal(expected, Output.ToString());
    }

    [Theory]
    [InlineData("--se", "-1", "--max", "3")]
    [InlineData("--se", "NaN", "--max", "3")]
    [InlineData("--se", "0.4", "--max", "0")]
    [InlineData("--se", "0.4", "--max", "3", "--min", "4")]
    [InlineData("--se", "0.4")]
    [InlineData("--max", "3")]
    [InlineData("--se", "0.4", "--max", "3", "--key", "k.csv", "--instrument", "riasec")]
    [InlineData("--se", "0.4", "--max", "3", "--scale", "one")]
    public void Wrong_usage_is_told_before_anything_is_read(params string[] arguments) =>
        Assert.NotEmpty(CatCommand.Create().Parse(["--params", "p.csv", "--responses", "r.csv", .. arguments]).Errors);

    private Task<int> RunAsync(string responses, string error, string most, params string[] more) => InvokeAsync(
        CatCommand.Create(),
        [
            "--params", Folder.Write("p.csv", Items), "--responses", Folder.Write("r.csv", responses), "--se", error, "--max", most, .. more,
        ]);
}
