using System.Collections.Immutable;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Linting;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Engine.Bench;

/// <summary>What a scale of a draft would measure to if everybody answered as the linter assumes: simulated, for the author alone.</summary>
/// <param name="Form">The form it is of.</param>
/// <param name="Scale">The scale's id.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Items">How many items of the form feed it.</param>
/// <param name="Reliability">Correlation of two occasions, −1..1; null when all scores are equal.</param>
/// <param name="StandardError">In points of the scale; null when all scores are equal.</param>
/// <param name="IsLow">Persons would hardly be told apart; never of an ipsative scale, which tells nobody apart.</param>
public sealed record ForetoldScale(string Form, string Scale, string Title, ScaleKind Kind, int Items, double? Reliability, double? StandardError, bool IsLow)
{
    /// <summary>How many answers were made up for it.</summary>
    public const int Respondents = SimulatedReliability.Respondents;

    internal static ImmutableArray<ForetoldScale> Of(Instrument instrument, ImmutableArray<(InstrumentForm Form, SimulatedReliability Scale)> simulated) =>
        [.. simulated.Select(one => Of(instrument, one.Form, one.Scale))];

    private static ForetoldScale Of(Instrument instrument, InstrumentForm form, SimulatedReliability simulated) => new(
        form.Id,
        simulated.Scale.Id,
        instrument.Scales.First(scale => scale.Id == simulated.Scale.Id).Title.Russian,
        simulated.Scale.Kind,
        simulated.Scale.Items.Length,
        double.IsNaN(simulated.Correlation) ? null : simulated.Correlation,
        double.IsNaN(simulated.StandardError) ? null : simulated.StandardError,
        ReliabilityRules.IsLow(simulated));
}
