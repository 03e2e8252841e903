using System.Collections.Immutable;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Scoring.Linking;

namespace Diagnostics.Engine.ItemModels;

/// <summary>A form of some year: what two of are brought to one scale.</summary>
/// <param name="Year">Of the campaign.</param>
public sealed record YearForm(int Year, FormKey Key);

/// <param name="Title">Of the instrument.</param>
/// <param name="Sessions">Counted ones that took it.</param>
public sealed record LinkableForm(YearForm Form, string Title, long Sessions, bool IsSimulated);

/// <summary>Two forms of an instrument, scale by scale.</summary>
/// <param name="From">The form that is moved.</param>
/// <param name="To">The form that stays.</param>
/// <param name="Scales">Those both forms have, in the order of the first.</param>
public sealed record LinkReport(LinkableForm From, LinkableForm To, ImmutableArray<ScaleLink> Scales);

/// <summary>Why there is no link.</summary>
public enum LinkRefusal
{
    /// <summary>A form has no calibration of the scale: too few students, or none since there are models.</summary>
    NotCalibrated,

    /// <summary>Fewer than <see cref="LinkMaker.LeastCommon"/> common items.</summary>
    TooFewCommon,

    /// <summary>The common items lead to no move: a slope is not above 0, or the search does not settle.</summary>
    NoMove,
}

/// <summary>What so many common items permit.</summary>
public enum LinkUse
{
    /// <summary>To look at drift, and no more.</summary>
    Drift,

    /// <summary>To compare means of groups.</summary>
    Groups,

    /// <summary>To read a person's score of one form as one of the other.</summary>
    Persons,
}

/// <summary>One scale; everything behind the refusal is empty where there is one.</summary>
/// <param name="FromItems">Items of the scale in the first form.</param>
/// <param name="Common">Items that both forms have unchanged and calibrated, by which the link is made.</param>
/// <param name="Changed">Identifiers that both forms have with other words, other options or another key: not common.</param>
/// <param name="Uncalibrated">Unchanged items without parameters in one of the forms.</param>
/// <param name="Method">By which drift and scores are told.</param>
/// <param name="Scores">Empty where an answer brings points that are no steps of one.</param>
public sealed record ScaleLink(
    string Scale, string Title, int FromItems, int ToItems, int Common, ImmutableArray<string> Changed, ImmutableArray<string> Uncalibrated, LinkRefusal? Refusal, LinkUse? Use, LinkMethod Method,
    ImmutableArray<LinkConstants> Constants, ImmutableArray<LinkedItem> Items, ImmutableArray<LinkedScore> Scores)
{
    /// <summary>Identifiers of items that would be common, and by which this link was not made, because whoever asked said so; they stand among <see cref="Items"/> all the same.</summary>
    public ImmutableArray<string> LeftOut { get; init; } = [];
}

/// <summary>θ of the form that stays = Slope · θ of the form that is moved + Intercept; null: the method finds no move.</summary>
/// <param name="SlopeError">By leaving out one common item at a time; null with fewer than three, or where a part has no move.</param>
public sealed record LinkConstants(LinkMethod Method, double? Slope, double? Intercept, double? SlopeError, double? InterceptError);

/// <summary>A common item on both scales.</summary>
/// <param name="FromSlope">On its own scale.</param>
/// <param name="MovedSlope">On the scale that stays.</param>
/// <param name="ThresholdShift">Mean moved threshold less the one it should meet; above 0: it was harder on the form that is moved.</param>
/// <param name="Distance">How far the expected points of the two curves are apart, in points of the item.</param>
/// <param name="HasDrifted">The distance is a tenth of the item's points or more.</param>
public sealed record LinkedItem(
    string Item, int Steps, double FromSlope, ImmutableArray<double?> FromThresholds, double MovedSlope, ImmutableArray<double?> MovedThresholds, double ToSlope, ImmutableArray<double?> ToThresholds,
    double? SlopeRatio, double? ThresholdShift, double? Distance, bool HasDrifted);

/// <summary>A raw score of the form that is moved and what it corresponds to.</summary>
/// <param name="Theta">On the scale that stays; null at the ends, which no θ expects.</param>
public sealed record LinkedScore(int From, double? Theta, double To);
