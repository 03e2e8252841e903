using Diagnostics.Engine.Tables;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Tests.Scoring;

public sealed class KeyCsvTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_rating_key_keeps_the_order_of_items_and_scales()
    {
        KeyedItems keyed = KeyCsv.Read(_folder.Write(
            "k.csv", "item;scale;min;max;reverse;text\nq2;S;1;5;1;-\nq1;R;0;4;0;-\nq3;S;1;5;0;-\n"));
        Assert.Equal(["q2", "q1", "q3"], keyed.Key.Items.ToArray());
        Assert.Equal(["S", "R"], keyed.Key.Scales.Select(scale => scale.Id));
        Assert.Equal([new ItemKey.Rating(0, 1, 5, true), new ItemKey.Rating(2, 1, 5, false)], keyed.Key.Scales[0].Items.ToArray());
        Assert.Equal(new MissingRule.Prorate(0.75), keyed.Key.Scales[0].Missing);
        Assert.Equal("1..5", keyed.Codes[0].Described);
    }

    [Fact]
    public void A_pair_key_gives_ipsative_counts_that_tolerate_two_blanks()
    {
        KeyedItems keyed = KeyCsv.Read(_folder.Write("k.csv", "pair,option,type\n1,a,x\n1,b,y\n2,a,z\n2,b,x\n"));
        Assert.Equal(["p1", "p2"], keyed.Key.Items.ToArray());
        ScaleKey x = keyed.Key.Scales[0];
        Assert.Equal((ScaleKind.Ipsative, 2), (x.Kind, x.Items.Length));
        Assert.Equal(new MissingRule.Tolerate(2), x.Missing);
        Assert.Equal([0, 1], ((ItemKey.Options)x.Items[1]).Points.ToArray());
        Assert.True(keyed.Codes[0].TryRead("b", out byte code));
        Assert.Equal(1, code);
        Assert.False(keyed.Codes[0].TryRead("c", out _));
    }

    [Theory]
    [InlineData("item,scale,min,max,reverse\nq1,R,0,x,0\n", 2, "max", "\"x\"")]
    [InlineData("item,scale,min,max,reverse\nq1,R,4,4,0\n", 2, "max", "5..254")]
    [InlineData("item,scale,min,max,reverse\nq1,R,0,4,2\n", 2, "reverse", "0..1")]
    [InlineData("item,scale,min,max,reverse\nq1,,0,4,0\n", 2, "scale", "is empty")]
    [InlineData("item,scale,min,max,reverse\nq1,R,0,4,0\nq1,R,0,4,0\n", 3, "item", "already")]
    [InlineData("item,scale,min,max,reverse\n", 1, null, "no rows")]
    [InlineData("item,scale,max\nq1,R,4\n", 1, null, "no column min, reverse")]
    [InlineData("pair,option,type\n1,a,x\n1,a,y\n", 3, "option", "already")]
    [InlineData("pair,option,type\n0,a,x\n", 2, "pair", "1..254")]
    [InlineData("pair,option,type\n1,a,x\n", 2, null, "one option only")]
    public void A_faulty_key_is_refused_with_line_column_and_reason(string text, long line, string? column, string reason)
    {
        var fault = Assert.Throws<TableException>(() => KeyCsv.Read(_folder.Write("k.csv", text)));
        Assert.Equal((line, column), (fault.Line, fault.Column));
        Assert.Contains(reason, fault.Reason, StringComparison.Ordinal);
    }
}
