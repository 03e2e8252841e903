using System.CommandLine;
using Diagnostics.Tests.Reference;
using Diagnostics.Tests.Scoring;
using Diagnostics.Web.Commands;

namespace Diagnostics.Tests.Quality;

/// <summary>The quality columns through the verb.</summary>
public sealed class QualityColumnsTests : IDisposable
{
    private static readonly string[] Columns =
    [
        "longstring", "avgstring", "irv", "evenodd_r", "evenodd_sb", "evenodd_careless_sign", "mahalanobis_d2", "mahalanobis_p",
        "longstring_admin", "avgstring_admin",
    ];

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Key_order_and_administered_order_are_kept_apart()
    {
        ReferenceTable table = await ScoreAsync(
            "item,scale,min,max,reverse\nq1,R,0,4,0\nq3,R,0,4,0\nq2,I,0,4,0\nq4,I,0,4,1\n",
            "id,q1,q2,q3,q4\n1,0,0,1,1\n2,0,1,0,1\n3,2,,2,2\n4,3,3,3,3\n5,,,,\n");
        Assert.Equal(Columns, table.Columns[^10..]);
        Assert.Equal([1, 2, double.NaN, 4, double.NaN], Numbers(table, "longstring"));
        Assert.Equal([2, 1, double.NaN, 4, double.NaN], Numbers(table, "longstring_admin"));
        Assert.Equal([2, 1, double.NaN, 4, double.NaN], Numbers(table, "avgstring_admin"));
        Assert.Equal([0, 0], [table.Number(2, "irv"), table.Number(3, "irv")]);

        // Two scales are too few for even-odd, three complete rows too few for four items.
        Assert.All(Numbers(table, "evenodd_sb").Concat(Numbers(table, "mahalanobis_d2")), number => Assert.True(double.IsNaN(number)));
    }

    [Fact]
    public async Task A_file_without_rows_gives_a_header()
    {
        ReferenceTable table = await ScoreAsync("item,scale,min,max,reverse\nq1,R,0,4,0\nq2,R,0,4,0\n", "id,q1,q2\n");
        Assert.Equal(0, table.Rows);
        Assert.Equal(Columns, table.Columns[^10..]);
    }

    [Fact]
    public async Task Nothing_is_rated_in_pairs_so_all_cells_are_empty()
    {
        ReferenceTable table = await ScoreAsync(
            "pair,option,type\n1,a,x\n1,b,y\n2,a,x\n2,b,z\n3,a,y\n3,b,z\n", "id,p1,p2,p3\n1,a,a,a\n2,b,,a\n3,a,b,b\n4,b,a,b\n5,b,b,b\n");
        Assert.Equal(5, table.Rows);
        Assert.All(Columns, column => Assert.All(Numbers(table, column), number => Assert.True(double.IsNaN(number))));
    }

    [Fact]
    public async Task Many_blocks_on_all_cores_give_what_one_row_after_another_gives()
    {
        const int rows = 3000;
        byte[] answers = RatedRows.Random(seed: 8, cells: rows * 8, percentBlank: 1);
        IEnumerable<string> lines = answers.Chunk(8)
            .Select((row, id) => $"{id},{string.Join(',', row.Select(code => code == RatedRows.Blank ? "" : $"{code}"))}\n");
        IEnumerable<string> items = Enumerable.Range(0, 8).Select(item => $"q{item},{"RIAS"[item % 4]},0,4,0\n");
        string key = $"item,scale,min,max,reverse\n{string.Concat(items)}";
        string responses = $"id,{string.Join(',', Enumerable.Range(0, 8).Select(item => $"q{item}"))}\n{string.Concat(lines)}";
        ReferenceTable table = await ScoreAsync(key, responses);

        double[] distances = [.. Numbers(table, "mahalanobis_d2").Where(double.IsFinite)];
        int complete = answers.Chunk(8).Count(row => !row.Contains(RatedRows.Blank));
        Assert.Equal(complete, distances.Length);
        Assert.Equal(8.0 * (complete - 1), distances.Sum(), 6);
    }

    private static double[] Numbers(ReferenceTable table, string column) =>
        [.. Enumerable.Range(0, table.Rows).Select(row => table.Number(row, column))];

    private async Task<ReferenceTable> ScoreAsync(string key, string responses)
    {
        using StringWriter output = new();
        using StringWriter messages = new();
        string[] arguments =
            ["--key", _folder.Write("key.csv", key), "--responses", _folder.Write("responses.csv", responses), "--quality"];
        InvocationConfiguration streams = new() { Output = output, Error = messages };
        int exit = await ScoreCommand.Create().Parse(arguments).InvokeAsync(streams);
        Assert.True(exit == 0, messages.ToString());
        return ReferenceTable.Parse(output.ToString());
    }
}
