using System.Collections.Immutable;

namespace Diagnostics.Engine.Instruments;

/// <summary>
/// How an item is answered: a closed set. An answer travels and is stored as a short canonical text (see each format);
/// the empty text is a skipped item and is valid for every format.
/// </summary>
public abstract record AnswerFormat
{
    private AnswerFormat()
    {
    }

    /// <summary>Labelled points; the answer is the point's code: "First" .. "First + Labels.Length − 1".</summary>
    public sealed record Likert(int First, ImmutableArray<LocalText> Labels) : AnswerFormat;

    /// <summary>One of two statements of the item; the answer is "0" or "1".</summary>
    public sealed record Pair : AnswerFormat;

    /// <summary>The most and the least fitting of the item's four options; the answer is "best&gt;worst", e.g. "2&gt;0".</summary>
    public sealed record BestWorst : AnswerFormat;

    /// <summary>One of the item's options; the answer is its position, e.g. "3".</summary>
    public sealed record SingleChoice : AnswerFormat;

    /// <summary>Between Least and Most of the item's options; the answer is their ascending positions, e.g. "0+2".</summary>
    public sealed record MultipleChoice(int Least, int Most) : AnswerFormat;

    /// <summary>All options in order of preference; the answer is a permutation of positions, e.g. "2&gt;0&gt;1".</summary>
    public sealed record Ranking : AnswerFormat;

    /// <summary>A number within bounds with at most Decimals digits after the point; the answer is invariant text, e.g. "-12.5".</summary>
    public sealed record NumberEntry(decimal Min, decimal Max, int Decimals) : AnswerFormat;

    /// <summary>A slider 0..10 with named ends; the answer is "0" .. "10".</summary>
    public sealed record Slider(LocalText Low, LocalText High) : AnswerFormat;
}
