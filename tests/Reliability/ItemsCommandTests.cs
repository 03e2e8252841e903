using System.CommandLine;
using Diagnostics.Tests.Reference;
using Diagnostics.Web.Commands;

namespace Diagnostics.Tests.Reliability;

public sealed class ItemsCommandTests : VerbTests
{
    private const string KeyText = "item,scale,min,max,reverse\nq1,R,0,4,0\nq2,R,0,4,1\nq3,I,0,1,0\nq4,I,0,1,0\n";
    private const string ResponseText = "id,q1,q2,q3,q4\n1,4,0,1,1\n2,3,1,0,1\n3,0,4,0,\n4,2,3,0,0\n";

    [Fact]
    public async Task When_one_table_cannot_be_written_the_other_is_not_left_behind()
    {
        Assert.Equal(1, await RunAsync(
            ResponseText, "--out-scales", Folder.PathOf("scales.csv"), "--out-items", Folder.PathOf("absent/items.csv")));
        Assert.Equal(["key.csv", "responses.csv"], Folder.Names);
    }

    [Fact]
    public async Task Both_tables_are_written_in_one_pass()
    {
        string scales = Folder.PathOf("scales.csv");
        string items = Folder.PathOf("items.csv");
        Assert.Equal(0, await RunAsync(ResponseText, "--out-scales", scales, "--out-items", items));
        Assert.Contains("4 respondents analysed.", Messages.ToString(), StringComparison.Ordinal);
        Assert.Empty(Output.ToString());

        var scaleTable = ReferenceTable.Read(scales);
        Assert.Equal(["R", "I"], Enumerable.Range(0, 2).Select(row => scaleTable.Text(row, "scale")));
        Assert.Equal((4, 3), (scaleTable.Number(0, "n_complete"), scaleTable.Number(1, "n_complete")));
        Assert.Equal((4, 0), (scaleTable.Number(1, "rows"), scaleTable.Number(1, "not_reached")));
        Assert.Equal("", scaleTable.Text(0, "heywood"));

        var itemTable = ReferenceTable.Read(items);
        Assert.Equal(["q1", "q2", "q3", "q4"], Enumerable.Range(0, 4).Select(row => itemTable.Text(row, "item")));
        Assert.Equal(2, itemTable.Number(1, "mean"));
        Assert.Equal((0.25, 0.25), (itemTable.Number(2, "p"), itemTable.Number(3, "missing")));
        Assert.Equal(2 / 3.0, itemTable.Number(3, "p"));
        Assert.Equal("", itemTable.Text(0, "p"));
    }

    [Theory]
    [InlineData("--out-scales", "scale;n_complete;items;")]
    [InlineData("--out-items", "item;scale;n;mean;")]
    public async Task One_table_alone_and_the_form_for_Excel_are_possible(string option, string header)
    {
        string file = Folder.PathOf("one.csv");
        Assert.Equal(0, await RunAsync(ResponseText, option, file, "--excel"));
        Assert.StartsWith(header, await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        Assert.Equal(["key.csv", "one.csv", "responses.csv"], Folder.Names);
    }

    [Fact]
    public void NeitherOutput_or_the_same_twice_is_wrong_usage()
    {
        string[] common = ["--responses", "r.csv", "--key", "k.csv"];
        Assert.NotEmpty(ItemsCommand.Create().Parse(common).Errors);
        Assert.NotEmpty(ItemsCommand.Create().Parse([.. common, "--out-scales", "a.csv", "--out-items", "./a.csv"]).Errors);
        Assert.Empty(ItemsCommand.Create().Parse([.. common, "--out-items", "a.csv"]).Errors);
    }

    [Fact]
    public async Task An_ipsative_key_is_refused_with_its_scales_and_the_reason()
    {
        Assert.Equal(1, await InvokeAsync(
            "--key", ReferenceTable.FreePath("ddo20_key.csv"), "--responses", ReferenceTable.FreePath("ddo20_answers.csv"),
            "--out-scales", Folder.PathOf("scales.csv")));
        Assert.Contains("nature, technique, human, sign", Messages.ToString(), StringComparison.Ordinal);
        Assert.Contains("ipsative", Messages.ToString(), StringComparison.Ordinal);
        Assert.Empty(Folder.Names);
    }

    [Fact]
    public async Task Bad_input_leaves_no_file_behind_and_lenient_reading_counts_it()
    {
        string scales = Folder.PathOf("scales.csv");
        const string Responses = "id,q1,q2,q3,q4\n1,4,0,1,1\n2,3,7,0,1\n";
        Assert.Equal(1, await RunAsync(Responses, "--out-scales", scales));
        Assert.Contains("line 3, column q2", Messages.ToString(), StringComparison.Ordinal);
        Assert.Equal(["key.csv", "responses.csv"], Folder.Names);

        Assert.Equal(0, await RunAsync(Responses, "--out-scales", scales, "--lenient"));
        Assert.Contains("1 answers outside their range", Messages.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, ReferenceTable.Read(scales).Number(0, "n_complete"));
    }

    [Fact]
    public async Task No_respondents_give_rows_without_numbers()
    {
        string scales = Folder.PathOf("scales.csv");
        Assert.Equal(0, await RunAsync("id,q1,q2,q3,q4\n", "--out-scales", scales));
        var table = ReferenceTable.Read(scales);
        Assert.Equal((0, 2), (table.Number(0, "n_complete"), table.Number(0, "items")));
        Assert.All(table.Columns.Skip(3).SkipLast(3), column => Assert.Equal("", table.Text(0, column)));
    }

    [Fact]
    public async Task Many_blocks_are_one_sample()
    {
        string rows = string.Concat(Enumerable.Range(0, 3000).Select(row => $"{row},{row % 5},{row * 3 % 5},{row % 2},{row % 3 % 2}\n"));
        string items = Folder.PathOf("items.csv");
        Assert.Equal(0, await RunAsync($"id,q1,q2,q3,q4\n{rows}", "--out-items", items));
        var table = ReferenceTable.Read(items);
        Assert.Equal((3000, 2, 0.5), (table.Number(0, "n"), table.Number(0, "mean"), table.Number(2, "p")));
    }

    private async Task<int> RunAsync(string responses, params string[] more) => await InvokeAsync(
        ["--key", Folder.Write("key.csv", KeyText), "--responses", Folder.Write("responses.csv", responses), .. more]);

    private Task<int> InvokeAsync(params string[] arguments) => InvokeAsync(ItemsCommand.Create(), arguments);
}
