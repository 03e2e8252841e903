using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Scoring.Calibration;

/// <summary>How often each category of an item was chosen.</summary>
/// <param name="Counts">Respondents for each category, [categories].</param>
internal sealed record ItemTallied(ImmutableArray<int> Counts)
{
    public int Categories => Counts.Length;

    public int Answered => Counts.Sum();

    public ItemState State => Counts.Count(count => count > 0) switch
    {
        0 => ItemState.NobodyAnswered,
        1 => ItemState.Constant,
        int used => used == Counts.Length ? ItemState.Estimated : ItemState.EmptyCategory,
    };

    public static ItemTallied Of(ReadOnlySpan<byte> codes, int categories, int item)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(categories, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(categories, ResponseMatrix.Missing);
        int[] counts = new int[categories];
        for (int respondent = 0; respondent < codes.Length; respondent++)
        {
            byte code = codes[respondent];
            if (code == ResponseMatrix.Missing)
            {
                continue;
            }

            if (code >= categories)
            {
                string valid = string.Create(CultureInfo.InvariantCulture, $"0..{categories - 1}");
                throw new AnswerOutOfRangeException((item + 1).ToString(CultureInfo.InvariantCulture), respondent, code, valid);
            }

            counts[code]++;
        }

        return new ItemTallied([.. counts]);
    }
}
