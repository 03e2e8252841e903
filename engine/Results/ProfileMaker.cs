using System.Collections.Immutable;
using Diagnostics.Engine.Adaptive;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Storage;
using Diagnostics.Scoring.BestWorst;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Responses;
using Diagnostics.Scoring.Scales;

namespace Diagnostics.Engine.Results;

/// <summary>Packed answers → codes → scores with their within-person bands. Pure; always the scalar path in the key's order.</summary>
internal static class ProfileMaker
{
    /// <summary>Changes whenever the same answers would give another profile.</summary>
    public const string RuleVersion = "3";

    /// <summary>An optional step without an answer was not taken, and has no section; any other step has one.</summary>
    public static Profile Make(Battery battery, IReadOnlyList<string?> values) => Make(battery, [.. battery.Steps.Select(step => CodesOf(step, values))]);

    /// <summary>The same of codes that are there already.</summary>
    /// <param name="codes">By step, each as <see cref="CodesOf"/> has them.</param>
    public static Profile Make(Battery battery, ImmutableArray<byte[]> codes) =>
        new(RuleVersion, null, [.. battery.Steps.Zip(codes).Where(one => !one.First.Optional || IsTouched(one.Second)).Select(one => Section(one.First, one.Second))]);

    /// <summary>The codes of a step's answers, [items of its form].</summary>
    public static byte[] CodesOf(BatteryStep step, IReadOnlyList<string?> values)
    {
        ImmutableArray<Item> items = step.Form.Items;
        byte[] codes = new byte[items.Length];
        for (int i = 0; i < codes.Length; i++)
        {
            codes[i] = values[step.FirstItem + i] is { Length: > 0 } value ? CodeOf(items[i].Format, value) : ResponseMatrix.Missing;
        }

        return codes;
    }

    private static bool IsTouched(byte[] codes) => codes.Any(code => code != ResponseMatrix.Missing);

    private static ProfileSection Section(BatteryStep step, byte[] codes)
    {
        if (step.Adaptive is { } section)
        {
            return new ProfileSection(
                step.Instrument.Id, step.Instrument.Version, step.Instrument.ContentHash, step.Form.Id, [Chosen(section, codes)], [], Flat: false, null, null);
        }

        ImmutableArray<BandedScore> scores = WithinPersonBand.Measure(step.Form.Key, codes);
        return step.Form.Sets is { } sets
            ? BestWorstSection(step, scores, sets, codes)
            : BandedSection(step, scores);
    }

    /// <summary>Nothing was left out by the student where nothing was given: a score needs one answer only, and its error says the rest.</summary>
    private static ProfileScale Chosen(AdaptiveSection section, byte[] codes)
    {
        const double Band = 1.96;
        string scale = section.Bank.Instrument.Scales[0].Id;
        int length = section.Bank.FixedForm.Length;
        return section.Score(codes) is { } score
            ? new ProfileScale(scale, Kept(score.Expected), Kept(Band * score.ExpectedError), 0, length, score.Answered, 0, length)
            {
                Ability = new ProfileAbility(Kept(score.Theta), Kept(score.StandardError), score.IsPredicted),
            }
            : new ProfileScale(scale, null, null, 0, length, 0, 0, length);

        // A profile is proven by making it again, and the last bit of an exponential is no promise from machine to machine.
        static double Kept(double value) => Math.Round(value, 6);
    }

    private static ProfileSection BandedSection(BatteryStep step, ImmutableArray<BandedScore> scores)
    {
        ImmutableArray<int> leading = Comparable(step.Form.Key) ? WithinPersonBand.LeadingTier(scores.AsSpan()) : [];
        return new ProfileSection(
            step.Instrument.Id, step.Instrument.Version, step.Instrument.ContentHash, step.Form.Id,
            [.. step.Form.Key.Scales.Zip(scores, Scale)],
            [.. leading.Select(position => scores[position].Score.Scale)],
            IsFlat(scores, leading.Length), null, null);
    }

    // What best–worst choices say is in their tiers; a leading tier from bands would say more than they can.
    private static ProfileSection BestWorstSection(
        BatteryStep step, ImmutableArray<BandedScore> scores, KeyedSets sets, byte[] codes)
    {
        BestWorstTiers? tiers = scores.All(score => score.Score.IsAvailable) ? sets.TiersOf(codes) : null;
        SortedDictionary<string, string> told = new(StringComparer.Ordinal);
        for (int value = 0; value < sets.Scales.Length; value++)
        {
            if (tiers is not null && tiers.Tiers[value] is var tier and not ValueTier.NotAvailable)
            {
                told.Add(sets.Scales[value], StoredText.Of(tier));
            }
        }

        return new ProfileSection(
            step.Instrument.Id, step.Instrument.Version, step.Instrument.ContentHash, step.Form.Id,
            [.. step.Form.Key.Scales.Zip(scores, Scale)], [], tiers is { TellsApart: false }, told, tiers?.TellsApart);
    }

    // No key reads an answer without a code; that the item is not blank is all it says here.
    private static byte CodeOf(AnswerFormat format, string value) => format.HasCode ? format.CodeOf(value) : (byte)0;

    private static ProfileScale Scale(ScaleKey key, BandedScore banded)
    {
        ScaleScore score = banded.Score;
        return new ProfileScale(
            score.Scale, score.IsAvailable ? score.Raw : null, banded.HasBand ? banded.HalfWidth : null,
            score.Min, score.Max, score.Answered, key is CriterionScale ? score.NotReached : null, score.Items);
    }

    // "Indistinguishable from the highest" does not chain, so every pair is asked.
    private static bool IsFlat(ImmutableArray<BandedScore> scores, int leading) =>
        leading > 1 && leading == scores.Length
        && scores.All(one => scores.All(other => WithinPersonBand.Indistinguishable(one, other)));

    // Scores of scales of different length or range do not compare; then there is no leading tier.
    private static bool Comparable(ScoringKey key) =>
        key.Scales.Select(scale => (scale.Items.Length, scale.Lowest, scale.Highest)).Distinct().Count() == 1;
}
