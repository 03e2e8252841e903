using System.Text;
using Diagnostics.Engine.Accounts;

namespace Diagnostics.Tests.Accounts;

public sealed class TotpTests
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("12345678901234567890");

    /// <summary>RFC 6238, appendix B (SHA-1), the last six of its eight digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code)
    {
        DateTimeOffset at = DateTimeOffset.FromUnixTimeSeconds(seconds);
        Assert.Equal(code, Totp.CodeAt(Key, Totp.StepAt(at)));
        Assert.Equal(Totp.StepAt(at), Totp.StepOf(Key, $" {code[..3]} {code[3..]} ", at));
    }

    [Fact]
    public void A_clock_may_be_off_by_a_step_and_no_more()
    {
        DateTimeOffset now = DateTimeOffset.FromUnixTimeSeconds(1_000_000_000);
        long step = Totp.StepAt(now);
        Assert.Equal(step - 1, Totp.StepOf(Key, Totp.CodeAt(Key, step - 1), now));
        Assert.Equal(step + 1, Totp.StepOf(Key, Totp.CodeAt(Key, step + 1), now));
        Assert.Null(Totp.StepOf(Key, Totp.CodeAt(Key, step - 2), now));
        Assert.Null(Totp.StepOf(Key, Totp.CodeAt(Key, step + 2), now));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("абвгде")]
    public void What_is_no_code_is_refused(string? typed) => Assert.Null(Totp.StepOf(Key, typed, DateTimeOffset.FromUnixTimeSeconds(59)));

    /// <summary>RFC 4648, section 10, without padding.</summary>
    [Theory]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void The_key_is_typed_in_base_32(string bytes, string text) => Assert.Equal(text, Totp.ToBase32(Encoding.ASCII.GetBytes(bytes)));

    [Fact]
    public void The_address_an_app_scans_names_the_issuer_and_the_login()
    {
        string uri = Totp.UriOf(Key, "Шаг в будущее", "a b@school");
        Assert.StartsWith("otpauth://totp/", uri, StringComparison.Ordinal);
        Assert.Contains("a%20b%40school", uri, StringComparison.Ordinal);
        Assert.Contains("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", uri, StringComparison.Ordinal);
    }
}
