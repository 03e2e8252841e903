using Diagnostics.Scoring.Moments;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Scoring.Quality;

/// <summary>
/// Sums and products over the respondents who answered every rated item: what a <see cref="MahalanobisReference"/> is made from.
/// </summary>
public static class CompleteRatings
{
    /// <summary>Gathers the complete rows of a matrix; parts of a file are gathered apart and merged.</summary>
    /// <param name="rated">The rated items, at least one.</param>
    /// <param name="responses">Codes, [respondents × columns of the key].</param>
    /// <returns>One variable for each rated item, in key order; rows with a missing answer are left out.</returns>
    /// <exception cref="ArgumentException">The matrix has not the key's columns.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Nothing is rated.</exception>
    public static CrossProducts Of(RatedItems rated, ResponseMatrix responses)
    {
        ArgumentNullException.ThrowIfNull(rated);
        ArgumentNullException.ThrowIfNull(responses);
        if (responses.Items != rated.Columns)
        {
            throw new ArgumentException($"{responses.Items} columns for a key of {rated.Columns}.", nameof(responses));
        }

        var sums = new CrossProducts(rated.InKeyOrder.Length);
        int[] row = new int[rated.InKeyOrder.Length];
        byte[] answers = new byte[rated.Columns];
        for (int respondent = 0; respondent < responses.Respondents; respondent++)
        {
            responses.CopyRow(respondent, answers);
            if (TryTake(rated, answers, row))
            {
                sums.Add(row);
            }
        }

        return sums;
    }

    private static bool TryTake(RatedItems rated, ReadOnlySpan<byte> answers, Span<int> row)
    {
        for (int place = 0; place < row.Length; place++)
        {
            row[place] = answers[rated.InKeyOrder[place]];
            if (row[place] == ResponseMatrix.Missing)
            {
                return false;
            }
        }

        return true;
    }
}
