using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Diagnostics.Engine.Results;

/// <summary>What was released to a student in an earlier year, as it stood then, and what is another than now.</summary>
/// <param name="Year">Of the campaign.</param>
/// <param name="Sections">Interests and values of the released result, word for word.</param>
public sealed record EarlierYear(
    int Year, string ClassName, long FinishedAtMs, long ReleasedAtMs, IReadOnlyList<SectionResult> Sections, ImmutableArray<YearChange> Changes)
{
    /// <summary>Without the class's letter, for where no class is named.</summary>
    [JsonIgnore]
    public int Grade { get; init; }

    /// <summary>Whether that year's answers on interests do not go together; told on that year's own page.</summary>
    [JsonIgnore]
    public bool InterestsInDoubt { get; init; }
}

/// <summary>One section of both years, on the questions that were asked in both.</summary>
/// <param name="Items">How many those are.</param>
/// <param name="Nearer">Titles of scales that rose strongly (<see cref="CommonScale.IsStrong"/>); of values, from the last group to the first.</param>
/// <param name="Farther">The same the other way round.</param>
public sealed record YearChange(string Title, string Kind, int Items, ImmutableArray<string> Nearer, ImmutableArray<string> Farther);
