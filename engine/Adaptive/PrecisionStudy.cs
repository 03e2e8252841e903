using System.Collections.Immutable;
using Diagnostics.Scoring.Adaptive;
using Diagnostics.Scoring.Irt;

namespace Diagnostics.Engine.Adaptive;

/// <summary>
/// How exactly an adaptive section measures beside a fixed form, on simulated persons who answer as the bank's parameters say: everybody answers
/// every task once, and each form takes from these answers. What it tells is true as far as the parameters are; of foretold ones nobody knows how far.
/// </summary>
public static class PrecisionStudy
{
    private const int ReportEvery = 64;

    /// <summary>Limits of true θ the persons are told by, besides all together.</summary>
    private static readonly ImmutableArray<double> Limits = [double.NegativeInfinity, -1.5, -0.5, 0.5, 1.5, double.PositiveInfinity];

    /// <summary>Makes the simulation.</summary>
    /// <param name="options">Bank, rules and persons.</param>
    /// <param name="progress">Told the share that is done, 0..1.</param>
    /// <param name="cancellation">Stops between persons.</param>
    /// <returns>For each form a row of all persons, then rows by true θ.</returns>
    /// <exception cref="ArgumentException">There are no persons, the fixed form is longer than the bank, or the rules do not fit the bank.</exception>
    public static ImmutableArray<PrecisionRow> Run(PrecisionOptions options, IProgress<double>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ItemBank bank = options.Bank;
        if (options.Persons < 1 || options.FixedLength < 1 || options.FixedLength > bank.Items.Length)
        {
            throw new ArgumentException($"{options.Persons} persons and {options.FixedLength} tasks of {bank.Items.Length}: at least one of each, and no more than there are.");
        }

        AdaptiveTest test = new(bank.Adaptive, options.Rules);
        LikelihoodTable likelihood = new(bank.Adaptive.Items, options.Rules.Grid);
        (PrecisionForm Form, ImmutableArray<int> Items)[] fixedForms =
            [(PrecisionForm.Fixed, FixedForms.Even(bank, options.FixedLength)), (PrecisionForm.BestFixed, FixedForms.Best(bank, options.FixedLength))];
        Random chance = new(options.Seed);
        List<Outcome> outcomes = [];
        byte[] answers = new byte[bank.Items.Length];
        for (int person = 0; person < options.Persons; person++)
        {
            if (person % ReportEvery == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Report((double)person / options.Persons);
            }

            SimulatedPerson simulated = SimulatedPerson.Draw(chance);
            for (int item = 0; item < answers.Length; item++)
            {
                answers[item] = simulated.Answer(bank.Adaptive.Items[item], chance);
            }

            AdaptiveState end = Take(test, answers, chance);
            outcomes.Add(new Outcome(PrecisionForm.Adaptive, simulated.Theta, end.Items, end.Theta, end.StandardError));
            outcomes.AddRange(fixedForms.Select(form => Score(likelihood, form.Form, form.Items, simulated.Theta, answers)));
        }

        progress?.Report(1);
        return [.. Enum.GetValues<PrecisionForm>().SelectMany(form => Rows(form, [.. outcomes.Where(one => one.Form == form)], bank.Items.Length))];
    }

    private static AdaptiveState Take(AdaptiveTest test, byte[] answers, Random chance)
    {
        AdaptiveState state = test.Begin(chance);
        for (AdaptiveMove move = test.Next(state, chance); move.Stop is null; move = test.Next(state, chance))
        {
            state = test.Answer(state, move, answers[move.Item]);
        }

        return state;
    }

    private static Outcome Score(LikelihoodTable likelihood, PrecisionForm form, ImmutableArray<int> items, double theta, byte[] answers)
    {
        AbilityEstimate estimate = EapScorer.ScoreOne(likelihood, items.AsSpan(), [.. items.Select(item => answers[item])]);
        return new Outcome(form, theta, items, estimate.Theta, estimate.StandardError);
    }

    private static IEnumerable<PrecisionRow> Rows(PrecisionForm form, Outcome[] outcomes, int bank) => Enumerable.Range(0, Limits.Length - 1)
        .Select(range => Row(form, Limits[range], Limits[range + 1], outcomes, bank))
        .Prepend(Row(form, Limits[0], Limits[^1], outcomes, bank));

    private static PrecisionRow Row(PrecisionForm form, double from, double to, Outcome[] all, int bank)
    {
        Outcome[] some = [.. all.Where(one => one.Theta >= from && one.Theta < to)];
        int[] met = new int[bank];
        foreach (int item in some.SelectMany(one => one.Items))
        {
            met[item]++;
        }

        double Mean(Func<Outcome, double> of) => some.Length == 0 ? double.NaN : some.Average(of);
        return new PrecisionRow(
            form,
            from,
            to,
            some.Length,
            Mean(one => one.Items.Length),
            Mean(one => one.Error),
            Math.Sqrt(Mean(one => (one.Estimate - one.Theta) * (one.Estimate - one.Theta))),
            Mean(one => one.Estimate - one.Theta),
            some.Length == 0 ? double.NaN : (double)met.Max() / some.Length,
            met.Count(times => times == 0));
    }

    private sealed record Outcome(PrecisionForm Form, double Theta, ImmutableArray<int> Items, double Estimate, double Error);
}
