using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Diagnostics.Scoring.Calibration;
using Diagnostics.Scoring.Dif;

namespace Diagnostics.Engine.ItemModels;

/// <summary>What answers to a form say of its items beyond counting: whether they work alike in two groups, and what curve each follows. All grades together.</summary>
/// <param name="Sessions">Counted ones that took the form.</param>
/// <param name="Sampled">Of them those that were looked at.</param>
/// <param name="Scales">In the order of the key; those on which persons may not be compared are not among them.</param>
public sealed record FormModels(long Sessions, int Sampled, ImmutableArray<ScaleModels> Scales)
{
    /// <summary>Another one means that the same sessions would come to something else: figures are made anew.</summary>
    internal const string Version = "1";

    /// <summary>Null of a number: not available.</summary>
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };
}

/// <param name="IsTasks">Right or wrong answers; otherwise ratings.</param>
public sealed record ScaleModels(string Scale, bool IsTasks, ImmutableArray<GroupComparison> Comparisons, ScaleCalibration Calibration);

/// <summary>Which two groups items are compared in. The first named is the one they are compared with.</summary>
public enum ComparedBy
{
    /// <summary>Boys, girls.</summary>
    Sex,

    /// <summary>City, village.</summary>
    Settlement,
}

/// <summary>Why there is no comparison.</summary>
public enum ComparisonRefusal
{
    /// <summary>A group has fewer than may be told of, or the lists do not say who is in it; how many is not said.</summary>
    Few,

    /// <summary>A scale of fewer than three items: its total says hardly more than the item.</summary>
    FewItems,

    /// <summary>A group may be told of and is still too small for the method.</summary>
    TooFewToCompare,

    /// <summary>All answers to an item of the scale bring the same points.</summary>
    ConstantPoints,
}

/// <summary>Every item of a scale in two groups of the same total. Null of a number: refused.</summary>
/// <param name="Reference">Respondents whose rows count.</param>
/// <param name="Focal">Of the group items may be unfair to.</param>
/// <param name="LeftOut">Of both groups, for a blank.</param>
/// <param name="Rounds">Times the total was purified.</param>
/// <param name="IsSettled">Whether the last two rounds took out the same items.</param>
/// <param name="Items">In the order of the key; empty when refused.</param>
public sealed record GroupComparison(
    ComparedBy By, ComparisonRefusal? Refusal, int? Reference, int? Focal, int? LeftOut, int Rounds, bool IsSettled, ImmutableArray<ItemComparison> Items);

/// <summary>Which group an item is harder for (of ratings: which answers lower) at the same total.</summary>
public enum HarderFor
{
    Neither,
    Reference,
    Focal,
}

/// <summary>One item in two groups; null = not available.</summary>
/// <param name="Number">In the form, from 1.</param>
/// <param name="Size">Of two categories delta of ETS (−2.35 log of the odds ratio); of more the standardised mean difference in deviations of the item. Negative: harder for the focal group.</param>
/// <param name="Error">Of delta.</param>
/// <param name="Probability">Of the item's test.</param>
/// <param name="Class">Of ETS.</param>
/// <param name="Direction">Neither where the class is A or not available.</param>
/// <param name="IsAnchor">Whether it is part of the purified total.</param>
public sealed record ItemComparison(
    int Number, string Item, bool IsBinary, double? Size, double? Error, double? Probability, DifClass? Class, HarderFor Direction, bool IsAnchor);

/// <summary>Why a scale has no calibration.</summary>
public enum CalibrationRefusal
{
    /// <summary>Fewer than may be told of, or too few for the model.</summary>
    Few,

    /// <summary>Fewer than three items have no slopes of their own.</summary>
    FewItems,

    /// <summary>No item could be estimated.</summary>
    NothingToEstimate,

    /// <summary>All answers to an item of the scale bring the same points.</summary>
    ConstantPoints,
}

/// <summary>The items of a scale calibrated together.</summary>
/// <param name="Model">By format: graded where an item has more than two steps, otherwise Rasch or two parameters, whichever has the smaller BIC. Null when refused, as are the numbers.</param>
/// <param name="End">Whether the search came to its end.</param>
/// <param name="Respondents">Who answered an item that was estimated.</param>
/// <param name="Complete">Of them those S-X² rests on.</param>
/// <param name="OtherBic">Of the model that was not taken; null where there was none.</param>
/// <param name="Items">In the order of the key; empty when refused.</param>
public sealed record ScaleCalibration(
    CalibrationRefusal? Refusal, CalibrationModel? Model, CalibrationEnd? End, int Passes, int? Respondents, int? Complete, double? Bic, double? OtherBic, ImmutableArray<ItemModel> Items);

/// <summary>What is unusual in an item's curve, each by a rule in numbers (<see cref="ItemModelDoubts"/>).</summary>
public enum ItemModelDoubt
{
    /// <summary>It has no parameters; <see cref="ItemModel.State"/> says why.</summary>
    NoParameters,

    /// <summary>The more of the trait, the fewer points: a wrong key, or a wrong direction.</summary>
    Reversed,

    /// <summary>It hardly tells persons apart.</summary>
    Flat,

    /// <summary>Answers do not follow the curve, beyond chance and by more than a trifle.</summary>
    Curve,

    /// <summary>Answers scatter more than the model expects.</summary>
    Noisy,

    /// <summary>Answers scatter less: the item repeats what others ask.</summary>
    Repeating,
}

/// <summary>Parameters and fit of one item; null = not available.</summary>
/// <param name="Number">In the form, from 1.</param>
/// <param name="Steps">Points an item can bring, less one.</param>
/// <param name="Slope">a.</param>
/// <param name="Thresholds">b_1 …, one for each step; in deviations of the students.</param>
/// <param name="Intercepts">d_1 …, what <paramref name="Thresholds"/> are told from.</param>
/// <param name="ChiSquared">S-X².</param>
/// <param name="Adjusted">Its probability among all items of the form (Benjamini &amp; Hochberg).</param>
/// <param name="Rmsea">How far from the curve, whatever the number of respondents.</param>
public sealed record ItemModel(
    int Number, string Item, int Steps, ItemState State, int Answered, double? Slope, double? SlopeError, ImmutableArray<double?> Thresholds, ImmutableArray<double?> ThresholdErrors,
    ImmutableArray<double> Intercepts, double? Infit, double? Outfit, double? ChiSquared, int? Freedom, double? Probability, double? Adjusted, double? Rmsea, ImmutableArray<ItemModelDoubt> Doubts);
