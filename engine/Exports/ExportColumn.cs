using System.Collections.Immutable;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Monitoring;

namespace Diagnostics.Engine.Exports;

/// <summary>A column of an export and what it means.</summary>
/// <param name="Name">Latin letters, digits and low lines, beginning with a letter, at most 60; no two differ by case alone.</param>
/// <param name="Label">In people's words.</param>
internal sealed record ExportColumn(string Name, string Label, ColumnKind Kind, ColumnRole Role)
{
    /// <summary>What numbers stand for; empty where they are numbers.</summary>
    public ImmutableArray<ValueLabel> Values { get; init; } = [];

    /// <summary>Whether every number between the least and the most stands for something; of a slider only the ends do.</summary>
    public bool HasWordForEach => !Values.IsEmpty && Values[^1].Code - Values[0].Code == Values.Length - 1;

    /// <summary>The number that says the question was passed over; an empty cell says it was not come to or not asked.</summary>
    public int? Skipped { get; init; }

    /// <summary>The number that says the item was not given to this person, where others were; null where everybody is asked everything.</summary>
    public int? NotGiven { get; init; }

    /// <summary>Numbers that are no answer, each with its word.</summary>
    public ImmutableArray<ValueLabel> NoAnswers =>
    [
        .. Skipped is { } skipped ? new[] { new ValueLabel(skipped, ExportWords.Skipped) } : [],
        .. NotGiven is { } notGiven ? new[] { new ValueLabel(notGiven, ExportWords.NotGiven) } : [],
    ];

    /// <summary>Null of a column about the person.</summary>
    public FormKey? Form { get; init; }

    /// <summary>Identifier of the item, in columns of answers and times.</summary>
    public string? Item { get; init; }

    /// <summary>How the item is answered; null where the column is none of answers.</summary>
    public AnswerFormat? Format { get; init; }

    /// <summary>Identifier of the scale, in columns of scores.</summary>
    public string? Scale { get; init; }

    /// <summary>Of a raw score: the least and the most there can be.</summary>
    public (double Least, double Most)? Range { get; init; }
}

internal sealed record ValueLabel(int Code, string Text);

internal enum ColumnKind
{
    Text,

    Whole,

    Number,
}

/// <summary>What a column says of a session.</summary>
internal enum ColumnRole
{
    Person,

    /// <summary>The one answer to an item.</summary>
    Answer,

    /// <summary>Position of the most fitting option.</summary>
    Best,

    /// <summary>Position of the least fitting option.</summary>
    Worst,

    /// <summary>Whether one option was chosen.</summary>
    Chosen,

    /// <summary>The place one option was given.</summary>
    Rank,

    /// <summary>How long the answer took.</summary>
    Time,

    Raw,

    /// <summary>Items of a scale with an answer.</summary>
    Answered,

    /// <summary>Items of a scale behind the last answer.</summary>
    NotReached,

    /// <summary>Estimate of an ability from tasks chosen by the answers.</summary>
    Ability,

    /// <summary>Its standard error.</summary>
    AbilityError,
}
