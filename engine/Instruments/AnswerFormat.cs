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

    /// <summary>Whether the items of this format list options.</summary>
    public bool HasOptions => OptionCount.Most > 0;

    /// <summary>Whether an answer of this format is one code, see <see cref="CodeOf"/>.</summary>
    public bool HasCode => this is not (MultipleChoice or Ranking or NumberEntry);

    /// <summary>How many options an item of this format may have.</summary>
    internal (int Least, int Most) OptionCount => this switch
    {
        Pair => (2, 2),
        BestWorst => (CanonicalAnswer.BestWorstOptions, CanonicalAnswer.BestWorstOptions),
        SingleChoice or Ranking => (2, AnswerFormatReader.MostOptions),
        MultipleChoice multiple => (Math.Max(2, Math.Max(multiple.Most, multiple.Exclusive.LastOrDefault() + 1)), AnswerFormatReader.MostOptions),
        Likert or NumberEntry or Slider => (0, 0),
        _ => throw new InvalidOperationException($"Unknown format {GetType().Name}."),
    };

    /// <summary>Lowest and highest code of a format that is scored by its own code; null for the others.</summary>
    internal (byte Min, byte Max)? RatingRange => this switch
    {
        Likert likert => ((byte)likert.First, (byte)(likert.First + likert.Labels.Length - 1)),
        Slider => (0, 10),
        _ => null,
    };

    /// <summary>
    /// Whether a text is the canonical form of an answer to the item: at most 64 characters, no blanks, plus signs, leading zeros or
    /// foreign digits. The empty text (skipped) always is.
    /// </summary>
    public bool Accepts(Item item, string value) => CanonicalAnswer.Is(this, item.Options.Length, value);

    /// <summary>
    /// The code of a canonical answer in a response matrix, 255 when skipped; for likert, pair, bestWorst, singleChoice, slider.
    /// </summary>
    /// <exception cref="ArgumentException">The text is not canonical for this format.</exception>
    /// <exception cref="NotSupportedException">Answers of this format are no single code.</exception>
    public byte CodeOf(string value) => CanonicalAnswer.CodeOf(this, value);

    /// <summary>Labelled points; the answer is the point's code: "First" .. "First + Labels.Length − 1".</summary>
    public sealed record Likert(int First, ImmutableArray<LocalText> Labels) : AnswerFormat;

    /// <summary>One of two statements of the item; the answer is "0" or "1".</summary>
    public sealed record Pair : AnswerFormat;

    /// <summary>
    /// The most and the least fitting of the item's four options; the answer is "best&gt;worst", e.g. "2&gt;0"; its code is best · 4 +
    /// worst.
    /// </summary>
    public sealed record BestWorst : AnswerFormat;

    /// <summary>One of the item's options; the answer is its position, e.g. "3".</summary>
    public sealed record SingleChoice : AnswerFormat;

    /// <summary>
    /// Between Least and Most of the item's options; the answer is their ascending positions, e.g. "0+2". An option at a position of
    /// Exclusive ("none of these"), in ascending order, is chosen alone or not at all.
    /// </summary>
    public sealed record MultipleChoice(int Least, int Most, ImmutableArray<int> Exclusive) : AnswerFormat;

    /// <summary>All options in order of preference; the answer is a permutation of positions, e.g. "2&gt;0&gt;1".</summary>
    public sealed record Ranking : AnswerFormat;

    /// <summary>A number within bounds with at most Decimals digits after the point; the answer is invariant text, e.g. "-12.5".</summary>
    public sealed record NumberEntry(decimal Min, decimal Max, int Decimals) : AnswerFormat;

    /// <summary>A slider 0..10 with named ends; the answer is "0" .. "10".</summary>
    public sealed record Slider(LocalText Low, LocalText High) : AnswerFormat;
}
