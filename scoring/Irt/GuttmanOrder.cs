using System.Collections.Immutable;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Scoring.Irt;

/// <summary>Item steps from the most popular in a group to the least, equal ones by item, then step. Immutable.</summary>
public sealed class GuttmanOrder
{
    private readonly ImmutableArray<(int Item, int Step)> _steps;
    private readonly ImmutableArray<int> _categories;

    /// <summary>Orders the steps; those of items that nobody answered come last.</summary>
    /// <param name="tally">What the group reached.</param>
    public GuttmanOrder(StepTally tally)
    {
        ArgumentNullException.ThrowIfNull(tally);
        _categories = tally.Categories;
        _steps =
        [
            .. tally.Categories.SelectMany((categories, item) => Enumerable.Range(1, categories - 1).Select(step => (Item: item, Step: step)))
                .OrderByDescending(place => tally.Popularity(place.Item, place.Step)),
        ];
    }

    /// <summary>Counts one person's errors.</summary>
    /// <param name="answers">Codes 0 .. categories − 1, <see cref="ResponseMatrix.Missing"/> = no answer, [items].</param>
    /// <exception cref="ArgumentException">There are not as many answers as items.</exception>
    public GuttmanErrors Of(ReadOnlySpan<byte> answers)
    {
        if (answers.Length != _categories.Length)
        {
            throw new ArgumentException($"{answers.Length} answers to {_categories.Length} items.", nameof(answers));
        }

        (int failed, int passed, int errors) = (0, 0, 0);
        foreach ((int item, int step) in _steps)
        {
            if (answers[item] == ResponseMatrix.Missing)
            {
                continue;
            }

            bool isPassed = answers[item] >= step;
            errors += isPassed ? failed : 0;
            passed += isPassed ? 1 : 0;
            failed += isPassed ? 0 : 1;
        }

        return new GuttmanErrors(errors, Normed(errors, (long)passed * failed));
    }

    private double Normed(int errors, long most) => _categories.Any(count => count > 2) ? double.NaN : most == 0 ? 0 : (double)errors / most;
}
