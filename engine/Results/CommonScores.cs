using System.Collections.Immutable;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Storage;
using Diagnostics.Scoring.BestWorst;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Scales;

namespace Diagnostics.Engine.Results;

/// <summary>
/// Two sessions of one student on nothing but what was asked in both: both are scored anew over the common items with one key, so that a longer form changes nothing.
/// A change is told where it is more than the error of both, |d| &gt; √(h₁² + h₂²); of ipsative scales only the order within each session is told. Tasks are left out:
/// to have met a task before is a change by itself. Pure.
/// </summary>
internal static class CommonScores
{
    /// <summary>
    /// Of the error of both, from which a change is strong. Over six scales a bare error is passed by chance too often: by three of ten simulated students who stayed the same.
    /// </summary>
    private const double Strong = 1.5;

    public static ImmutableArray<CommonSection> Of(TakenAnswers own, TakenAnswers earlier) =>
        [.. own.Battery.Steps.Where(step => !step.HasTasks).Select(step => Of(step, own, earlier)).OfType<CommonSection>()];

    /// <summary>The same of one step; null where nothing was asked in both, or one of them has no answer to it.</summary>
    public static CommonSection? Of(BatteryStep step, TakenAnswers own, TakenAnswers earlier)
    {
        if (step.Instrument.Result == ResultPart.None || earlier.Battery.Steps.FirstOrDefault(one => one.Instrument.Id == step.Instrument.Id) is not { } before)
        {
            return null;
        }

        ImmutableArray<(int Own, int Other)> items = CommonItems.Of(step, before);
        byte[] ownCodes = ProfileMaker.CodesOf(step, own.Answers.Values);
        byte[] earlierCodes = ProfileMaker.CodesOf(before, earlier.Answers.Values);
        ScoringKey key = Over(step.Form.Key, [.. items.Select(item => item.Own)]);
        ImmutableArray<Side> sides = [Side.Of(key, [.. items.Select(item => ownCodes[item.Own])]), Side.Of(key, [.. items.Select(item => earlierCodes[item.Other])])];
        return key.Scales.IsEmpty || sides.Any(side => side.Scores.All(score => !score.Score.IsAvailable))
            ? null
            : new CommonSection(
                step.Instrument.Id, SectionTitle.Of(step.Instrument), StoredText.Of(key.Scales[0].Kind), items.Length,
                [.. key.Scales.Select((scale, at) => Scale(step.Instrument, scale, sides[0], sides[1], at))]);
    }

    /// <summary>The key over some of its columns; a scale none of whose items is left is left out.</summary>
    private static ScoringKey Over(ScoringKey key, ImmutableArray<int> columns)
    {
        var placed = columns.Select((column, place) => (column, place)).ToDictionary(pair => pair.column, pair => pair.place);
        return ScoringKey.Create(
            [.. columns.Select(column => key.Items[column])],
            [
                .. key.Scales
                    .Select(scale => ScaleKey.Of(
                        scale.Kind, scale.Id,
                        [.. scale.Items.Where(item => placed.ContainsKey(item.Item)).Select(item => item with { Item = placed[item.Item] })], scale.Missing))
                    .Where(scale => scale.Items.Length > 0),
            ]);
    }

    private static CommonScale Scale(Instrument instrument, ScaleKey key, Side own, Side earlier, int at)
    {
        bool isOrder = key.Kind == ScaleKind.Ipsative;
        return new CommonScale(
            key.Id, instrument.Scales.First(scale => scale.Id == key.Id).Title.Russian, key.Items.Length, key.Lowest, key.Highest,
            isOrder ? null : Banded(own.Scores[at]), isOrder ? null : Banded(earlier.Scores[at]),
            isOrder ? own.PlaceOf(at) : null, isOrder ? earlier.PlaceOf(at) : null,
            isOrder ? null : ChangeOf(own.Scores[at], earlier.Scores[at]), !isOrder && IsStrong(own.Scores[at], earlier.Scores[at]));
    }

    private static CommonScore? Banded(BandedScore score) => score is { Score.IsAvailable: true, HasBand: true } ? new CommonScore(score.Score.Raw, score.HalfWidth) : null;

    private static CommonChange? ChangeOf(BandedScore own, BandedScore earlier) =>
        Banded(own) is not { } now || Banded(earlier) is not { } before ? null
        : WithinPersonBand.Indistinguishable(own, earlier) ? CommonChange.Same
        : now.Score > before.Score ? CommonChange.Up : CommonChange.Down;

    private static bool IsStrong(BandedScore own, BandedScore earlier) =>
        Banded(own) is { } now && Banded(earlier) is { } before
        && Math.Abs(now.Score - before.Score) > Strong * Math.Sqrt((now.HalfWidth * now.HalfWidth) + (before.HalfWidth * before.HalfWidth));

    /// <summary>One of the two sessions over the common items.</summary>
    private sealed record Side(ImmutableArray<BandedScore> Scores, BestWorstTiers? Tiers)
    {
        public static Side Of(ScoringKey key, byte[] codes)
        {
            ImmutableArray<BandedScore> scores = WithinPersonBand.Measure(key, codes);
            BestWorstTiers? tiers = KeyedSets.TryFind(key, out KeyedSets? sets) && scores.All(score => score.Score.IsAvailable) ? sets.TiersOf(codes) : null;
            return new Side(scores, tiers);
        }

        /// <summary>Best–worst answers have a tier, others a rank; both are nothing between persons.</summary>
        public CommonPlace? PlaceOf(int at)
        {
            if (!Scores[at].Score.IsAvailable)
            {
                return null;
            }

            double own = Scores[at].Score.Raw;
            int above = Scores.Count(one => one.Score.IsAvailable && one.Score.Raw > own);
            int equal = Scores.Count(one => one.Score.IsAvailable && one.Score.Raw == own);
            return new CommonPlace(above + 1, above + equal, Tiers is { TellsApart: true } ? StoredText.Of(Tiers.Tiers[at]) : null);
        }
    }
}
