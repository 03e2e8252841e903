using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Engine.Instruments;

namespace Diagnostics.Tests.Instruments;

public sealed class CanonicalAnswerTests
{
    private static readonly ImmutableArray<Item> Items = SampleInstrument.Instrument().Forms["full"].Items;

    public static TheoryData<string> Junk =>
    [
        " ", "\0", "0\0", "\ud800", "0\udfff", "=cmd()", "1e9", "01", "٣", "１", "1 ", " 1", "+1", "-0", "1.", ".5", "0.50", "1,5", "0x1",
        "1>", ">1", "0>0", "0++1", "1+0", "0+0", "0+", "0>1>2>3>4", "null", "true", "NaN", "Infinity", "99999999999999999999",
        "-", "--1", "1\n", "\u200b1", "\u22121",
        new string('1', 65), new string('0', 64), new string('>', 64),
    ];

    [Theory]
    [InlineData("a1", "1 2 3", "0 4 10")]
    [InlineData("p1", "0 1", "2 0>1")]
    [InlineData("w1", "2>0 0>3 3>1", "2 0>0 0>4 0>1>2 0+1")]
    [InlineData("c1", "0 1", "2 0+1")]
    [InlineData("m1", "0 2 3 0+2 1+2", "4 2+0 0+1+2 0>1 0+3 2+3 3+3")]
    [InlineData("o1", "0>1>2 2>0>1", "0>1 0>1>1 0>1>3 2")]
    [InlineData("n1", "0 -10 99.5 0.5 -0.5 7", "-10.1 99.6 0.25 7.0 -0 -0.0 007 1e1")]
    [InlineData("b1", "0 5 10", "11 -1 5.0 010")]
    public void Each_format_takes_its_own_answers_and_no_others(string id, string good, string bad)
    {
        Item item = Items.Single(item => item.Id == id);
        Assert.All(good.Split(' '), value => Assert.True(item.Format.Accepts(item, value), value));
        Assert.All(bad.Split(' '), value => Assert.False(item.Format.Accepts(item, value), value));
        Assert.True(item.Format.Accepts(item, ""));
        Assert.False(item.Format.Accepts(item, null!));
    }

    [Theory]
    [MemberData(nameof(Junk))]
    public void No_format_takes_junk(string value) => Assert.All(Items, item => Assert.False(item.Format.Accepts(item, value), item.Id));

    [Fact]
    public void What_is_accepted_is_the_only_text_of_its_answer()
    {
        Random random = new(20261120);
        const string alphabet = "00112233456789>>++.--";
        int accepted = 0;
        for (int round = 0; round < 60_000; round++)
        {
            string value = new([.. Enumerable.Range(0, random.Next(1, 7)).Select(_ => alphabet[random.Next(alphabet.Length)])]);
            foreach (Item item in Items.Where(item => item.Format.Accepts(item, value)))
            {
                accepted++;
                Assert.Equal(value, Rendered(item.Format, value));
            }
        }

        Assert.True(accepted > 1_000, $"Only {accepted} random texts were answers: the test is too weak.");
    }

    [Fact]
    public void Codes_are_those_of_the_answer_and_255_when_skipped()
    {
        Assert.Equal((byte)3, FormatOf("a1").CodeOf("3"));
        Assert.Equal((byte)1, FormatOf("p1").CodeOf("1"));
        Assert.Equal((byte)12, FormatOf("c1").CodeOf("12"));
        Assert.Equal((byte)10, FormatOf("b1").CodeOf("10"));
        Assert.All(new[] { "a1", "p1", "c1", "b1" }, id => Assert.Equal(byte.MaxValue, FormatOf(id).CodeOf("")));
    }

    [Theory]
    [InlineData("a1", "0")]
    [InlineData("p1", "2")]
    [InlineData("w1", "1>1")]
    [InlineData("c1", "01")]
    [InlineData("c1", "255")]
    [InlineData("b1", "11")]
    public void A_code_of_what_is_no_answer_is_an_exception(string id, string value) =>
        Assert.Throws<ArgumentException>(() => FormatOf(id).CodeOf(value));

    [Fact]
    public void The_code_of_a_best_worst_answer_is_four_times_the_best_plus_the_worst()
    {
        Assert.Equal(8, FormatOf("w1").CodeOf("2>0"));
        Assert.Equal(3, FormatOf("w1").CodeOf("0>3"));
        Assert.Equal(255, FormatOf("w1").CodeOf(""));
    }

    [Theory]
    [InlineData("m1")]
    [InlineData("o1")]
    [InlineData("n1")]
    public void Formats_of_several_codes_have_no_single_one(string id) =>
        Assert.Throws<NotSupportedException>(() => FormatOf(id).CodeOf("0"));

    private static AnswerFormat FormatOf(string id) => Items.Single(item => item.Id == id).Format;

    /// <summary>The answer read as what it means and written again, by other means than the code under test.</summary>
    private static string Rendered(AnswerFormat format, string value) => format switch
    {
        AnswerFormat.BestWorst or AnswerFormat.Ranking => string.Join('>', value.Split('>').Select(Whole)),
        AnswerFormat.MultipleChoice => string.Join('+', value.Split('+').Select(Whole).Order().Distinct()),
        AnswerFormat.NumberEntry => double.Parse(value, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture),
        _ => Whole(value).ToString(CultureInfo.InvariantCulture),
    };

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
