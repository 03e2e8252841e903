using Diagnostics.Engine.Russian;
using Diagnostics.Engine.YearReports;

namespace Diagnostics.Tests.Russian;

/// <summary>Numbers and the words beside them, as a Russian text writes them.</summary>
public sealed class RussianNumberTests
{
    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(4, 1)]
    [InlineData(5, 2)]
    [InlineData(11, 2)]
    [InlineData(12, 2)]
    [InlineData(14, 2)]
    [InlineData(21, 0)]
    [InlineData(22, 1)]
    [InlineData(25, 2)]
    [InlineData(111, 2)]
    [InlineData(112, 2)]
    [InlineData(121, 0)]
    [InlineData(1001, 0)]
    [InlineData(1012, 2)]
    public void A_noun_takes_the_form_of_its_number(long number, int form) => Assert.Equal(form, RussianNumber.PluralOf(number));

    [Fact]
    public void A_number_has_a_comma_and_spaces_that_do_not_break()
    {
        Assert.Equal("84,1\u00a0%", RussianNumber.Percent(0.841));
        Assert.Equal("14,5\u00a0%", RussianNumber.Percent(0.145));
        Assert.Equal("100,0\u00a0%", RussianNumber.Percent(1));
        Assert.Equal("7,0–9,5\u00a0%", RussianNumber.Interval(0.07, 0.095));
        Assert.Equal("201\u00a0634", RussianNumber.Whole(201_634));
        Assert.Equal("965", RussianNumber.Whole(965));
    }

    [Fact]
    public void A_phrase_names_what_it_is_given_and_a_year_is_no_number()
    {
        Phrases phrases = Phrases.LoadBuiltIn();
        Assert.Equal("По ученикам", phrases.Say("special.kept")[..11]);
        Assert.Contains("1\u00a0001 ученика региона"[..5], phrases.Say("quality.counted", ("sessions", 1001L), ("counted", 22L)), StringComparison.Ordinal);
        Assert.Contains("закончили 1\u00a0001 ученик региона", phrases.Say("quality.counted", ("sessions", 1001L), ("counted", 22L)), StringComparison.Ordinal);
        Assert.Contains("ответы 22 учеников", phrases.Say("quality.counted", ("sessions", 1001L), ("counted", 22L)), StringComparison.Ordinal);
        Assert.Equal("2026 год", phrases.Say("column.year", ("year", 2026)));
        Assert.Throws<KeyNotFoundException>(() => phrases.Say("share"));
    }
}
