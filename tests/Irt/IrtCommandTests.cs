using Diagnostics.Engine.Tables;
using Diagnostics.Tests.Reference;
using Diagnostics.Web.Commands;

namespace Diagnostics.Tests.Irt;

public sealed class IrtCommandTests : VerbTests
{
    private const string Two = "item,a,b\nx,1,0\ny,2,-0.5\n";
    private const string Answers = "id,class,x,y\n1,8a,1,0\n2,8a,,\n3,8b,1,1\n4,8b,0,0\n";

    [Fact]
    public async Task Everybody_has_a_row_and_what_is_not_defined_is_an_empty_cell()
    {
        string fit = Folder.PathOf("fit.csv");
        Assert.Equal(0, await ScoreAsync(Two, Answers, "--out-personfit", fit));
        ReferenceTable abilities = ReferenceTable.Parse(Output.ToString());
        ReferenceTable fits = ReferenceTable.Read(fit);
        Assert.Equal(["id", "class", "n_answered", "theta_EAP", "se_EAP"], abilities.Columns[..5]);
        Assert.Equal(4, abilities.Rows);
        Assert.Equal("0", abilities.Text(1, "n_answered"));
        Assert.Equal(0, abilities.Number(1, "theta_EAP"), 1e-12);
        Assert.All(new[] { "theta_MAP", "theta_ML", "theta_WL", "lz_EAP" }, column => Assert.Equal("", abilities.Text(1, column)));
        Assert.Equal(("inf", "-inf"), (abilities.Text(2, "theta_ML"), abilities.Text(3, "theta_ML")));
        Assert.Equal("", abilities.Text(2, "se_ML_exp"));
        Assert.Equal(["id", "class", "raw", "n_answered"], fits.Columns[..4]);
        Assert.Equal(("", "", "0"), (fits.Text(1, "raw"), fits.Text(1, "lz_at_MAP"), fits.Text(1, "guttman")));
        Assert.Equal("1", fits.Text(0, "raw"));
        Assert.NotEqual("", fits.Text(0, "lzstar_at_MAP"));
        Assert.Contains("4 respondents scored. 2 items.", Messages.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_turns_answers_as_it_did_for_the_calibration()
    {
        string[] key = ["--key", Folder.Write("key.csv", "item,scale,min,max,reverse\nz,one,1,3,0\nx,one,1,2,0\ny,one,1,2,1\nv,two,0,1,0\n"), "--scale", "one"];
        const string raw = "id,x,y,z,v\n1,1,2,3,0\n2,2,1,,1\n3,1,1,2,1\n4,,2,1,0\n";
        const string turned = "id,x,y,z,v\n1,0,0,2,0\n2,1,1,,1\n3,0,1,1,1\n4,,0,0,0\n";
        const string items = "item,a,d1,d2\ny,2,-0.5,\nx,1,0,\nz,1.2,1,-1\n";
        Assert.Equal(0, await ScoreAsync(items, turned));
        string expected = Output.ToString();
        Output.GetStringBuilder().Clear();
        Assert.Equal(0, await ScoreAsync(items, raw, key));
        Assert.Equal(expected, Output.ToString());
        Assert.Equal(1, await ScoreAsync(items, raw));
        Assert.Contains("column y: \"2\" is no valid answer", Messages.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await ScoreAsync(items, turned, key));
        Assert.Contains("column y: \"0\" is no valid answer (1..2)", Messages.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await ScoreAsync("item,a,b\nv,1,0\n", raw, key));
        Assert.Contains("Scale one of the key has no item v of the parameters.", Messages.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await ScoreAsync("item,a,b\nz,1,0\n", raw, key));
        Assert.Contains("Item z has 3 categories by the key and 2 by its parameters.", Messages.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("item,a,b\nx,1,0\nx,1,1\n", "line 3, column item: item x is there already")]
    [InlineData("item,b\nx,1\n", "no column a")]
    [InlineData("item,a\nx,1\n", "no column b, d")]
    [InlineData("item,a,b\nx,,0\n", "line 2, column a: is empty")]
    [InlineData("item,a,b\nx,1,\n", "line 2: the item has neither")]
    [InlineData("item,a,b\nx,one,0\n", "line 2, column a: \"one\" is no number")]
    [InlineData("item,a,b\nx,0,1\n", "column a: an item of slope 0 has no thresholds")]
    [InlineData("item,a,b1,b2\nx,1,1,0\n", "must descend strictly")]
    [InlineData("item,a,b1,b2\nx,1,,0\n", "line 2, column b1: is empty and a later one is not")]
    [InlineData("item,a,b,b1\nx,1,0,0\n", "b and b1 are both there")]
    [InlineData("item,a,b,c\nx,1,0,1\n", "column c: 1 is not from 0 to under 1")]
    [InlineData("item,a,d1,d2,c\nx,1,1,0,0.2\n", "column c: only an item of two categories")]
    [InlineData("item,a,b\n", "there are no items")]
    public async Task Parameters_that_cannot_be_used_are_named(string parameters, string message)
    {
        Assert.Equal(1, await ScoreAsync(parameters, "id,x\n1,1\n"));
        Assert.Contains(message, Messages.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id,x\n1,1\n", "no column for y")]
    [InlineData("id,x,y\n1,1,2\n", "line 2, column y: \"2\" is no valid answer (0..1)")]
    [InlineData("id,x,y,se_EAP\n1,1,1,3\n", "column se_EAP")]
    public async Task Responses_that_cannot_be_used_are_named(string responses, string message)
    {
        Assert.Equal(1, await ScoreAsync(Two, responses));
        Assert.Contains(message, Messages.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lenient_reading_takes_a_wrong_code_as_missing_and_Excel_gets_its_form()
    {
        Assert.Equal(0, await ScoreAsync(Two, "id,x,y\n1,1,7\n", "--lenient", "--excel"));
        Assert.Contains("1 answers outside their range were taken as missing", Messages.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("\uFEFFid;n_answered;theta_EAP", Output.ToString(), StringComparison.Ordinal);
        Assert.Matches(@"1;1;0,\d+", Output.ToString());
    }

    [Fact]
    public async Task Nobody_gives_a_header()
    {
        Assert.Equal(0, await ScoreAsync(Two, "id,x,y\n"));
        Assert.Single(Output.ToString().TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Information_names_the_items_of_the_table()
    {
        Assert.Equal(0, await InvokeAsync(IrtCommand.Create(), "info", "--params", Folder.Write("p.csv", Two)));
        ReferenceTable table = ReferenceTable.Parse(Output.ToString());
        Assert.Equal(["theta", "test_info", "se", "info_x", "info_y", "expected_score"], table.Columns);
        Assert.Equal(33, table.Rows);
        Assert.Equal(0.25, table.Number(16, "info_x"), 1e-15);
    }

    [Fact]
    public void A_result_may_not_go_over_its_source() => Assert.NotEmpty(
        IrtCommand.Create().Parse(["score", "--params", "p.csv", "--responses", "r.csv", "--out-personfit", "r.csv"]).Errors);

    [Fact]
    public void Parameters_are_read_by_intercepts_first_and_come_back_as_they_were_written()
    {
        string file = Folder.Write("p.csv", "item,a,b1,b2,d1,d2,c,note\nx,2,9,9,1,-1,,long\ny,1,0,,,,0.25,\nz,-1,1,0,,,,\n");
        System.Collections.Immutable.ImmutableArray<CalibratedItem> items = ItemParametersCsv.Read(file);
        Assert.Equal([1, -1], items[0].Parameters.Intercepts.ToArray());
        Assert.Equal((0.25, 2), (items[1].Parameters.Guessing, items[1].Parameters.Categories));
        Assert.Equal([1, 0], items[2].Parameters.Intercepts.ToArray());
        using StringWriter text = new();
        ItemParametersCsv.Write([items[0] with { SlopeError = 0.1, InterceptErrors = [0.2, 0.3] }, .. items.Skip(1)], text, excel: false);
        Assert.StartsWith("item,a,b1,b2,d1,d2,c,se_a,se_d1,se_d2\n", text.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            items.Select(item => item.Parameters), ItemParametersCsv.Read(Folder.Write("q.csv", text.ToString())).Select(item => item.Parameters));
        using StringWriter plain = new();
        ItemParametersCsv.Write(ItemParametersCsv.Read(Folder.Write("r.csv", Two)), plain, excel: false);
        Assert.Equal("item,a,b,d\nx,1,-0,0\ny,2,-0.5,1\n".Replace("-0,0", "0,0", StringComparison.Ordinal), plain.ToString());
    }

    private Task<int> ScoreAsync(string parameters, string responses, params string[] more) => InvokeAsync(
        IrtCommand.Create(), ["score", "--params", Folder.Write("p.csv", parameters), "--responses", Folder.Write("r.csv", responses), .. more]);
}
