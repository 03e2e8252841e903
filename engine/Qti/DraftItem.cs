using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Diagnostics.Engine.Instruments;

namespace Diagnostics.Engine.Qti;

/// <summary>An item as a package has it, before it has its place in an instrument.</summary>
/// <param name="File">File it stands in.</param>
/// <param name="At">Element it stands in.</param>
/// <param name="Identifier">As the package calls it.</param>
/// <param name="Format">How it is answered.</param>
internal sealed record DraftItem(string File, QtiElement At, string Identifier, AnswerFormat Format)
{
    /// <summary>Empty where the options say everything.</summary>
    public required string Text { get; init; }

    public required ImmutableArray<DraftOption> Options { get; init; }

    public DraftPicture? Picture { get; init; }

    /// <summary>Empty where there is none.</summary>
    public string Solution { get; init; } = "";

    /// <summary>By outcome the points of each option.</summary>
    public ImmutableSortedDictionary<string, double[]> Points { get; init; } = ImmutableSortedDictionary<string, double[]>.Empty;

    /// <summary>By outcome that a rating feeds: whether high codes mean little of it.</summary>
    public ImmutableSortedDictionary<string, bool> Ratings { get; init; } = ImmutableSortedDictionary<string, bool>.Empty;

    /// <summary>By outcome the option of a best–worst set that is its own.</summary>
    public ImmutableSortedDictionary<string, int> Sets { get; init; } = ImmutableSortedDictionary<string, int>.Empty;

    /// <summary>Whether one option is right and the package says which.</summary>
    public bool IsTask { get; init; }
}

/// <param name="Text">The option, or the words of its picture.</param>
internal sealed record DraftOption(string Text, JsonObject? Svg);

internal sealed record DraftPicture(JsonObject Svg, string Words);
