using System.Collections.Immutable;

namespace Diagnostics.Engine.Results;

/// <summary>A section of two sessions over the items asked in both.</summary>
/// <param name="Kind">"normative" | "ipsative".</param>
/// <param name="Items">Asked in both.</param>
public sealed record CommonSection(string InstrumentId, string Title, string Kind, int Items, ImmutableArray<CommonScale> Scales);

/// <param name="Items">Common items that feed it.</param>
/// <param name="Now">Null without a score, and of ipsative scales.</param>
/// <param name="NowPlace">Of ipsative scales alone: where it stands among those of the same session.</param>
/// <param name="Change">Null where it cannot be asked: an ipsative scale, or a score that is missing.</param>
/// <param name="IsStrong">Half as much again as the error of both, or more: of six scales one in twenty-five students who stayed the same has one.</param>
public sealed record CommonScale(
    string Id, string Title, int Items, double Min, double Max, CommonScore? Now, CommonScore? Earlier, CommonPlace? NowPlace, CommonPlace? EarlierPlace, CommonChange? Change,
    bool IsStrong);

/// <param name="HalfWidth">Half the within-person band, in points.</param>
public sealed record CommonScore(double Score, double HalfWidth);

/// <param name="From">Its rank from the top; the same as <paramref name="To"/> where no other scale has its score.</param>
/// <param name="Tier">"high" | "middle" | "low" of best–worst answers that tell scales apart; otherwise null.</param>
public sealed record CommonPlace(int From, int To, string? Tier);

/// <summary>What became of a score since the earlier session.</summary>
public enum CommonChange
{
    /// <summary>Within the error of both.</summary>
    Same,
    Up,
    Down,
}
