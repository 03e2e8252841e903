using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Diagnostics.Engine.Indicators;

/// <summary>What is told of a region: nothing else leaves a pass, and nothing that is not told can be worked out of what is.</summary>
/// <param name="Library">Version of the indicators.</param>
/// <param name="Municipalities">In the order of their names.</param>
public sealed record ToldFigures(string Library, ToldPlace Region, ImmutableArray<ToldMunicipality> Municipalities)
{
    /// <summary>What the figures of a row are of, in their order.</summary>
    internal ImmutableArray<string> Members { get; init; } = [];

    /// <summary>Of a region without a school.</summary>
    internal static ToldFigures None(string library, string id, string name) => new(library, new ToldPlace(id, name, []), []);
}

/// <summary>A place and those right under it.</summary>
/// <param name="Library">Version of the indicators.</param>
public sealed record PlaceFigures(string Library, ToldPlace Place, ImmutableArray<ToldPlace> Under)
{
    /// <summary>What the figures of a row are of, in their order.</summary>
    public ImmutableArray<string> Members { get; init; } = [];

    /// <summary>Of the members of a library, those the pass did not count.</summary>
    [JsonIgnore]
    public ImmutableArray<string> NotCounted { get; private init; } = [];

    /// <summary>The same in the order of this library; what the pass did not count yet is not told. Null where nobody can say what was counted.</summary>
    internal PlaceFigures? In(IndicatorLibrary library)
    {
        if (Library == library.Version)
        {
            return this;
        }

        if (Members.IsEmpty)
        {
            return null;
        }

        int[] from = [.. library.MemberIds.Select(id => Members.IndexOf(id))];
        return new PlaceFigures(library.Version, In(Place, from), [.. Under.Select(place => In(place, from))]) { Members = library.MemberIds, NotCounted = [.. library.MemberIds.Except(Members)] };
    }

    private static ToldPlace In(ToldPlace place, int[] from) =>
        place with { Rows = [.. place.Rows.Select(row => row with { Figures = [.. from.Select(at => at < 0 ? null : row.Figures[at])] })] };
}

/// <param name="Schools">In the order of their names.</param>
public sealed record ToldMunicipality(ToldPlace Place, ImmutableArray<ToldPlace> Schools);

/// <param name="Rows">By part; of a school fewer than of the others.</param>
public sealed record ToldPlace(string Id, string Name, ImmutableArray<ToldRow> Rows);

/// <param name="Part">"all", a grade, "special", "female" or "male".</param>
/// <param name="Figures">By member of all indicators in turn; null where it is not told or there is none.</param>
public sealed record ToldRow(string Part, ImmutableArray<ToldFigure?> Figures);

/// <summary>One figure of one group.</summary>
/// <param name="N">Of how many.</param>
/// <param name="Count">How many of them; null for a mean.</param>
/// <param name="Value">Share or mean, 0..1.</param>
/// <param name="Low">Of its 95 % interval, to three decimals.</param>
/// <param name="High">Likewise.</param>
public sealed record ToldFigure(long N, long? Count, double Value, double Low, double High);
