using System.Collections.Immutable;
using Diagnostics.Engine.Instruments;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Matching;
using Diagnostics.Scoring.Responses;
using Diagnostics.Scoring.Scales;

namespace Diagnostics.Engine.Recommendations;

/// <summary>Where a fit comes from: scales and the answers behind them, and what each scale does to one profession.</summary>
internal static class Tracing
{
    private const int MostAnswers = 3;

    /// <summary>A part of r smaller than this is called neutral: a sixth of an r of .3, which nobody would call a likeness.</summary>
    private const double Neutral = 0.05;

    public static ImmutableArray<TraceScale> ScalesOf(InterestAnswers answers, ImmutableArray<BandedScore> scores)
    {
        double mean = scores.Average(score => score.Score.Raw);
        return [.. answers.Instrument.Scales.Select((scale, index) => Scale(scale, index))];

        TraceScale Scale(Scale scale, int index)
        {
            BandedScore score = scores[index];
            return new TraceScale(
                scale.Id, scale.Title.Russian, score.Score.Raw, score.HalfWidth, score.Score.Min, score.Score.Max,
                TellingAnswers(answers, answers.Form.Key.Scales[index], score.Score.Raw >= mean));
        }
    }

    public static ImmutableArray<ScalePull> PullsOf(DrawnMatch match, Atlas.Profession profession, ImmutableArray<TraceScale> scales)
    {
        ImmutableArray<double> parts = match.Contributions(profession.Code);
        return [.. scales.Select((scale, index) => new ScalePull(scale.Id, profession.Interests[index], Called(parts[index])))];
    }

    private static string Called(double part) => part switch
    {
        > Neutral => "towards",
        < -Neutral => "away",
        _ => "neutral",
    };

    /// <summary>The answers with the most points for a scale at or above the person's mean, otherwise those with the fewest.</summary>
    private static ImmutableArray<TraceAnswer> TellingAnswers(InterestAnswers answers, ScaleKey scale, bool high) =>
    [
        .. scale.Items
            .Where(key => answers.Codes[key.Item] != ResponseMatrix.Missing)
            .OrderBy(key => (high ? -1 : 1) * key.PointsFor(answers.Codes[key.Item]))
            .ThenBy(key => key.Item)
            .Take(MostAnswers)
            .Select(key => Told(answers.Form.Items[key.Item], answers.Codes[key.Item])),
    ];

    private static TraceAnswer Told(Item item, byte code) => new(
        item.Text.Russian,
        item.Format is AnswerFormat.Likert likert
            ? likert.Labels[code - likert.First].Russian
            : code.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
