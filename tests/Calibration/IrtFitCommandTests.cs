using System.Collections.Immutable;
using Diagnostics.Engine.Tables;
using Diagnostics.Scoring.Calibration;
using Diagnostics.Scoring.Keys;
using Diagnostics.Tests.Reference;
using Diagnostics.Web.Commands;

namespace Diagnostics.Tests.Calibration;

public sealed class IrtFitCommandTests : VerbTests
{
    private const string Key = "item,scale,min,max,reverse\nx,one,1,2,0\ny,one,1,2,1\nz,one,1,2,0\nv,two,0,4,0\nw,two,0,4,1\n";
    private const string Answers = "id,x,y,z,v,w\n1,1,2,1,0,4\n2,2,1,2,4,0\n3,1,1,2,2,2\n4,2,2,1,1,3\n5,1,2,2,3,1\n6,2,1,1,2,\n7,2,1,2,3,0\n8,1,2,1,0,3\n";

    [Fact]
    public async Task Tables_have_the_columns_and_numbers_of_the_reference()
    {
        (string fit, string items) = (Folder.PathOf("fit.csv"), Folder.PathOf("items.csv"));
        Assert.Equal(0, await RunAsync("2pl", "--responses", ReferenceTable.FreePath("sim2pl30_missing_items.csv"), "--group", "group", "--out-fit", fit, "--out-items", items));
        var parameters = ReferenceTable.Parse(Output.ToString());
        Compare("sim2pl30_missing_2pl_params.ref.csv", parameters, 1e-4);
        Compare("sim2pl30_missing_2pl_fit.ref.csv", ReferenceTable.Read(fit), 1e-5);
        Assert.Equal("converged", ReferenceTable.Read(fit).Text(0, "end"));
        var states = ReferenceTable.Read(items);
        Assert.Equal(30, states.Rows);
        Assert.Equal("", states.Text(0, "state"));
        Assert.InRange(states.Number(0, "sx2_p"), 0, 1);
        Assert.Contains("1200 respondents read. 1200 answered; logLik -17797.491, 60 parameters", Messages.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Graded_items_have_a_column_for_each_step()
    {
        string fit = Folder.PathOf("fit.csv");
        Assert.Equal(0, await RunAsync("grm", "--responses", ReferenceTable.FreePath("simgrm12_items.csv"), "--out-fit", fit));
        Compare("simgrm12_grm_params.ref.csv", ReferenceTable.Parse(Output.ToString()), 1e-4);
        Compare("simgrm12_grm_fit.ref.csv", ReferenceTable.Read(fit), 1e-5);
    }

    [Fact]
    public async Task A_key_names_the_items_their_ranges_and_what_is_turned()
    {
        string[] source = ["--key", Folder.Write("key.csv", Key), "--responses", Folder.Write("r.csv", Answers)];
        Assert.Equal(0, await RunAsync("rasch", [.. source, "--scale", "one"]));
        var turned = ReferenceTable.Parse(Output.ToString());
        Assert.Equal(3, turned.Rows);
        string bare = Folder.Write("bare.csv", "id,x,y,z\n1,0,0,0\n2,1,1,1\n3,0,1,1\n4,1,0,0\n5,0,0,1\n6,1,1,0\n7,1,1,1\n8,0,0,0\n");
        string byKey = Output.ToString();
        Assert.Equal(0, await RunAsync("rasch", "--responses", bare));
        Assert.Equal(Output.ToString(), byKey);
        Assert.Contains("give irt score and cat the same key (x, y, z).", Messages.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await RunAsync("rasch", source));
        Assert.Contains("Say which scale of the key; it has one, two", Messages.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await RunAsync("2pl", [.. source, "--scale", "two"]));
        Assert.Contains("2PL is of two categories; more have: v, w. The model grm takes them.", Messages.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await RunAsync("grm", [.. source, "--scale", "three"]));
        Assert.Contains("no scale three", Messages.ToString(), StringComparison.Ordinal);
    }

    /// <summary>A right answer worth two points is still one of two answers; three points that skip one are three categories.</summary>
    [Fact]
    public void Points_that_no_answer_brings_are_no_category()
    {
        string responses = Folder.Write("r.csv", Answers);
        ItemKey heavy = new ItemKey.Options(2, [3, 3, 5]);
        ItemKey light = new ItemKey.Options(2, [0, 0, 1]);
        ScaleAnswers weighed = Read(responses, [new ItemKey.Options(3, [0, 2, 3, 6, 7]), heavy]).AsSteps();
        Assert.Equal([5, 2], weighed.Categories.AsEnumerable());
        Assert.Equal(Read(responses, [new ItemKey.Rating(3, 0, 4, false), light]).Points.Rows(), weighed.Points.Rows());
        Assert.Equal(Parameters(light), Parameters(heavy));

        string Parameters(ItemKey third)
        {
            ScaleAnswers answers = Read(responses, [new ItemKey.Rating(0, 1, 2, false), new ItemKey.Rating(1, 1, 2, true), third]);
            using StringWriter text = new();
            CalibrationTable.Of(answers, new CalibrationSettings(CalibrationModel.Rasch), null, CancellationToken.None).WriteParameters(text, excel: false);
            return text.ToString();
        }

        static ScaleAnswers Read(string file, ImmutableArray<ItemKey> keys) => ScaleAnswers.Read(
            new ResponseSource(file, KeyedItems.Of(ScoringKey.Create(["x", "y", "z", "v", "w"], [new CriterionScale("s", keys)]))), null, null, CancellationToken.None);
    }

    [Fact]
    public async Task What_cannot_be_estimated_is_told_and_the_rest_is_written()
    {
        string items = Folder.PathOf("items.csv");
        string responses = Folder.Write("r.csv", "id,x,y,z,c,e\n1,1,0,1,1,0\n2,0,1,0,1,2\n3,1,1,0,1,0\n4,0,0,1,1,2\n5,1,1,1,1,\n6,0,0,0,1,2\n");
        Assert.Equal(0, await RunAsync("grm", "--responses", responses, "--out-items", items));
        Assert.Contains("Left out: c (constant), e (a category nobody chose).", Messages.ToString(), StringComparison.Ordinal);
        Assert.Equal(3, ReferenceTable.Parse(Output.ToString()).Rows);
        var states = ReferenceTable.Read(items);
        Assert.Equal(("constant", ""), (states.Text(3, "state"), states.Text(0, "sx2_df")));
        Assert.Equal(1, await RunAsync("2pl", "--responses", Folder.Write("c.csv", "id,x\n1,1\n2,1\n")));
        Assert.Contains("No item can be estimated: x (constant).", Messages.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await RunAsync("2pl", "--responses", Folder.Write("n.csv", "id,x\n")));
        Assert.Contains("x (nobody answered)", Messages.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id,x,y\n1,0,2\n", "line 2, column y: \"2\" is no valid answer (0..1)")]
    [InlineData("id,x,sex\n1,0,f\n", "column sex: \"f\" is no valid answer")]
    [InlineData("id\n1\n", "there is no column of an item")]
    public async Task Responses_that_cannot_be_used_are_named(string responses, string message)
    {
        Assert.Equal(1, await RunAsync("2pl", "--responses", Folder.Write("r.csv", responses)));
        Assert.Contains(message, Messages.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--model", "2pl")]
    [InlineData("--model", "4pl", "--responses", "r.csv")]
    [InlineData("--responses", "r.csv")]
    [InlineData("--model", "2pl", "--responses", "r.csv", "--scale", "one")]
    [InlineData("--model", "2pl", "--responses", "r.csv", "--key", "k.csv", "--instrument", "riasec")]
    [InlineData("--model", "2pl", "--responses", "r.csv", "--out", "r.csv")]
    public void Wrong_usage_is_told_before_anything_is_read(params string[] arguments) => Assert.NotEmpty(IrtFitCommand.Create().Parse(arguments).Errors);

    private static void Compare(string reference, ReferenceTable actual, double tolerance)
    {
        var expected = ReferenceTable.Read(ReferenceTable.FreePath(reference));
        Assert.Equal(expected.Columns, actual.Columns[..expected.Columns.Length]);
        Assert.Equal(expected.Rows, actual.Rows);
        for (int row = 0; row < expected.Rows; row++)
        {
            Assert.Equal(expected.Text(row, expected.Columns[0]), actual.Text(row, expected.Columns[0]));
            Assert.All(expected.Columns.Skip(1), column => Assert.Equal(expected.Number(row, column), actual.Number(row, column), tolerance * (column[0] == 'b' ? 10 : 1)));
        }
    }

    private Task<int> RunAsync(string model, params string[] more)
    {
        Output.GetStringBuilder().Clear();
        return InvokeAsync(IrtFitCommand.Create(), ["--model", model, .. more]);
    }
}
