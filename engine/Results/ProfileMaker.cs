using System.Collections.Immutable;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;
using Diagnostics.Scoring.Responses;
using Diagnostics.Scoring.Scales;

namespace Diagnostics.Engine.Results;

/// <summary>Packed answers → codes → scores with their within-person bands. Pure; always the scalar path in the key's order.</summary>
internal static class ProfileMaker
{
    /// <summary>Changes whenever the same answers would give another profile.</summary>
    public const string RuleVersion = "1";

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

        ImmutableArray<ScaleScore> scores = ScaleScorer.ScoreOne(step.Form.Key, codes);
        return new ProfileSection(
            step.Instrument.Id, step.Instrument.Version, step.Instrument.ContentHash, step.Form.Id,
            [.. scores.Select(score => new ProfileScale(
                score.Scale, score.IsAvailable ? score.Raw : null, null, score.Min, score.Max, score.Answered, score.Items))],
            [],
            false);
    }
}
