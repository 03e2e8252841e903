using Diagnostics.Tests.Reference;
using Diagnostics.Web.Commands;

namespace Diagnostics.Tests.Linking;

public sealed class IrtLinkCommandTests : VerbTests
{
    private const string To = "item,a,b\nx,1,0\ny,1.5,-0.5\nz,0.8,1\nonly,1,1\n";

    /// <summary>θ_to = 2 θ_from + 1: a_from = 2 a_to, b_from = (b_to − 1)/2.</summary>
    private const string From = "item,a,b\nx,2,-0.5\ny,3,-0.75\nz,1.6,0\nnew,1,0.25\n";

    [Theory]
    [InlineData("stocking-lord")]
    [InlineData("mean-sigma")]
    [InlineData("mean-mean")]
    public async Task A_known_move_is_found_and_every_item_moved(string method)
    {
        (string link, string drift) = (Folder.PathOf("link.csv"), Folder.PathOf("drift.csv"));
        Assert.Equal(0, await RunAsync(From, To, "--method", method, "--out-link", link, "--out-drift", drift));
        var moved = ReferenceTable.Parse(Output.ToString());
        Assert.Equal(4, moved.Rows);
        Assert.Equal(0.5, moved.Number(3, "a"), 1e-8);
        Assert.Equal(1.5, moved.Number(3, "b"), 1e-8);
        var links = ReferenceTable.Read(link);
        Assert.Equal(["method", "A", "B", "se_A", "se_B", "common"], links.Columns);
        Assert.All(Enumerable.Range(0, 3), row => Assert.Equal((2, 1), (Math.Round(links.Number(row, "A"), 8), Math.Round(links.Number(row, "B"), 8))));
        var items = ReferenceTable.Read(drift);
        Assert.Equal(["x", "y", "z"], Enumerable.Range(0, 3).Select(row => items.Text(row, "item")));
        Assert.All(Enumerable.Range(0, 3), row => Assert.Equal(0, items.Number(row, "distance"), 1e-8));
        Assert.Contains("3 common items: A 2.0000 (±0.0000), B 1.0000", Messages.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("item,a,b\nq,1,0\n", "stocking-lord", "no item in common")]
    [InlineData("item,a,b1,b2\nx,1,0,1\n", "stocking-lord", "Item x has 3 categories in one table and 2 in the other.")]
    [InlineData("item,a,b\nx,1,0\n", "mean-sigma", "By mean-sigma these 1 common items have no link")]
    [InlineData("item,a,b\nx,-1,0\n", "mean-mean", "have no link")]
    public async Task What_cannot_be_linked_is_told(string from, string method, string message)
    {
        Assert.Equal(1, await RunAsync(from, To, "--method", method));
        Assert.Contains(message, Messages.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_common_item_links_without_an_error()
    {
        string link = Folder.PathOf("link.csv");
        Assert.Equal(0, await RunAsync("item,a,b\nx,2,-0.5\n", To, "--method", "mean-mean", "--out-link", link));
        Assert.Contains("1 common items: A 2.0000, B 1.0000.", Messages.ToString(), StringComparison.Ordinal);
        Assert.Equal("", ReferenceTable.Read(link).Text(0, "A"));
    }

    [Fact]
    public void Both_tables_must_be_named() => Assert.NotEmpty(IrtLinkCommand.Create().Parse(["--from", "a.csv"]).Errors);

    private Task<int> RunAsync(string from, string to, params string[] more) =>
        InvokeAsync(IrtLinkCommand.Create(), ["--from", Folder.Write("from.csv", from), "--to", Folder.Write("to.csv", to), .. more]);
}
