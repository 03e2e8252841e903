using System.Collections.Immutable;
using Diagnostics.Scoring.Irt;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Scoring.Adaptive;

/// <summary>
/// An adaptive test as a machine without memory of its own: state → next item or end, state and answer → next state. Gives the item that tells
/// most at the provisional θ, equal ones in the bank's order, and estimates by EAP, as catR does; the other rules come on top. Immutable; safe to
/// use from many threads, as far as the chance handed in is.
/// </summary>
public sealed class AdaptiveTest
{
    private readonly LikelihoodTable _likelihood;
    private readonly AbilityEstimate _prior;

    /// <summary>Takes bank and rules.</summary>
    /// <param name="bank">The items.</param>
    /// <param name="rules">When it ends, and how items are chosen.</param>
    /// <exception cref="ArgumentException">A rule is out of its range, or does not fit the bank.</exception>
    public AdaptiveTest(AdaptiveBank bank, AdaptiveRules rules)
    {
        ArgumentNullException.ThrowIfNull(bank);
        ArgumentNullException.ThrowIfNull(rules);
        Check(bank, rules);
        (Bank, Rules) = (bank, rules);
        _likelihood = new LikelihoodTable(bank.Items, rules.Grid);
        _prior = EapScorer.ScoreOne(_likelihood, [], []);
    }

    /// <summary>The items.</summary>
    public AdaptiveBank Bank { get; }

    /// <summary>The rules.</summary>
    public AdaptiveRules Rules { get; }

    /// <summary>A test with nothing given yet.</summary>
    /// <param name="random">Chance; may be null when no rule needs it.</param>
    /// <param name="closed">Items this person cannot get; default: all are to be had.</param>
    /// <exception cref="ArgumentException">A rule needs chance and there is none, or there is no such item.</exception>
    public AdaptiveState Begin(Random? random = null, ImmutableArray<int> closed = default)
    {
        ImmutableArray<int> away = closed.IsDefault ? [] : closed;
        if (away.Any(item => (uint)item >= (uint)Bank.Items.Length))
        {
            throw new ArgumentException($"A closed item is none of the bank's {Bank.Items.Length}.", nameof(closed));
        }

        double spread = Rules.StartSpread > 0 ? Rules.StartSpread * ((2 * Chance(random).NextDouble()) - 1) : 0;
        return new AdaptiveState { Theta = Rules.Start + spread, StandardError = _prior.StandardError, Closed = away };
    }

    /// <summary>A test some of whose items were given already, in whatever way they were chosen.</summary>
    /// <param name="items">The items given, each once; order says nothing.</param>
    /// <param name="answers">Their codes, 0 .. categories − 1, or 255 of an item that was passed by, [items].</param>
    /// <returns>The same bits for the same answers in any order; θ where the test starts, without its spread, when nothing was answered.</returns>
    /// <exception cref="ArgumentException">An item is none of the bank or there twice, there are not as many answers, or a code is no answer.</exception>
    public AdaptiveState Resume(ImmutableArray<int> items, ImmutableArray<byte> answers)
    {
        if (items.Length != answers.Length || items.Any(item => (uint)item >= (uint)Bank.Items.Length) || items.Distinct().Count() < items.Length)
        {
            throw new ArgumentException($"{items.Length} items, each once and of the bank's {Bank.Items.Length}, with {answers.Length} answers.", nameof(items));
        }

        (int Item, byte Answer)[] given = [.. items.Zip(answers).OrderBy(one => one.First)];
        AdaptiveState state = new()
        {
            Items = [.. given.Select(one => one.Item)],
            Answers = [.. given.Select(one => one.Answer)],
            Theta = Rules.Start,
            StandardError = _prior.StandardError,
        };
        if (given.All(one => one.Answer == ResponseMatrix.Missing))
        {
            return state;
        }

        AbilityEstimate estimate = EapScorer.ScoreOne(_likelihood, state.Items.AsSpan(), state.Answers.AsSpan());
        return state with { Theta = estimate.Theta, StandardError = estimate.StandardError };
    }

