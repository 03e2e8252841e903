using System.Collections.Immutable;

namespace Diagnostics.Scoring.Norms;

/// <summary>
/// A norm group: the values of the first columns of an order such as grade, sex, region. Fewer values are a wider group; none is everybody.
/// Two groups are equal when columns and values are.
/// </summary>
public sealed class NormGroup : IEquatable<NormGroup>
{
    /// <summary>Name of the level without any value.</summary>
    public const string All = "all";

    /// <summary>Most columns a group may have.</summary>
    public const int MostColumns = 8;

    /// <summary>Longest value, in characters.</summary>
    public const int LongestValue = 200;

    private NormGroup(ImmutableArray<string> columns, ImmutableArray<string> values)
    {
        Columns = columns;
        Values = values;
    }

    /// <summary>Everybody: the group without columns.</summary>
    public static NormGroup Everybody { get; } = new([], []);

    /// <summary>Names of the columns the group has values of, widest first; empty = everybody.</summary>
    public ImmutableArray<string> Columns { get; }

    /// <summary>One value per column, neither empty nor with blanks around it.</summary>
    public ImmutableArray<string> Values { get; }

    /// <summary>The level: the columns joined by commas, or <see cref="All"/>.</summary>
    public string Level => Columns.IsEmpty ? All : string.Join(",", Columns);

    /// <summary>Makes a group.</summary>
    /// <param name="by">Columns in their order; unique, names like values, at most <see cref="MostColumns"/>.</param>
    /// <param name="values">Values of the first columns, at most as many as there are.</param>
    /// <returns>The group.</returns>
    /// <exception cref="ArgumentException">A column repeats or is empty, a value is empty, too long or one too many.</exception>
    public static NormGroup Of(ImmutableArray<string> by, ImmutableArray<string> values)
    {
        CheckColumns(by);
        if (values.Length > by.Length)
        {
            throw new ArgumentException($"{values.Length} values for the columns {string.Join(",", by)}.");
        }

        if (values.Any(IsNoName))
        {
            throw new ArgumentException(
                $"A value is empty, longer than {LongestValue} characters or has blanks around it: {string.Join(", ", values)}.");
        }

        return new NormGroup(by[..values.Length], values);
    }

    /// <summary>Asks for an order of columns that groups can have.</summary>
    /// <param name="by">Columns in their order.</param>
    /// <exception cref="ArgumentException">A column repeats, is no name, or there are too many.</exception>
    public static void CheckColumns(ImmutableArray<string> by)
    {
        if (by.Length > MostColumns)
        {
            throw new ArgumentException($"{by.Length} columns; {MostColumns} is the limit.");
        }

        if (by.Any(IsNoName) || by.Distinct(StringComparer.Ordinal).Count() != by.Length)
        {
            throw new ArgumentException(
                $"A column of {string.Join(",", by)} has no name, one over {LongestValue} characters or with blanks around it, "
                + "or is there twice.");
        }
    }

    /// <summary>The next wider group: without the last column. Everybody stays everybody.</summary>
    public NormGroup Widen() => Columns.IsEmpty ? this : new NormGroup(Columns[..^1], Values[..^1]);

    /// <summary>The group in words: "grade=8,sex=F", or <see cref="All"/>.</summary>
    public override string ToString() =>
        Columns.IsEmpty ? All : string.Join(",", Columns.Zip(Values, (column, value) => $"{column}={value}"));

    /// <summary>Names and values keep to the same: a norm file holds both.</summary>
    private static bool IsNoName(string text) =>
        string.IsNullOrEmpty(text) || text.Length > LongestValue || text.AsSpan().Trim().Length < text.Length;

    /// <inheritdoc/>
    public bool Equals(NormGroup? other) =>
        other is not null && Values.AsSpan().SequenceEqual(other.Values.AsSpan()) && Columns.AsSpan().SequenceEqual(other.Columns.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NormGroup);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (string value in Values)
        {
            hash.Add(value, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }
}
