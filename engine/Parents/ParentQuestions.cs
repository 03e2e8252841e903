using System.Collections.Immutable;
using Diagnostics.Engine.Instruments;

namespace Diagnostics.Engine.Parents;

/// <summary>What one parent is asked: a version and form of the library's instrument for parents.</summary>
/// <param name="Version">Of the instrument; stored with the answers, as is the form.</param>
/// <param name="Instruction">By language.</param>
public sealed record ParentQuestions(string Version, string Form, IReadOnlyDictionary<string, string> Instruction, ImmutableArray<ParentQuestion> Questions)
{
    internal ImmutableArray<Item> Items { get; init; } = [];

    /// <summary>Every question has a canonical answer, empty where the parent does not know; and not all are of the last kind.</summary>
    internal bool Takes(IReadOnlyList<string> answers) =>
        answers.Count == Items.Length && answers.Zip(Items).All(one => one.First is not null && one.Second.Format.Accepts(one.Second, one.First))
        && answers.Any(answer => answer.Length > 0);

    internal static ParentQuestions Of(Instrument instrument, InstrumentForm form) => new(
        instrument.Version, form.Id, instrument.Instruction.ByLanguage, [.. form.Items.Select((item, column) => ParentQuestion.Of(item, SphereOf(form, column)))])
    {
        Items = form.Items,
    };

    private static string? SphereOf(InstrumentForm form, int column) =>
        form.Key.Scales.FirstOrDefault(scale => scale.Items.Any(key => key.Item == column))?.Id;
}

/// <param name="Sphere">R, I, A, S, E or C with what the child may like to do; null with other questions.</param>
/// <param name="Text">By language; so are the answers.</param>
/// <param name="Answers">In order: a canonical answer names their positions from 0, several joined by "+".</param>
/// <param name="Alone">Positions of answers that are chosen alone.</param>
public sealed record ParentQuestion(
    string Id, string? Sphere, ParentQuestionKind Kind, IReadOnlyDictionary<string, string> Text, ImmutableArray<IReadOnlyDictionary<string, string>> Answers, int Most,
    ImmutableArray<int> Alone)
{
    /// <exception cref="NotSupportedException">The page for parents has no control for such an item.</exception>
    internal static ParentQuestion Of(Item item, string? sphere) => item.Format switch
    {
        AnswerFormat.Likert { First: 0 } likert => new(item.Id, sphere, ParentQuestionKind.Rating, item.Text.ByLanguage, [.. likert.Labels.Select(label => label.ByLanguage)], 1, []),
        AnswerFormat.SingleChoice => new(item.Id, sphere, ParentQuestionKind.One, item.Text.ByLanguage, OptionsOf(item), 1, []),
        AnswerFormat.MultipleChoice several =>
            new(item.Id, sphere, ParentQuestionKind.Several, item.Text.ByLanguage, OptionsOf(item), several.Most, several.Exclusive),
        _ => throw new NotSupportedException($"Parents cannot be asked {item.Id}."),
    };

    private static ImmutableArray<IReadOnlyDictionary<string, string>> OptionsOf(Item item) => [.. item.Options.Select(option => option.Text.ByLanguage)];
}

public enum ParentQuestionKind
{
    /// <summary>One of a few steps.</summary>
    Rating,

    /// <summary>One of a list, which has "do not know" among its answers.</summary>
    One,

    /// <summary>Up to <see cref="ParentQuestion.Most"/> of a list.</summary>
    Several,
}
