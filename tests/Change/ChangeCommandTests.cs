using System.CommandLine;
using Diagnostics.Web.Commands;

namespace Diagnostics.Tests.Change;

public sealed class ChangeCommandTests : VerbTests
{
    [Fact]
    public async Task Who_misses_an_occasion_is_passed_through_with_empty_cells()
    {
        string summary = Folder.PathOf("s.csv");
        Assert.Equal(0, await RunAsync("class,id,a,b\n8a,1,10,12\n8a,2,14.5,\n8b,3,20,19\n8b,4,15,30\n8b,5,\"11,5\",9\n", "--out-summary", summary));
        string[] lines = Output.ToString().Split('\n');
        Assert.Equal("id,class,a,b,rci_jt_retest_r,class_retest_r,rci_jt_rel_090,class_rel_090,rci_iverson_090,srb_z", lines[0]);
        Assert.Equal("2,8a,14.5,,,,,,,", lines[2]);
        Assert.StartsWith("4,8b,15,30,", lines[4], StringComparison.Ordinal);
        Assert.Contains("5 respondents read. 4 have both occasions.", Messages.ToString(), StringComparison.Ordinal);
        string[] cells = (await File.ReadAllLinesAsync(summary))[1].Split(',');
        Assert.Equal(["4", "14.125", "17.5"], cells[..3]);
        Assert.Equal("0.9", cells[6]);
    }

    [Theory]
    [InlineData("id,a,b\n1,x,2\n", "line 2, column a: \"x\" is no score")]
    [InlineData("id,a,b\n1,1,1e9\n", "line 2, column b: \"1e9\" is no score")]
    [InlineData("id,a\n1,1\n", "no column b")]
    [InlineData("id,a,b,srb_z\n1,1,2,3\n", "column srb_z")]
    public async Task What_cannot_be_used_is_named(string responses, string message)
    {
        Assert.Equal(1, await RunAsync(responses));
        Assert.Contains(message, Messages.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lenient_reading_takes_it_as_missing()
    {
        Assert.Equal(0, await RunAsync("id,a,b\n1,x,2\n2,NaN,4\n", "--lenient"));
        Assert.Contains(
            "2 respondents read; 2 answers outside their range were taken as missing. 0 have both",
            Messages.ToString(),
            StringComparison.Ordinal);
        Assert.Equal("1,x,2,,,,,,", Output.ToString().Split('\n')[1]);
    }

    [Fact]
    public async Task Nobody_and_one_respondent_give_empty_cells()
    {
        string summary = Folder.PathOf("s.csv");
        Assert.Equal(0, await RunAsync("id,a,b\n", "--out-summary", summary));
        Assert.Equal("0,,,,,,0.9,,,,,", (await File.ReadAllLinesAsync(summary))[1]);
        Assert.Equal(0, await RunAsync("id,a,b\n1,3,4\n", "--out-summary", summary));
        Assert.Equal("1,3,4,,,,0.9,,,,,", (await File.ReadAllLinesAsync(summary))[1]);
        Assert.Contains("1,3,4,,,,,,", Output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--first", "a", "--second", "b", "--responses", "r.csv")]
    [InlineData("--first", "a", "--second", "b", "--responses", "r.csv", "--reliability", "1.1")]
    [InlineData("--first", "a", "--second", "b", "--responses", "r.csv", "--reliability", "-0.1")]
    [InlineData("--first", "a", "--second", "b", "--responses", "r.csv", "--reliability", "NaN")]
    [InlineData("--first", "a", "--second", "b", "--responses", "r.csv", "--reliability", "good")]
    [InlineData("--first", "a", "--reliability", "0.9", "--responses", "r.csv")]
    public void Wrong_usage_is_told_before_anything_is_read(params string[] arguments) =>
        Assert.NotEmpty(ChangeCommand.Create().Parse(arguments).Errors);

    private Task<int> RunAsync(string responses, params string[] more) => InvokeAsync(
        ChangeCommand.Create(),
        ["--first", "a", "--second", "b", "--reliability", "0.9", "--responses", Folder.Write("r.csv", responses), .. more]);
}
