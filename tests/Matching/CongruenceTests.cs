using Diagnostics.Scoring.Interests;
using Diagnostics.Tests.Reference;

namespace Diagnostics.Tests.Matching;

public sealed class CongruenceTests
{
    [Fact]
    public void Sixteen_hundred_pairs_of_codes_agree_with_the_reference()
    {
        ReferenceTable pairs = ReferenceTable.Read(ReferenceTable.FreePath("congruence_codes.ref.csv"));
        Assert.Equal(1600, pairs.Rows);
        for (int row = 0; row < pairs.Rows; row++)
        {
            var person = InterestCode.Parse(pairs.Text(row, "person"));
            var occupation = InterestCode.Parse(pairs.Text(row, "env"));
            Assert.Equal(pairs.Number(row, "iachan_M"), Congruence.IachanM(person, occupation));
            Assert.Equal(pairs.Number(row, "c_index"), Congruence.CIndex(person, occupation));
            Assert.Equal(pairs.Number(row, "first_letter_hexdist"), Congruence.FirstLetterDistance(person, occupation));
        }
    }

    [Theory]
    [InlineData("RIR")]
    [InlineData("RIX")]
    [InlineData("ria")]
    [InlineData("RIAS")]
    [InlineData("RI ")]
    public void A_code_with_repeated_or_foreign_letters_is_refused(string text)
    {
        Assert.False(InterestCode.TryParse(text, out InterestCode code));
        Assert.Equal("", code.Text);
        Assert.Throws<FormatException>(() => InterestCode.Parse(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("R")]
    [InlineData("RI")]
    public void A_code_with_a_missing_letter_has_no_congruence(string text)
    {
        var code = InterestCode.Parse(text);
        var whole = InterestCode.Parse("RIA");
        Assert.False(code.IsComplete);
        foreach ((InterestCode person, InterestCode occupation) in new[] { (code, whole), (whole, code) })
        {
            Assert.True(double.IsNaN(Congruence.IachanM(person, occupation)));
            Assert.True(double.IsNaN(Congruence.CIndex(person, occupation)));
            Assert.True(double.IsNaN(Congruence.FirstLetterDistance(person, occupation)));
        }
    }

    [Fact]
    public void A_code_agrees_with_itself_as_far_as_can_be()
    {
        var code = InterestCode.Of([1, 2, 3, 4, 5, 6]);
        Assert.Equal("CES", code.Text);
        Assert.Equal(28, Congruence.IachanM(code, code));
        Assert.Equal(18, Congruence.CIndex(code, code));
        Assert.Equal(0, Congruence.FirstLetterDistance(code, code));
        Assert.Equal("", InterestCode.Of([1, 2, 3, 4, 5, double.NaN]).Text);
    }
}
