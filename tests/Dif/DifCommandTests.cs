using System.Collections.Immutable;
using Diagnostics.Engine.Tables;
using Diagnostics.Scoring.Keys;
using Diagnostics.Tests.Reference;
using Diagnostics.Web.Commands;

namespace Diagnostics.Tests.Dif;

public sealed class DifCommandTests : VerbTests
{
    [Fact]
    public async Task The_table_has_the_columns_and_numbers_of_the_reference()
    {
        Assert.Equal(0, await RunAsync("--responses", ReferenceTable.FreePath("sim2pl30_items.csv"), "--purify"));
        var expected = ReferenceTable.Read(ReferenceTable.FreePath("sim2pl30_dif_mh.ref.csv"));
        var actual = ReferenceTable.Parse(Output.ToString());
        Assert.Equal(expected.Columns, actual.Columns[..expected.Columns.Length]);
        for (int row = 0; row < 30; row++)
        {
            foreach (string column in expected.Columns)
            {
                if (column is "item" or "ets_size_only" or "ets_full")
                {
                    Assert.Equal(expected.Text(row, column), actual.Text(row, column));
                }
                else
                {
                    Agreement.Relative(expected.Number(row, column), actual.Number(row, column), 1e-9, $"{row}, {column}");
                }
            }
        }

        Assert.Contains("Reference group 0: 564; focal group 1: 636; left out for a blank: 0.", Messages.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Items_of_more_categories_have_Mantels_test_alone_and_a_focal_group_can_be_named()
    {
        string responses = Folder.Write(
            "r.csv",
            "id,group,x,y\n1,n,0,1\n2,n,1,2\n3,s,2,0\n4,s,1,1\n5,e,0,2\n6,e,2,0\n7,,1,1\n8,s,0,2\n9,n,2,1\n10,n,0,\n");
        Assert.Equal(0, await RunAsync("--responses", responses, "--focal", "s"));
        var table = ReferenceTable.Parse(Output.ToString());
        Assert.Equal(["strata", "mantel_chi2", "mantel_p", "smd", "smd_effect", "smd_class", "gmh_chi2", "gmh_df", "gmh_p"], table.Columns[^9..]);
        Assert.Equal(("5", "3", ""), (table.Text(0, "n_ref"), table.Text(0, "n_focal"), table.Text(0, "alphaMH")));
        Assert.NotEqual("", table.Text(0, "smd"));
        Assert.Contains("Reference group e, n: 5; focal group s: 3; left out for a blank: 1; without a group: 1.", Messages.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_turns_answers_as_one_would_by_hand()
    {
        Random random = new(5);
        int[][] rows = [.. Enumerable.Range(0, 120).Select(row => (int[])[row % 2, random.Next(2), random.Next(2), random.Next(3)])];
        string turned = string.Join('\n', rows.Select(row => $"{row[0]},{row[1]},{row[2]},{row[3]}"));
        string raw = string.Join('\n', rows.Select(row => $"{row[0]},{row[1] + 1},{2 - row[2]},{2 - row[3]}"));
        string key = Folder.Write("key.csv", "item,scale,min,max,reverse\nx,one,1,2,0\ny,one,1,2,1\nz,one,0,2,1\n");
        Assert.Equal(0, await RunAsync("--responses", Folder.Write("t.csv", $"group,x,y,z\n{turned}\n"), "--purify"));
        string expected = Output.ToString();
        Output.GetStringBuilder().Clear();
        Assert.Equal(0, await RunAsync("--responses", Folder.Write("r.csv", $"group,x,y,z\n{raw}\n"), "--purify", "--key", key));
        Assert.Equal(expected, Output.ToString());
    }

    [Fact]
    public void A_blank_on_a_scale_of_right_answers_is_a_wrong_one_and_on_others_leaves_its_row_out()
    {
        // Half of the rows stop before the end, as in a section on time; option 1 is right in x and z, 0 in y.
        Random random = new(4);
        string[][] rows =
        [
            .. Enumerable.Range(0, 200).Select(row => (string[])[
                $"{row % 2}", .. Enumerable.Range(0, 3).Select(item => (item == 2 && row % 4 < 2) || random.Next(10) == 0 ? "" : $"{random.Next(2)}")]),
        ];
        string blank = Folder.Write("b.csv", $"group,x,y,z\n{string.Join('\n', rows.Select(row => string.Join(',', row)))}\n");
        string filled = Folder.Write("f.csv", $"group,x,y,z\n{string.Join('\n', rows.Select(row => string.Join(',', row.Select((cell, place) => cell != "" ? cell : place == 2 ? "1" : "0"))))}\n");
        ImmutableArray<ItemKey> items = [new ItemKey.Options(0, [0, 1]), new ItemKey.Options(1, [1, 0]), new ItemKey.Options(2, [0, 1])];
        var tasks = Compare(blank, new CriterionScale("tasks", items));
        Assert.Equal(Text(Compare(filled, new CriterionScale("tasks", items))), Text(tasks));
        Assert.Contains("Reference group 0: 100; focal group 1: 100; left out for a blank: 0.", tasks.Described, StringComparison.Ordinal);
        var wishes = Compare(blank, new NormativeScale("wishes", items, new MissingRule.Tolerate(3)));
        int complete = rows.Count(row => !row.Contains(""));
        Assert.Contains($"left out for a blank: {200 - complete}.", wishes.Described, StringComparison.Ordinal);
        Assert.InRange(complete, 20, 110);

        static DifTable Compare(string file, ComparableScale scale) => DifTable.Of(
            ScaleAnswers.Read(new ResponseSource(file, KeyedItems.Of(ScoringKey.Create(["x", "y", "z"], [scale]))) { Group = "group" }, null, null, CancellationToken.None), null, isPurified: true);

        static string Text(DifTable table)
        {
            using StringWriter text = new();
            table.Write(text, excel: false);
            return text.ToString();
        }
    }

    [Theory]
    [InlineData("id,group,x\n1,a,0\n2,a,1\n", "Two groups are compared; the column has a.")]
    [InlineData("id,group,x\n1,a,0\n2,b,1\n3,c,1\n", "the column has a, b, c. With more than two name the focal one")]
    [InlineData("id,group,x\n", "the column has none")]
    [InlineData("id,sex,x\n1,0,0\n", "group is no column beside the key's items")]
    [InlineData("id,group,x\n1,a,-1\n2,b,1\n", "line 2, column x: \"-1\" is no valid answer")]
    public async Task What_cannot_be_compared_is_named(string responses, string message)
    {
        Assert.Equal(1, await RunAsync("--responses", Folder.Write("r.csv", responses)));
        Assert.Contains(message, Messages.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_group_and_responses_must_be_named() => Assert.Equal(2, DifCommand.Create().Parse([]).Errors.Count);

    private Task<int> RunAsync(params string[] more) => InvokeAsync(DifCommand.Create(), ["--group", "group", .. more]);
}
