using System.Collections.Immutable;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Scoring.Irt;

/// <summary>
/// How many of a group reached each step of each item: a step of an item is an answer of at least j, j = 1 .. categories − 1. Counts merge in
/// any order. For one thread.
/// </summary>
public sealed class StepTally
{
    private readonly long[] _answered;
    private readonly long[][] _reached;

    /// <summary>Begins with nobody.</summary>
    /// <param name="categories">Categories of every item, 2 .. 255, [items].</param>
    /// <exception cref="ArgumentException">An item has fewer than two categories, or more than 255.</exception>
    public StepTally(ImmutableArray<int> categories)
    {
        if (categories.Any(count => count is < 2 or > ResponseMatrix.Missing))
        {
            throw new ArgumentException($"An item has 2 to {ResponseMatrix.Missing} categories.", nameof(categories));
        }

        Categories = categories;
        _answered = new long[categories.Length];
        _reached = [.. categories.Select(count => new long[count])];
    }

    /// <summary>Categories of every item.</summary>
    public ImmutableArray<int> Categories { get; }

    /// <summary>Adds respondents.</summary>
    /// <param name="responses">Codes 0 .. categories − 1, [respondents × items].</param>
    /// <exception cref="ArgumentException">The matrix has other items.</exception>
    /// <exception cref="AnswerOutOfRangeException">A code is no answer; the tally then is not defined.</exception>
    public void Add(ResponseMatrix responses)
    {
        ArgumentNullException.ThrowIfNull(responses);
        if (responses.Items != Categories.Length)
        {
            throw new ArgumentException($"The matrix has {responses.Items} items, the tally {Categories.Length}.", nameof(responses));
        }

        for (int item = 0; item < Categories.Length; item++)
        {
            ReadOnlySpan<byte> codes = responses.Column(item);
            for (int respondent = 0; respondent < codes.Length; respondent++)
            {
                Add(item, codes[respondent], respondent);
            }
        }
    }

    /// <summary>Adds another tally of the same items.</summary>
    /// <exception cref="ArgumentException">Its items are others.</exception>
    public void Merge(StepTally other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (!other.Categories.SequenceEqual(Categories))
        {
            throw new ArgumentException("The tallies have different items.", nameof(other));
        }

        for (int item = 0; item < Categories.Length; item++)
        {
            _answered[item] += other._answered[item];
            for (int category = 0; category < Categories[item]; category++)
            {
                _reached[item][category] += other._reached[item][category];
            }
        }
    }

    /// <summary>Share of those who answered the item and reached the step.</summary>
    /// <param name="item">Item.</param>
    /// <param name="step">j, 1 .. categories − 1.</param>
    /// <returns>0..1; NaN when nobody answered the item.</returns>
    public double Popularity(int item, int step) => (double)_reached[item].Skip(step).Sum() / _answered[item];

    private void Add(int item, byte code, int respondent)
    {
        if (code != ResponseMatrix.Missing)
        {
            if (code >= Categories[item])
            {
                throw new AnswerOutOfRangeException($"{item}", respondent, code, $"0..{Categories[item] - 1}");
            }

            _answered[item]++;
            _reached[item][code]++;
        }
    }
}
