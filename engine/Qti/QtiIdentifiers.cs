using System.Text;

namespace Diagnostics.Engine.Qti;

/// <summary>Identifiers of packages, which may be anything, as names of ours, and the other way round.</summary>
internal static class QtiIdentifiers
{
    /// <summary>Longest name of an item, a scale or a form.</summary>
    private const int LongestName = 32;

    /// <summary>Longest identifier of an instrument.</summary>
    private const int LongestId = 64;

    /// <summary>An item of an instrument, in packages and in results alike. No instrument has a low line in its identifier, so none are the same.</summary>
    public static string OfItem(string instrument, string item) => $"{instrument}_{item}";

    /// <summary>A scale as an outcome; names with a meaning of their own in QTI get another.</summary>
    public static string OfScale(string scale) =>
        scale is QtiNames.Response or "MAXSCORE" or "MINSCORE" or "duration" or "completionStatus" or "numAttempts" ? $"scale_{scale}" : scale;

    /// <summary>A scale of one instrument among several: in a battery's test and in results alike.</summary>
    public static string OfScale(string instrument, string scale) => $"{instrument}_{scale}";

    /// <summary>Latin letters, digits, hyphens and low lines, beginning with a letter.</summary>
    public static string Named(string text, string otherwise, int longest = LongestName)
    {
        StringBuilder name = new();
        foreach (char c in text)
        {
            if (char.IsAsciiLetterOrDigit(c) || c is '_' or '-')
            {
                name.Append(c);
            }
            else if (name.Length > 0 && name[^1] != '_')
            {
                name.Append('_');
            }
        }

        string plain = name.ToString().Trim('_', '-');
        plain = plain.Length == 0 ? otherwise : char.IsAsciiLetter(plain[0]) ? plain : $"{otherwise}_{plain}";
        return plain.Length <= longest ? plain : plain[..longest];
    }

    /// <summary>The same, and none of those that are taken.</summary>
    public static string NewName(string text, string otherwise, IReadOnlySet<string> taken)
    {
        string name = Named(text, otherwise);
        for (int number = 2; taken.Contains(name); number++)
        {
            string ending = $"_{number}";
            string whole = Named(text, otherwise);
            name = whole[..Math.Min(whole.Length, LongestName - ending.Length)] + ending;
        }

        return name;
    }

    /// <summary>Small Latin letters, digits and hyphens, beginning with a letter.</summary>
    public static string Id(string text)
    {
        string plain = Named(text, "imported", LongestId).ToLowerInvariant().Replace('_', '-');
        return plain;
    }
}
