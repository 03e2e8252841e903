using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Scoring.Scales;

/// <summary>
/// How far a person came in a section of right and wrong answers. An unanswered item behind the last answer was not reached; one before
/// it was omitted. Both score 0 and are stored apart: the first speaks of speed, the second of not knowing. The section is the whole row
/// in its administered order, so a row without any answer was not begun and all of it is not reached. (The first blank behind the last
/// answer was probably seen; surveys differ in counting it as omitted, this does not.)
/// </summary>
public static class Reach
{
    /// <summary>How many items of a scale were not reached.</summary>
    /// <param name="scale">The scale; its columns are in administered order.</param>
    /// <param name="answers">The person's codes, [items].</param>
    /// <returns>0 .. k.</returns>
    public static int NotReached(ScaleKey scale, ReadOnlySpan<byte> answers)
    {
        ArgumentNullException.ThrowIfNull(scale);
        int reached = Reached(answers);
        int behind = 0;
        foreach (ItemKey item in scale.Items)
        {
            behind += item.Item >= reached ? 1 : 0;
        }

        return behind;
    }

    /// <summary>The same when the columns are not in administered order.</summary>
    /// <param name="scale">The scale.</param>
    /// <param name="answers">The person's codes, [items].</param>
    /// <param name="administered">Columns in the order they were administered, [items].</param>
    /// <returns>0 .. k.</returns>
    public static int NotReached(ScaleKey scale, ReadOnlySpan<byte> answers, ReadOnlySpan<int> administered)
    {
        ArgumentNullException.ThrowIfNull(scale);
        int behind = 0;
        for (int place = administered.Length - 1; place >= 0 && answers[administered[place]] == ResponseMatrix.Missing; place--)
        {
            foreach (ItemKey item in scale.Items)
            {
                behind += item.Item == administered[place] ? 1 : 0;
            }
        }

        return behind;
    }

    /// <summary>How many items lie at or before the last answer of the row.</summary>
    /// <param name="answers">A person's codes in administered order, <see cref="ResponseMatrix.Missing"/> = no answer, [items].</param>
    /// <returns>0 (no answer at all) .. items.</returns>
    private static int Reached(ReadOnlySpan<byte> answers) => answers.LastIndexOfAnyExcept(ResponseMatrix.Missing) + 1;
}
