using System.Collections.Frozen;
using System.Text;

namespace Diagnostics.Engine.Campaigns;

/// <summary>
/// The 32 symbols of printed codes: digits and Latin capitals without I, L, O and U, which look like others; their check symbol and their
/// readings.
/// </summary>
internal static class CodeAlphabet
{
    public const string Symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static readonly FrozenDictionary<char, char> Latin = Map("OILU|!", "011V11");

    // A Cyrillic letter that looks like a symbol of the alphabet.
    private static readonly FrozenDictionary<char, char> CyrillicShapes = Map("АВЕЁЗІКМНОРСТУХЧБ", "ABEE31KMH0PCTYX46");

    // The key of a Cyrillic letter on a keyboard whose layout was not switched; U, I, O, L stand for what they look like.
    private static readonly FrozenDictionary<char, char> CyrillicKeys = Map("ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ", "QWERTYV10PASDFGHJK1ZXCVBNM");

    /// <summary>The first <paramref name="count"/> symbols of five bits each.</summary>
    public static string Take(ReadOnlySpan<byte> bits, int count)
    {
        Span<char> symbols = stackalloc char[count];
        int held = 0;
        int bitsHeld = 0;
        int next = 0;
        for (int i = 0; i < count; i++)
        {
            while (bitsHeld < 5)
            {
                held = (held << 8) | bits[next++];
                bitsHeld += 8;
            }

            bitsHeld -= 5;
            symbols[i] = Symbols[(held >> bitsHeld) & 31];
            held &= (1 << bitsHeld) - 1;
        }

        return new string(symbols);
    }

    /// <summary>Luhn's check symbol, modulo 32: catches every single wrong symbol and nearly every swap of neighbours.</summary>
    public static char Check(ReadOnlySpan<char> symbols)
    {
        int sum = 0;
        int factor = 2;
        for (int i = symbols.Length - 1; i >= 0; i--)
        {
            int addend = factor * Symbols.IndexOf(symbols[i], StringComparison.Ordinal);
            sum += (addend / 32) + (addend % 32);
            factor = 3 - factor;
        }

        return Symbols[(32 - (sum % 32)) % 32];
    }

    /// <summary>Groups of four separated by hyphens.</summary>
    public static string Grouped(string symbols) => string.Join('-', symbols.Chunk(4).Select(group => new string(group)));

    /// <summary>
    /// What a typed text may mean: Cyrillic letters first as the shapes they show, then as the keys they lie on. Only readings of the
    /// given length whose check symbol is right are returned; the look-up decides between two of them.
    /// </summary>
    public static IReadOnlyList<string> Readings(string? typed, int length)
    {
        // Longer than any code with separators after every symbol: not worth reading.
        if (typed is null || typed.Length > 4 * length)
        {
            return [];
        }

        List<string> readings = [];
        foreach (FrozenDictionary<char, char> cyrillic in new[] { CyrillicShapes, CyrillicKeys })
        {
            if (Read(typed, cyrillic) is { } reading && reading.Length == length && Check(reading.AsSpan(..^1)) == reading[^1]
                && !readings.Contains(reading, StringComparer.Ordinal))
            {
                readings.Add(reading);
            }
        }

        return readings;
    }

    /// <summary>A typed text as the symbols it shows, for codes without a check symbol; null when a letter or digit has no meaning.</summary>
    public static string? Shapes(string typed) => Read(typed, CyrillicShapes);

    /// <summary>Null when a letter or digit has no meaning; everything else is a separator.</summary>
    private static string? Read(string typed, FrozenDictionary<char, char> cyrillic)
    {
        var symbols = new StringBuilder(typed.Length);
        foreach (char raw in typed.Normalize(NormalizationForm.FormKC))
        {
            char typedSymbol = char.ToUpperInvariant(raw);
            if (Symbols.Contains(typedSymbol, StringComparison.Ordinal))
            {
                symbols.Append(typedSymbol);
            }
            else if (Latin.TryGetValue(typedSymbol, out char meant) || cyrillic.TryGetValue(typedSymbol, out meant))
            {
                symbols.Append(meant);
            }
            else if (char.IsLetterOrDigit(typedSymbol))
            {
                return null;
            }
        }

        return symbols.ToString();
    }

    private static FrozenDictionary<char, char> Map(string from, string to) =>
        from.Zip(to).ToFrozenDictionary(pair => pair.First, pair => pair.Second);
}