    /// <summary>What comes next.</summary>
    /// <param name="state">Where the test stands.</param>
    /// <param name="random">Chance; may be null when no rule needs it.</param>
    /// <returns>The same for the same state and the same chance.</returns>
    /// <exception cref="ArgumentException">A rule needs chance and there is none.</exception>
    public AdaptiveMove Next(AdaptiveState state, Random? random = null)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Items.Length >= Math.Max(1, Rules.LeastItems) && state.StandardError <= Rules.StandardError)
        {
            return new AdaptiveMove(-1, StopReason.Precise, []);
        }

        if (state.Items.Length >= Rules.MostItems)
        {
            return new AdaptiveMove(-1, StopReason.Longest, []);
        }

        Span<bool> closed = stackalloc bool[Bank.Items.Length];
        Close(state, closed);
        return Choose(state, closed, random);
    }

    /// <summary>The state after an answer.</summary>
    /// <param name="state">Where the test stood.</param>
    /// <param name="move">The move that was made.</param>
    /// <param name="code">The answer, 0 .. categories − 1, or 255 when the item was passed by: it counts as given and tells nothing.</param>
    /// <exception cref="ArgumentException">The move is the end, the item was given already, or the code is no answer.</exception>
    public AdaptiveState Answer(AdaptiveState state, AdaptiveMove move, byte code)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (move.Item < 0 || state.Items.Contains(move.Item))
        {
            throw new ArgumentException("There is no item to answer, or it was answered already.", nameof(move));
        }

        ImmutableArray<int> items = state.Items.Add(move.Item);
        ImmutableArray<byte> answers = state.Answers.Add(code);
        AdaptiveState next = state with { Items = items, Answers = answers, Closed = state.Closed.AddRange(move.PassedOver) };
        if (code == ResponseMatrix.Missing)
        {
            // Before the first answer θ is where the test starts, which is not where the prior has its mean.
            return next;
        }

        AbilityEstimate estimate = EapScorer.ScoreOne(_likelihood, items.AsSpan(), answers.AsSpan());
        return next with { Theta = estimate.Theta, StandardError = estimate.StandardError };
    }

    private AdaptiveMove Choose(AdaptiveState state, Span<bool> closed, Random? random)
    {
        Span<int> best = stackalloc int[Rules.BestOf];
        Span<bool> shut = stackalloc bool[closed.Length];
        ShutOtherAreas(state, closed, shut);
        ImmutableArray<int> passedOver = [];
        while (true)
        {
            int found = ItemSelector.Best(Bank, state.Theta, shut, best);
            if (found == 0 && closed.Contains(false))
            {
                // Everything of the area was kept back: its turn goes to the area that lacks most of the others.
                ShutOtherAreas(state, closed, shut);
                continue;
            }

            if (found == 0)
            {
                return passedOver.IsEmpty ? new AdaptiveMove(-1, StopReason.BankUsedUp, []) : BestOf(state, passedOver, closed, shut);
            }

            int item = best[Rules.BestOf > 1 ? Chance(random).Next(found) : 0];
            if (Rules.Exposure.IsEmpty || Chance(random).NextDouble() < Rules.Exposure[item])
            {
                return new AdaptiveMove(item, null, passedOver);
            }

            closed[item] = true;
            shut[item] = true;
            passedOver = passedOver.Add(item);
        }
    }

    /// <summary>Chance alone does not end a test: when everything was kept back the best of it is given, of the area whose turn it was.</summary>
    private AdaptiveMove BestOf(AdaptiveState state, ImmutableArray<int> passedOver, Span<bool> closed, Span<bool> shut)
    {
        foreach (int item in passedOver)
        {
            closed[item] = false;
        }

        ShutOtherAreas(state, closed, shut);
        int best = ItemSelector.Best(Bank, state.Theta, shut);
        return new AdaptiveMove(best, null, passedOver.Remove(best));
    }

    private void Close(AdaptiveState state, Span<bool> closed)
    {
        foreach (int item in state.Closed)
        {
            closed[item] = true;
        }

        foreach (int item in state.Items)
        {
            closed[item] = true;
            foreach (int enemy in Bank.EnemiesOf(item))
            {
                closed[enemy] = true;
            }
        }
    }

    /// <summary>What is closed, and all areas but the one that lacks most of those with an open item; areas without a share come last.</summary>
    private void ShutOtherAreas(AdaptiveState state, ReadOnlySpan<bool> closed, Span<bool> shut)
    {
        closed.CopyTo(shut);
        if (Rules.AreaShares.IsEmpty)
        {
            return;
        }

        Span<bool> isOpen = stackalloc bool[Rules.AreaShares.Length];
        isOpen.Clear();
        for (int item = 0; item < closed.Length; item++)
        {
            isOpen[Bank.Areas[item]] |= !closed[item];
        }

        Span<int> given = stackalloc int[isOpen.Length];
        given.Clear();
        foreach (int item in state.Items)
        {
            given[Bank.Areas[item]]++;
        }

        double sum = Rules.AreaShares.Sum();
        (int chosen, double most) = (-1, double.NegativeInfinity);
        for (int area = 0; area < isOpen.Length; area++)
        {
            double share = Rules.AreaShares[area] / sum;
            double lack = share == 0 ? double.MinValue : (share * (state.Items.Length + 1)) - given[area];
            (chosen, most) = isOpen[area] && lack > most ? (area, lack) : (chosen, most);
        }

        for (int item = 0; item < shut.Length; item++)
        {
            shut[item] |= Bank.Areas[item] != chosen;
        }
    }

    private static Random Chance(Random? random) =>
        random ?? throw new ArgumentException("The rules need chance, and none was handed in.", nameof(random));

    private static void Check(AdaptiveBank bank, AdaptiveRules rules)
    {
        if (!(rules.StandardError >= 0) || rules.MostItems < 1 || rules.LeastItems < 0 || rules.LeastItems > rules.MostItems)
        {
            throw new ArgumentException("The standard error is 0 or more, most items 1 or more, least items not more than those.", nameof(rules));
        }

        if (!double.IsFinite(rules.Start) || !(rules.StartSpread is >= 0 and < double.PositiveInfinity) || rules.BestOf < 1 || rules.BestOf > bank.Items.Length)
        {
            throw new ArgumentException("The start is finite, its spread 0 or more, and the best are 1 to as many as the bank has.", nameof(rules));
        }

        if (!rules.AreaShares.IsEmpty
            && (bank.Areas.Max() >= rules.AreaShares.Length || rules.AreaShares.Any(share => !(share is >= 0 and < double.PositiveInfinity))
                || !(rules.AreaShares.Sum() > 0)))
        {
            throw new ArgumentException("Every area of the bank has a share, 0 or more, and one is above 0.", nameof(rules));
        }

        if (!rules.Exposure.IsEmpty && (rules.Exposure.Length != bank.Items.Length || rules.Exposure.Any(share => !(share is >= 0 and <= 1))))
        {
            throw new ArgumentException("Every item has an exposure parameter, 0 to 1.", nameof(rules));
        }
    }
}
