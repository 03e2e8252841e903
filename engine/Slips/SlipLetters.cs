using Diagnostics.Engine.Campaigns;

namespace Diagnostics.Engine.Slips;

/// <summary>Five bits a symbol, from the left; the last symbol is filled up with zeros.</summary>
internal static class SlipLetters
{
    /// <summary>Above it nothing is read: ten times the slip of a whole battery.</summary>
    public const int MostSymbols = 16_000;

    /// <summary>Null when a symbol is none of ours, or the letters cannot be whole bytes.</summary>
    public static byte[]? Read(string? letters)
    {
        if (letters is not { Length: > 0 and <= MostSymbols })
        {
            return null;
        }

        byte[] bytes = new byte[letters.Length * 5 / 8];
        int held = 0;
        int bitsHeld = 0;
        int next = 0;
        foreach (char letter in letters)
        {
            int value = CodeAlphabet.Symbols.IndexOf(letter, StringComparison.Ordinal);
            if (value < 0)
            {
                return null;
            }

            held = ((held << 5) | value) & 0xFFF;
            bitsHeld += 5;
            if (bitsHeld >= 8)
            {
                bitsHeld -= 8;
                bytes[next++] = (byte)(held >> bitsHeld);
            }
        }

        return bitsHeld < 5 && (held & ((1 << bitsHeld) - 1)) == 0 ? bytes : null;
    }
}
