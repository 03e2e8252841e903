using System.Security.Cryptography;
using Diagnostics.Engine.Campaigns;

namespace Diagnostics.Tests.Campaigns;

public sealed class AccessCodeTests
{
    private const string Qwerty = "QWERTYUIOPASDFGHJKLZXCVBNM";
    private const string Jcuken = "ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ";
    private const string Latin = "ABEKMHPCTYX3460";
    private const string LooksLike = "АВЕКМНРСТУХЗЧБО";

    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Fact]
    public void Ten_thousand_codes_of_a_school_are_all_different()
    {
        IEnumerable<string> codes = Enumerable.Range(0, 10_000).Select(seat => AccessCode.Of(Key, "ABC", $"seat-{seat}", 1).Symbols);
        Assert.Equal(10_000, codes.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void A_code_is_printed_in_groups_of_four_and_begins_with_the_prefix()
    {
        string printed = AccessCode.Of(Key, "7HK", "seat", 1).ToString();
        Assert.Matches("^7HK[0-9A-HJKMNP-TV-Z]-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$", printed);
    }

    [Fact]
    public void The_same_seat_and_revision_give_the_same_code_and_anything_else_another()
    {
        AccessCode code = AccessCode.Of(Key, "ABC", "seat", 1);
        byte[] otherKey = [.. Key];
        otherKey[0]++;
        Assert.Equal(code, AccessCode.Of(Key, "ABC", "seat", 1));
        Assert.NotEqual(code, AccessCode.Of(Key, "ABC", "seat", 2));
        Assert.NotEqual(code, AccessCode.Of(Key, "ABC", "seat1", 1));
        Assert.NotEqual(code, AccessCode.Of(otherKey, "ABC", "seat", 1));
        Assert.NotEqual(code.Hash(Key), code.Hash(otherKey));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Case_and_separators_do_not_matter(int seed)
    {
        var random = new Random(seed);
        AccessCode code = Random(random);
        string typed = string.Concat(code.ToString().Select(symbol => random.Next(2) == 0 ? char.ToLowerInvariant(symbol) : symbol)
            .Select(symbol => symbol == '-' ? new[] { "", " ", "–", "  ", "." }[random.Next(5)] : symbol.ToString()));
        Assert.Contains(code, AccessCode.Readings($" {typed} "));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Latin_look_alikes_are_understood(int seed)
    {
        var random = new Random(seed);
        AccessCode code = Random(random);
        string typed = Swap(code.Symbols, "011V", "OILU", random);
        Assert.Contains(code, AccessCode.Readings(typed.ToLowerInvariant()));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Cyrillic_letters_that_look_the_same_are_understood_even_mixed_with_latin_ones(int seed)
    {
        var random = new Random(seed);
        AccessCode code = Random(random);
        Assert.Contains(code, AccessCode.Readings(Swap(code.Symbols, Latin, LooksLike, random)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_code_typed_with_the_cyrillic_layout_left_on_is_understood(int seed)
    {
        var random = new Random(seed);
        AccessCode code = Random(random);
        string typed = Swap(code.Symbols, Qwerty, Jcuken, null);
        Assert.Contains(code, AccessCode.Readings(typed.ToLowerInvariant()));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_single_wrong_symbol_is_caught_by_the_check_symbol(int seed)
    {
        AccessCode code = Random(new Random(seed));
        for (int at = 0; at < AccessCode.Length; at++)
        {
            foreach (char wrong in CodeAlphabet.Symbols.Where(symbol => symbol != code.Symbols[at]))
            {
                Assert.Empty(AccessCode.Readings(string.Concat(code.Symbols.AsSpan(0, at), wrong.ToString(), code.Symbols.AsSpan(at + 1))));
            }
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ABCD")]
    [InlineData("ABCD-EFGH-JKMN-PQRS")]
    [InlineData("ЩЫЮ")]
    [InlineData("😀😀😀😀😀😀😀😀😀😀😀😀")]
    [InlineData("\ud800ABCDEFGHJKM")]
    public void What_is_no_code_has_no_reading(string? typed) => Assert.Empty(AccessCode.Readings(typed));

    [Fact]
    public void A_text_that_reads_two_ways_gives_both_and_the_shape_comes_first()
    {
        // With 'C' typed as the Cyrillic С: by shape C, by key C too; 'Т' is T by shape and N by key.
        var random = new Random(5);
        for (int i = 0; i < 20_000; i++)
        {
            AccessCode code = Random(random);
            string typed = Swap(code.Symbols, Latin, LooksLike, null);
            IReadOnlyList<AccessCode> readings = AccessCode.Readings(typed);
            Assert.Equal(code, readings[0]);
            if (readings.Count == 2)
            {
                return;
            }
        }

        Assert.Fail("No ambiguous text was met.");
    }

    [Fact]
    public void A_pin_has_six_digits_and_depends_on_the_class_and_the_revision()
    {
        Assert.Matches("^[0-9]{6}$", AccessCode.Pin(Key, "class", 1));
        Assert.NotEqual(AccessCode.Pin(Key, "class", 1), AccessCode.Pin(Key, "class", 2));
        Assert.NotEqual(AccessCode.Pin(Key, "class", 1), AccessCode.Pin(Key, "class2", 1));
    }

    [Fact]
    public void A_result_key_and_an_access_code_never_share_a_look_up()
    {
        ResultKey key = ResultKey.Of(Key, "session", 1);
        AccessCode sameSymbols = Assert.Single(AccessCode.Readings(key.ToString()));
        Assert.Equal(key.Symbols, sameSymbols.Symbols);
        Assert.NotEqual(key.Hash(Key), sameSymbols.Hash(Key));
    }

    private static AccessCode Random(Random random)
    {
        string prefix = string.Concat(Enumerable.Range(0, 3).Select(_ => CodeAlphabet.Symbols[random.Next(32)]));
        return AccessCode.Of(SHA256.HashData(BitConverter.GetBytes(random.Next())), prefix, "seat", 1);
    }

    private static string Swap(string symbols, string from, string to, Random? random) => string.Concat(symbols.Select(symbol =>
        from.IndexOf(symbol, StringComparison.Ordinal) is >= 0 and var at && random?.Next(3) is null or > 0 ? to[at] : symbol));
}
