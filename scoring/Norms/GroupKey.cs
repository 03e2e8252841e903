namespace Diagnostics.Scoring.Norms;

/// <summary>
/// The values of a group as one text, so that a row finds its group without memory of its own: each value after its length, which is at
/// most <see cref="NormGroup.LongestValue"/> and fits a character. The key of a wider group is the beginning of a narrower one's.
/// </summary>
internal static class GroupKey
{
    /// <summary>Longest key.</summary>
    public const int Longest = NormGroup.MostColumns * (NormGroup.LongestValue + 1);

    /// <summary>Writes the key of the values before the first that no group can have: an empty or too long one.</summary>
    /// <param name="values">Group values, at most <see cref="NormGroup.MostColumns"/>; blanks around them do not count.</param>
    /// <param name="key">Receives the key, [<see cref="Longest"/>].</param>
    /// <param name="ends">Receives where the key of the first 0, 1, … values ends, [values + 1].</param>
    /// <returns>How many values the key has.</returns>
    public static int Write(ReadOnlySpan<string> values, Span<char> key, Span<int> ends)
    {
        ends[0] = 0;
        for (int column = 0; column < values.Length; column++)
        {
            ReadOnlySpan<char> value = values[column].AsSpan().Trim();
            if (value.Length is 0 or > NormGroup.LongestValue)
            {
                return column;
            }

            int end = ends[column];
            key[end] = (char)value.Length;
            value.CopyTo(key[(end + 1)..]);
            ends[column + 1] = end + 1 + value.Length;
        }

        return values.Length;
    }

    /// <summary>The key of a group.</summary>
    public static string Of(NormGroup group) => string.Concat(group.Values.Select(value => $"{(char)value.Length}{value}"));
}
