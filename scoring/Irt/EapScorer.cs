using System.Runtime.Intrinsics;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Scoring.Irt;

/// <summary>
/// Expected a posteriori of many respondents: a respondent's rows of a <see cref="LikelihoodTable"/> are added up in registers. Agrees with
/// <see cref="ScalarEapScorer"/>, the readable definition, to 1e-12; every respondent's numbers depend on nothing but that respondent's answers,
/// and are the same to 1e-14 on 256 and 512 bits. Allocates nothing.
/// </summary>
public static class EapScorer
{
    /// <summary>Places of rows found at a time: they stay in the nearest cache.</summary>
    private const int MostStarts = 4096;

    /// <summary>Estimates every respondent.</summary>
    /// <param name="table">Items and grid.</param>
    /// <param name="responses">Codes 0 .. categories − 1, <see cref="ResponseMatrix.Missing"/> = no answer, [respondents × items].</param>
    /// <param name="theta">Receives EAP, [respondents]; the prior's mean where nothing was answered.</param>
    /// <param name="errors">Receives the posterior's standard deviation, [respondents].</param>
    /// <exception cref="ArgumentException">The matrix has not the table's items, or a span has not a place for every respondent.</exception>
    /// <exception cref="AnswerOutOfRangeException">A code is no answer; what the spans hold then is not defined.</exception>
    public static void Score(LikelihoodTable table, ResponseMatrix responses, Span<double> theta, Span<double> errors)
    {
        ArgumentNullException.ThrowIfNull(responses);
        ScoreRows(table, responses, 0, responses.Respondents, theta, errors);
    }

    /// <summary>Estimates some respondents into the places of all, so that several threads can share the work.</summary>
    /// <param name="table">As in <see cref="Score"/>.</param>
    /// <param name="responses">As in <see cref="Score"/>.</param>
    /// <param name="first">First respondent.</param>
    /// <param name="count">How many respondents.</param>
    /// <param name="theta">As in <see cref="Score"/>: places of all respondents, those of others are left as they are.</param>
    /// <param name="errors">Likewise.</param>
    /// <exception cref="ArgumentException">As in <see cref="Score"/>, or there are no such respondents.</exception>
    /// <exception cref="AnswerOutOfRangeException">As in <see cref="Score"/>.</exception>
    public static void ScoreRows(LikelihoodTable table, ResponseMatrix responses, int first, int count, Span<double> theta, Span<double> errors)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(responses);
        IrtShape.CheckMatrix(table.Items, responses, theta.Length, errors.Length);
        if (first < 0 || count < 0 || first > responses.Respondents - count)
        {
            throw new ArgumentException($"Respondents {first} + {count} of {responses.Respondents}.");
        }

        int items = table.Items.Length;
        Span<int> starts = stackalloc int[Math.Max(items, MostStarts)];
        int atOnce = Math.Max(1, MostStarts / items);
        for (int from = first; from < first + count; from += atOnce)
        {
            int rows = Math.Min(atOnce, first + count - from);
            Span<int> found = starts[..(rows * items)];
            if (!table.TryFind(responses, from, found))
            {
                IrtShape.ThrowFirstFault(table.Items, responses);
            }

            Run(table, found, items, theta.Slice(from, rows), errors.Slice(from, rows));
        }
    }

    /// <summary>Estimates one person who was given some of the items; allocates nothing.</summary>
    /// <param name="table">Items and grid.</param>
    /// <param name="items">The items given, in any order, at most <see cref="LikelihoodTable.MostItems"/>.</param>
    /// <param name="answers">Their codes 0 .. categories − 1, <see cref="ResponseMatrix.Missing"/> = no answer, [items given].</param>
    /// <returns>Mean and standard deviation of the posterior; those of the prior when nothing was answered. No observed error.</returns>
    /// <exception cref="ArgumentException">The spans are not equally long or too long, or a code is no answer.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such item.</exception>
    public static AbilityEstimate ScoreOne(LikelihoodTable table, ReadOnlySpan<int> items, ReadOnlySpan<byte> answers)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (items.Length != answers.Length || items.Length > LikelihoodTable.MostItems)
        {
            throw new ArgumentException($"{answers.Length} answers to {items.Length} items, of which there may be {LikelihoodTable.MostItems}.", nameof(answers));
        }

        Span<int> starts = stackalloc int[items.Length];
        for (int place = 0; place < items.Length; place++)
        {
            starts[place] = table.StartOf(items[place], answers[place]);
        }

        (double theta, double error) = (0, 0);
        Run(table, starts, starts.Length, new Span<double>(ref theta), new Span<double>(ref error));
        return new AbilityEstimate(theta, error, double.NaN);
    }

    private static void Run(LikelihoodTable table, ReadOnlySpan<int> starts, int items, Span<double> theta, Span<double> errors)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            EapLoop.Run512(table, starts, items, theta, errors);
        }
        else
        {
            EapLoop.Run256(table, starts, items, theta, errors);
        }
    }
}
