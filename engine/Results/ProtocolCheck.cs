using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Recommendations;
using Diagnostics.Scoring.Quality;

namespace Diagnostics.Engine.Results;

/// <summary>
/// Whether the answers on interests need a talk before anything is recommended: flags of two different kinds.
/// A student never reads why.
/// </summary>
internal static class ProtocolCheck
{
    /// <param name="interests">The answers.</param>
    /// <param name="firstItem">Position of their first item in the battery.</param>
    /// <param name="times">When each item of the battery was last answered, ms since the session began; null without an answer.</param>
    public static bool IsUnreliable(InterestAnswers interests, int firstItem, IReadOnlyList<long?> times) => FlagsOf(interests, firstItem, times).IsUnreliable;

    /// <summary>The flags of the answers on interests; null for a battery without them.</summary>
    public static QualityFlags? RaisedIn(Battery battery, PackedAnswers answers) =>
        InterestStep.Of(battery) is { } asked ? FlagsOf(InterestStep.Read(asked, answers), asked.FirstItem, answers.Times) : null;

    private static QualityFlags FlagsOf(InterestAnswers interests, int firstItem, IReadOnlyList<long?> times)
    {
        RatedItems rated = RatedItems.Of(interests.Form.Key);
        int[] durations = [.. Enumerable.Range(firstItem, interests.Codes.Length).Select(item => Duration(item, times))];
        ResponseQuality quality = ResponseQuality.Measure(rated, interests.Codes.AsSpan(), durations, reference: null);
        return QualityFlags.Of(quality, rated.Shape, QualityCutOffs.Default);
    }

    /// <summary>Time since the item before; −1 (not known) where one of both is missing or an answer was changed later.</summary>
    internal static int Duration(int item, IReadOnlyList<long?> times) =>
        item > 0 && times[item] is { } answered && times[item - 1] is { } before && answered >= before && answered - before <= int.MaxValue
            ? (int)(answered - before)
            : -1;
}
