namespace Diagnostics.Engine.Sessions;

/// <summary>
/// One string for equal short texts: every answer arrives as a string of its own, and what ten thousand sessions hold is a few hundred different ones.
/// Bounded: a text that nobody had before takes another's place. Any thread.
/// </summary>
internal static class SharedTexts
{
    private const int Places = 1_024;
    private const int Longest = 8;

    private static readonly string?[] Kept = new string?[Places];

    public static string Of(string text)
    {
        if (text.Length > Longest)
        {
            return text;
        }

        ref string? place = ref Kept[string.GetHashCode(text, StringComparison.Ordinal) & (Places - 1)];
        string? kept = Volatile.Read(ref place);
        if (kept == text)
        {
            return kept;
        }

        Volatile.Write(ref place, text);
        return text;
    }
}
