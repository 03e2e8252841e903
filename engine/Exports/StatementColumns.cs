using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.Qti;

namespace Diagnostics.Engine.Exports;

/// <summary>Which columns make one statement together.</summary>
internal sealed class StatementColumns
{
    public StatementColumns(ImmutableArray<ExportColumn> columns)
    {
        Person = [.. columns.Select((column, place) => (place, column)).Where(one => one.column.Role == ColumnRole.Person && one.place > 0).Select(one => (one.place, one.column.Name))];
        Subjects =
        [
            .. columns.Select((column, place) => (column, place)).Where(one => one.column.Role is not (ColumnRole.Person or ColumnRole.Answered or ColumnRole.NotReached or ColumnRole.Ability or ColumnRole.AbilityError))
                .GroupBy(one => (one.column.Form!, one.column.Item, one.column.Scale))
                .Select(same => Of(same.Key.Item1, same.Key.Item, same.Key.Scale, [.. same])),
        ];
    }

    public ImmutableArray<StatementSubject> Subjects { get; }

    /// <summary>Columns about the person, without the row's number.</summary>
    public ImmutableArray<(int Place, string Name)> Person { get; }

    /// <summary>Null where there is nothing to state.</summary>
    public static StatementResult? ResultOf(StatementSubject subject, ReadOnlySpan<ExportCell> cells)
    {
        double? time = subject.Time is { } at ? cells[at].Number : null;
        double[] numbers = new double[subject.Places.Length];
        for (int part = 0; part < numbers.Length; part++)
        {
            if (cells[subject.Places[part]].Number is not { } number || number == subject.Skipped || number == subject.NotGiven)
            {
                return null;
            }

            numbers[part] = number;
        }

        return subject.Role switch
        {
            ColumnRole.Raw => new StatementResult(null, numbers[0], null),
            ColumnRole.Chosen => new StatementResult([.. Enumerable.Range(0, numbers.Length).Where(option => numbers[option] == 1).Select(option => (double)option)], 0, time),
            ColumnRole.Rank => new StatementResult([.. Enumerable.Range(0, numbers.Length).OrderBy(option => numbers[option]).Select(option => (double)option)], 0, time),
            ColumnRole.Answer or ColumnRole.Best => new StatementResult([.. numbers], 0, time),
            ColumnRole.Person or ColumnRole.Worst or ColumnRole.Time or ColumnRole.Answered or ColumnRole.NotReached or ColumnRole.Ability or ColumnRole.AbilityError
                => throw new InvalidOperationException($"{subject.Role} states nothing by itself."),
        };
    }

    private static StatementSubject Of(FormKey form, string? item, string? scale, (ExportColumn Column, int Place)[] own)
    {
        (ExportColumn Column, int Place)[] answers = [.. own.Where(one => one.Column.Role != ColumnRole.Time)];
        ExportColumn first = answers[0].Column;
        string what = item is null ? $"scale:{scale}" : $"item:{item}";
        return new StatementSubject(
            $"urn:diagnostics:{form.Instrument}:{form.Version}:{form.Form}:{what}", first.Role, InteractionOf(first), [.. answers.Select(one => one.Place)],
            own.Where(one => one.Column.Role == ColumnRole.Time).Select(one => (int?)one.Place).FirstOrDefault(), first.Skipped, first.Range)
        {
            NotGiven = first.NotGiven,
            Identifier = item is null ? QtiIdentifiers.OfScale(form.Instrument, scale!) : QtiIdentifiers.OfItem(form.Instrument, item),
            Format = first.Format,
        };
    }

    private static string? InteractionOf(ExportColumn first) => first switch
    {
        { Role: ColumnRole.Raw } => null,
        { Role: ColumnRole.Rank } => "sequencing",
        { Role: ColumnRole.Answer } when !first.HasWordForEach => "numeric",
        _ => "choice",
    };
}

/// <summary>An item or a scale as statements are made of it.</summary>
/// <param name="Activity">Its identifier.</param>
/// <param name="Role">Of its first column.</param>
/// <param name="Interaction">Kind of question; null of a scale.</param>
/// <param name="Places">Its columns.</param>
/// <param name="Time">Column of its time.</param>
internal sealed record StatementSubject(
    string Activity, ColumnRole Role, string? Interaction, ImmutableArray<int> Places, int? Time, int? Skipped, (double Least, double Most)? Range)
{
    /// <summary>The number that says an item was not given.</summary>
    public int? NotGiven { get; init; }

    /// <summary>As QTI calls it: an item as in an exported package, a scale as in that of a battery.</summary>
    public required string Identifier { get; init; }

    /// <summary>How an item is answered; null of a scale.</summary>
    public required AnswerFormat? Format { get; init; }
}

/// <param name="Answer">Positions or numbers, in the order that means something; null of a score.</param>
internal sealed record StatementResult(ImmutableArray<double>? Answer, double Raw, double? Milliseconds)
{
    /// <summary>Between the parts of an answer of several, as the specification has it.</summary>
    private const string Between = "[,]";

    public string? Response => Answer is { } parts ? string.Join(Between, parts.Select(number => number.ToString("R", CultureInfo.InvariantCulture))) : null;
}
