using System.Collections.Immutable;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Responses;
using Diagnostics.Scoring.Scales;

namespace Diagnostics.Engine.Results;

/// <summary>Packed answers → codes → scores with their within-person bands. Pure; always the scalar path in the key's order.</summary>
internal static class ProfileMaker
{
    /// <summary>Changes whenever the same answers would give another profile.</summary>
    public const string RuleVersion = "2";

    public static Profile Make(Battery battery, IReadOnlyList<string?> values) =>
        new(RuleVersion, null, [.. battery.Steps.Select(step => Section(step, values))]);

    private static ProfileSection Section(BatteryStep step, IReadOnlyList<string?> values)
    {
        ImmutableArray<Item> items = step.Form.Items;
        byte[] codes = new byte[items.Length];
        for (int i = 0; i < codes.Length; i++)
        {
            codes[i] = values[step.FirstItem + i] is { Length: > 0 } value ? items[i].Format.CodeOf(value) : ResponseMatrix.Missing;
        }

        ImmutableArray<BandedScore> scores = WithinPersonBand.Measure(step.Form.Key, codes);
        ImmutableArray<int> leading = Comparable(step.Form.Key) ? WithinPersonBand.LeadingTier(scores.AsSpan()) : [];
        return new ProfileSection(
            step.Instrument.Id, step.Instrument.Version, step.Instrument.ContentHash, step.Form.Id,
            [.. step.Form.Key.Scales.Zip(scores, Scale)],
            [.. leading.Select(position => scores[position].Score.Scale)],
            IsFlat(scores, leading.Length));
    }

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
