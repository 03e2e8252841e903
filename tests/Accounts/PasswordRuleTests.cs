using Diagnostics.Web.Access;

namespace Diagnostics.Tests.Accounts;

public sealed class PasswordRuleTests
{
    [Theory]
    [InlineData("медленный жёлтый трамвай")]
    [InlineData("correct horse battery staple")]
    [InlineData("тёплый дождь в июле")]
    [InlineData("xK9$mQ2!vR7z")]
    public void Long_and_uncommon_ones_are_taken_whatever_they_are_made_of(string password) =>
        Assert.Null(PasswordRules.Refusal(password, "ivanova", "Иванова А. П."));

    [Theory]
    [InlineData(null, "password-short")]
    [InlineData("", "password-short")]
    [InlineData("кот и пёс", "password-short")]
    [InlineData("password1234", "password-common")]
    [InlineData("Password!!!!2026", "password-common")]
    [InlineData("йцукенгшщзхъ", "password-common")]
    [InlineData("qwertyuiop12", "password-common")]
    [InlineData("123456789012", "password-common")]
    [InlineData("aaaaaaaaaaaaaa", "password-common")]
    [InlineData("абвабвабвабвабв", "password-common")]
    [InlineData("abcdefghijklmn", "password-common")]
    [InlineData("ivanova-2026", "password-common")]
    public void Short_common_repeated_and_own_ones_are_refused(string? password, string reason) =>
        Assert.Equal(reason, PasswordRules.Refusal(password, "ivanova", "Иванова А. П."));

    [Fact]
    public void What_is_too_long_to_hash_is_refused() =>
        Assert.Equal("password-long", PasswordRules.Refusal(string.Concat(Enumerable.Range(0, 40).Select(number => $"слово{number} ")), "ivanova"));
}
