using System.Collections.Immutable;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Engine.Instruments.Linting;

/// <summary>Could each scale be reliable if its items were middling? See <see cref="SimulatedAnswers"/> for what is assumed.</summary>
internal static class ReliabilityRules
{
    /// <summary>Below it persons are hardly told apart; ipsative scales tell nobody apart and are only reported.</summary>
    internal const double Least = 0.7;

    public static ImmutableArray<(InstrumentForm Form, SimulatedReliability Scale)> Simulate(Instrument instrument) =>
        [.. instrument.Forms.Values.SelectMany(form => SimulatedReliability.Of(form).Select(scale => (form, scale)))];

    public static IEnumerable<LintFinding> Examine(ImmutableArray<(InstrumentForm Form, SimulatedReliability Scale)> simulated) =>
        simulated.Select(one => Told(one.Form, one.Scale));

    /// <summary>Persons are hardly told apart by it.</summary>
    public static bool IsLow(SimulatedReliability simulated) => simulated.Scale is ComparableScale && !(simulated.Correlation >= Least);

    private static LintFinding Told(InstrumentForm form, SimulatedReliability simulated)
    {
        ScaleKey scale = simulated.Scale;
        FormattableString numbers = $"r = {simulated.Correlation:0.00}, SEM = {simulated.StandardError:0.00}";
        FormattableString assumed = $"{SimulatedReliability.Respondents} respondents, {ModelOf(scale)}, loading {SimulatedAnswers.Loading}";
        return new(
            IsLow(simulated) ? LintSeverity.Warning : LintSeverity.Info,
            "simulated-reliability",
            BalanceRules.PathOf(form),
            $"Form {form.Id}, scale {scale.Id}: simulated reliability {numbers} ({assumed}); no data about anybody.");
    }

    private static FormattableString ModelOf(ScaleKey scale) => (scale.Items[0], scale.Kind) switch
    {
        (ItemKey.Rating, _) => $"graded one-factor model",
        (ItemKey.BestWorst, _) => $"best and worst by utility",
        (_, ScaleKind.Criterion) => $"two-parameter tasks of spread difficulty with guessing",
        _ => $"choices by utility",
    };
}
