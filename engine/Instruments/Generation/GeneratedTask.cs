using System.Collections.Immutable;

namespace Diagnostics.Engine.Instruments.Generation;

/// <summary>One generated task before its options have places.</summary>
/// <param name="Text">The question.</param>
/// <param name="Right">The one right answer.</param>
/// <param name="Wrong">Wrong answers, each what a named mistake gives.</param>
/// <param name="Solution">How the right answer is found.</param>
internal sealed record GeneratedTask(string Text, Choice Right, ImmutableArray<Choice> Wrong, string Solution)
{
    private const int MostTries = 1_000;

    public SvgElement? Picture { get; init; }

    public string? PictureText { get; init; }

    /// <summary>What the task demands, for the banks.</summary>
    public TaskDemand Demand { get; init; }

    /// <summary>The options with the right one at a place from 0; the wrong ones keep their order around it.</summary>
    public ImmutableArray<Choice> OptionsWithRightAt(int place) => Wrong.Insert(place, Right);

    /// <summary>A task with answers that are numbers; null when two of them are the same or one is not above zero.</summary>
    public static GeneratedTask? OfNumbers(string text, int right, ReadOnlySpan<int> wrong, string solution, string unit = "")
    {
        int[] all = [right, .. wrong];
        return all.Distinct().Count() < all.Length || all.Any(number => number <= 0)
            ? null
            : new GeneratedTask(text, Written(right), [.. all.Skip(1).Select(Written)], solution);

        Choice Written(int number) => new(FormattableString.Invariant($"{number}{unit}"));
    }

    /// <summary>Draws until a rule's conditions hold; every rule here holds for a good share of draws.</summary>
    /// <exception cref="InvalidOperationException">The conditions never held: the rule is wrong.</exception>
    public static GeneratedTask FirstOf(Func<GeneratedTask?> draw)
    {
        for (int tries = 0; tries < MostTries; tries++)
        {
            if (draw() is { } task)
            {
                return task;
            }
        }

        throw new InvalidOperationException($"{MostTries} draws gave no task.");
    }
}
