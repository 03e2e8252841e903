using Diagnostics.Scoring.Responses;

namespace Diagnostics.Scoring.Quality;

/// <summary>Every quality number of one person: what a table writes and what a psychologist's flags rest on. Numbers, no verdict.</summary>
/// <param name="Runs">Runs of equal answers in the order the items were administered: the ones to judge by.</param>
/// <param name="RunsInKeyOrder">The same in the order of the key's items, for keys grouped by scale.</param>
/// <param name="Variability">IRV, sample SD of the codes, in code steps; NaN = not available.</param>
/// <param name="EvenOdd">Agreement of the halves of the scales.</param>
/// <param name="Distance">Distance from the middle of the reference.</param>
/// <param name="Times">Seconds per item.</param>
public readonly record struct ResponseQuality(
    AnswerRuns Runs,
    AnswerRuns RunsInKeyOrder,
    double Variability,
    EvenOdd EvenOdd,
    MahalanobisDistance Distance,
    ResponseTimes Times)
{
    /// <summary>Measures one person.</summary>
    /// <param name="rated">The rated items of the key; without any, all but the times are not available.</param>
    /// <param name="answers">Valid codes, <see cref="ResponseMatrix.Missing"/> = no answer, [columns of the key].</param>
    /// <param name="milliseconds">Time for each item, negative = not known; empty when nothing was timed.</param>
    /// <param name="reference">What distances are measured against, over the rated items in key order; null: no distance.</param>
    /// <returns>The numbers; each has its own rule for what is missing.</returns>
    /// <exception cref="ArgumentException">The answers are not as many as the key's columns, or the reference has other items.</exception>
    public static ResponseQuality Measure(
        RatedItems rated, ReadOnlySpan<byte> answers, ReadOnlySpan<int> milliseconds, MahalanobisReference? reference)
    {
        ArgumentNullException.ThrowIfNull(rated);
        if (answers.Length != rated.Columns)
        {
            throw new ArgumentException($"{answers.Length} answers for {rated.Columns} columns.", nameof(answers));
        }

        return new ResponseQuality(
            AnswerRuns.Of(answers, rated.Administered.AsSpan()),
            AnswerRuns.Of(answers, rated.InKeyOrder.AsSpan()),
            IntraindividualVariability.Of(answers, rated.InKeyOrder.AsSpan()),
            EvenOdd.Of(rated, answers),
            reference is null ? MahalanobisDistance.NotAvailable : DistanceOf(rated, answers, reference),
            ResponseTimes.Of(milliseconds));
    }

    private static MahalanobisDistance DistanceOf(RatedItems rated, ReadOnlySpan<byte> answers, MahalanobisReference reference)
    {
        ReadOnlySpan<int> columns = rated.InKeyOrder.AsSpan();
        Span<byte> codes = columns.Length <= 1024 ? stackalloc byte[columns.Length] : new byte[columns.Length];
        for (int place = 0; place < columns.Length; place++)
        {
            codes[place] = answers[columns[place]];
        }

        return reference.DistanceOf(codes);
    }
}
