using System.Collections.Immutable;
using Diagnostics.Engine.Instruments;
using Diagnostics.Scoring.Adaptive;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Engine.Adaptive;

/// <summary>
/// An adaptive section as a function of a session's stored answers: nothing else is remembered, so a reload, another node or a server that died in the
/// middle all come to the same next task. It takes any answers, also to tasks nobody asked for: a page without a link goes by the fixed order, and a
/// page of ill will by its own. Immutable; safe to use from many threads.
/// </summary>
public sealed class AdaptiveSection
{
    private readonly AdaptiveTest _test;
    private readonly ImmutableArray<ItemKey> _keys;

    /// <param name="bank">The tasks.</param>
    /// <param name="limits">When it ends.</param>
    /// <exception cref="ArgumentException">The bank has fewer tasks than the section may give.</exception>
    public AdaptiveSection(ItemBank bank, SectionLimits limits)
    {
        ArgumentNullException.ThrowIfNull(bank);
        ArgumentNullException.ThrowIfNull(limits);
        if (limits.Most > bank.Items.Length)
        {
            throw new ArgumentException($"{limits.Most} tasks of a bank of {bank.Items.Length}.", nameof(limits));
        }

        (Bank, Limits, FormWithoutLink) = (bank, limits, FixedForms.Even(bank, limits.Most));
        _test = new AdaptiveTest(bank.Adaptive, bank.Rules(limits.StandardError, limits.Most) with { LeastItems = limits.Least });
        _keys = [.. bank.Form.Key.Scales[0].Items.OrderBy(key => key.Item)];
    }

    /// <summary>The tasks.</summary>
    public ItemBank Bank { get; }

    /// <summary>When it ends.</summary>
    public SectionLimits Limits { get; }

    /// <summary>
    /// The form where nothing can be chosen, on paper or without a link: as many tasks as the section gives at most, of each area as many, evenly from
    /// easy to hard. Items of the bank's form, ascending.
    /// </summary>
    public ImmutableArray<int> FormWithoutLink { get; }

    /// <summary>
    /// The order a page goes by while the server does not answer: <see cref="FormWithoutLink"/>, then the rest of the bank's fixed form, then all others.
    /// Tasks given already are passed over, so somebody whose link dies in the middle goes on with the easiest of the form not met yet.
    /// </summary>
    public ImmutableArray<int> OrderWithoutLink =>
        [.. FormWithoutLink.Concat(Bank.FixedForm).Concat(Enumerable.Range(0, Bank.Items.Length)).Distinct()];

    /// <summary>What comes next.</summary>
    /// <param name="session">Identifier of the session: chance follows from it.</param>
    /// <param name="values">Canonical answers by item of the bank's form: null = not given, empty = passed by.</param>
    /// <returns>The same for the same answers, in whatever order they came.</returns>
    /// <exception cref="ArgumentException">There is not a place for every task.</exception>
    public SectionStand At(string session, IReadOnlyList<string?> values)
    {
        AdaptiveState state = StateOf(values);
        AdaptiveMove move = _test.Next(state, StepChance.Of(session, Bank.Instrument.Id, state.Items.Length));
        return new SectionStand(state.Items.Length, move.Stop is null ? move.Item : null, move.Stop);
    }

    /// <summary>What the answers say, whoever chose the tasks.</summary>
    /// <param name="values">As in <see cref="At"/>.</param>
    /// <returns>Null when no task was answered.</returns>
    /// <exception cref="ArgumentException">There is not a place for every task.</exception>
    public SectionScore? Score(IReadOnlyList<string?> values) => Score(StateOf(values));

    /// <summary>The same of codes: what was passed by and what was never given say alike nothing.</summary>
    /// <param name="codes">The chosen option by item of the bank's form, 255 = none.</param>
    /// <returns>Null when no task was answered.</returns>
    /// <exception cref="ArgumentException">There is not a place for every task.</exception>
    public SectionScore? Score(byte[] codes)
    {
        ArgumentNullException.ThrowIfNull(codes);
        if (codes.Length != Bank.Items.Length)
        {
            throw new ArgumentException($"{codes.Length} places for {Bank.Items.Length} tasks.", nameof(codes));
        }

        int[] given = [.. Enumerable.Range(0, codes.Length).Where(item => codes[item] != ResponseMatrix.Missing)];
        return Score(_test.Resume([.. given], [.. given.Select(item => RightOf(item, codes[item]))]));
    }

    private SectionScore? Score(AdaptiveState state)
    {
        int answered = state.Answers.Count(answer => answer != ResponseMatrix.Missing);
        if (answered == 0)
        {
            return null;
        }

        const double Step = 1e-4;
        double Expected(double theta) => Bank.FixedForm.Sum(item => Bank.Adaptive.Items[item].ExpectedAnswer(theta));
        double slope = (Expected(state.Theta + Step) - Expected(state.Theta - Step)) / (2 * Step);
        return new SectionScore(
            answered,
            state.Answers.Count(answer => answer == 1),
            state.Theta,
            state.StandardError,
            Expected(state.Theta),
            slope * state.StandardError,
            Bank.FixedForm.Length,
            Bank.IsPredicted);
    }

    private AdaptiveState StateOf(IReadOnlyList<string?> values)
    {
        ImmutableArray<Item> items = Bank.Form.Items;
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count != items.Length)
        {
            throw new ArgumentException($"{values.Count} places for {items.Length} tasks.", nameof(values));
        }

        int[] given = [.. Enumerable.Range(0, values.Count).Where(item => values[item] is not null)];
        return _test.Resume([.. given], [.. given.Select(item => CodeOf(item, values[item]!))]);
    }

    /// <summary>1 right, 0 wrong, and what says nothing.</summary>
    private byte CodeOf(int item, string value) => value.Length == 0
        ? ResponseMatrix.Missing
        : RightOf(item, Bank.Form.Items[item].Format.CodeOf(value));

    private byte RightOf(int item, byte code) => _keys[item].PointsFor(code) > 0 ? (byte)1 : (byte)0;
}
