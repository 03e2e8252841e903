using Diagnostics.Scoring.Responses;

namespace Diagnostics.Scoring.Quality;

/// <summary>
/// Runs of equal answers: "long string" analysis (Johnson, 2005†; Meade &amp; Craig, 2012†). Codes are taken as they were given, before any
/// reversal: who ticks one column down the page gives equal codes.
/// </summary>
/// <param name="Longest">Length of the longest run, 1 .. items; NaN = not available.</param>
/// <param name="Average">Mean length of a run, items / runs, 1 .. items; NaN = not available.</param>
public readonly record struct AnswerRuns(double Longest, double Average)
{
    /// <summary>Runs are not available: nothing was asked, or an answer is missing.</summary>
    public static AnswerRuns NotAvailable => new(double.NaN, double.NaN);

    /// <summary>Finds the runs of one respondent.</summary>
    /// <param name="answers">Codes, <see cref="ResponseMatrix.Missing"/> = no answer, [columns].</param>
    /// <param name="order">Columns in the order in which neighbours are compared, [items].</param>
    /// <returns>
    /// Both numbers; not available when there is no item, or when any of them was not answered: whether a blank ends a run or continues
    /// it cannot be known, and R's rle, for which every blank is a run of its own, makes a row look livelier the more of it is missing.
    /// </returns>
    public static AnswerRuns Of(ReadOnlySpan<byte> answers, ReadOnlySpan<int> order)
    {
        if (order.IsEmpty)
        {
            return NotAvailable;
        }

        int runs = 0;
        int longest = 0;
        int current = 0;
        byte previous = ResponseMatrix.Missing;
        foreach (int column in order)
        {
            byte code = answers[column];
            if (code == ResponseMatrix.Missing)
            {
                return NotAvailable;
            }

            bool continues = code == previous;
            runs += continues ? 0 : 1;
            current = continues ? current + 1 : 1;
            longest = Math.Max(longest, current);
            previous = code;
        }

        return new AnswerRuns(longest, (double)order.Length / runs);
    }
}
