using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Engine.Tables;

/// <summary>
/// What item parameters are of: the points an item can bring, turned the right way and numbered from 0. A right answer worth two points is step 1, not 2. Calibration and all that uses its parameters number alike.
/// </summary>
internal static class ItemSteps
{
    /// <summary>The step of each answer code, [255]; codes that are no answer have no meaning there.</summary>
    public static byte[] Of(ItemKey item)
    {
        byte[] points = PointsOf(item);
        return [.. Enumerable.Range(0, ResponseMatrix.Missing).Select(code => item.Accepts((byte)code) ? (byte)Array.IndexOf(points, item.PointsFor((byte)code)) : (byte)0)];
    }

    /// <summary>How many steps there are, with that of the fewest points.</summary>
    public static int CountOf(ItemKey item) => PointsOf(item).Length;

    /// <summary>Whether a step is another number than the answer's code.</summary>
    public static bool IsTurned(ItemKey item)
    {
        byte[] steps = Of(item);
        return Enumerable.Range(0, steps.Length).Any(code => item.Accepts((byte)code) && steps[code] != code);
    }

    private static byte[] PointsOf(ItemKey item) =>
        [.. Enumerable.Range(0, ResponseMatrix.Missing).Where(code => item.Accepts((byte)code)).Select(code => item.PointsFor((byte)code)).Distinct().Order()];
}
