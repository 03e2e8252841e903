using System.Globalization;
using Diagnostics.Engine.Sessions;

namespace Diagnostics.Tests.Sessions;

public sealed class SharedTextsTests
{
    private const int Different = 5_000;

    [Fact]
    public void Equal_answers_of_different_sessions_are_one_text() =>
        Assert.Same(SharedTexts.Of(new string('3', 1)), SharedTexts.Of(new string('3', 1)));

    [Fact]
    public void A_text_is_never_taken_for_another_however_many_there_are_and_whoever_asks() => Parallel.For(0, 4, _ =>
    {
        for (int number = 0; number < Different; number++)
        {
            string text = number.ToString(CultureInfo.InvariantCulture);
            Assert.Equal(text, SharedTexts.Of(text));
        }
    });

    [Fact]
    public void A_long_text_is_not_kept()
    {
        string text = new('7', 9);
        Assert.NotSame(SharedTexts.Of(new string('7', 9)), SharedTexts.Of(text));
    }
}
