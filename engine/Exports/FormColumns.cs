using System.Collections.Immutable;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.Results;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Engine.Exports;

/// <summary>The columns of one form, whichever battery asked it, side by side.</summary>
internal sealed class FormColumns
{
    private readonly InstrumentForm _form;
    private readonly bool _isChosen;
    private readonly ImmutableArray<int> _widths;
    private readonly bool _hasItems;
    private readonly bool _hasTimes;
    private readonly bool _hasScores;

    /// <param name="prefix">What the names of its columns begin with.</param>
    public FormColumns(BatteryStep step, ExportOrder order, string prefix, ColumnNames names)
    {
        (_form, _isChosen) = (step.Form, step.Adaptive is not null);
        (_hasItems, _hasTimes, _hasScores) = (order.HasItems, order.HasTimes, order.HasScores);
        FormKey key = KeyOf(step);
        var columns = ImmutableArray.CreateBuilder<ExportColumn>();
        var widths = ImmutableArray.CreateBuilder<int>();
        foreach (Item item in _hasItems ? _form.Items : [])
        {
            ImmutableArray<ExportColumn> own = AnswerColumns.Of($"{prefix}_{item.Id}", key, item, names, _isChosen);
            widths.Add(own.Length);
            columns.AddRange(own);
            if (_hasTimes)
            {
                columns.Add(new ExportColumn(names.Give($"{prefix}_{item.Id}_ms"), ExportWords.Time(AnswerWords.Of(item)), ColumnKind.Whole, ColumnRole.Time) { Form = key, Item = item.Id });
            }
        }

        foreach (ScaleKey scale in _hasScores ? _form.Key.Scales : [])
        {
            string title = step.Instrument.Scales.First(one => one.Id == scale.Id).Title.Russian;
            columns.Add(new ExportColumn(names.Give($"{prefix}_raw_{scale.Id}"), ExportWords.Raw(title), ColumnKind.Number, ColumnRole.Raw)
            {
                Form = key,
                Scale = scale.Id,
                Range = step.Adaptive is { } section ? (0, section.Bank.FixedForm.Length) : (scale.Lowest, scale.Highest),
            });
            columns.Add(new ExportColumn(names.Give($"{prefix}_n_{scale.Id}"), ExportWords.Answered(title), ColumnKind.Whole, ColumnRole.Answered) { Form = key, Scale = scale.Id });
            if (scale is CriterionScale)
            {
                columns.Add(new ExportColumn(names.Give($"{prefix}_notreached_{scale.Id}"), ExportWords.NotReached(title), ColumnKind.Whole, ColumnRole.NotReached) { Form = key, Scale = scale.Id });
            }

            if (step.Adaptive is { Bank.IsPredicted: var isPredicted })
            {
                columns.Add(new ExportColumn(names.Give($"{prefix}_theta_{scale.Id}"), ExportWords.Ability(title, isPredicted), ColumnKind.Number, ColumnRole.Ability) { Form = key, Scale = scale.Id });
                columns.Add(new ExportColumn(names.Give($"{prefix}_se_{scale.Id}"), ExportWords.AbilityError(title, isPredicted), ColumnKind.Number, ColumnRole.AbilityError) { Form = key, Scale = scale.Id });
            }
        }

        (Columns, _widths) = (columns.ToImmutable(), widths.ToImmutable());
    }

    public ImmutableArray<ExportColumn> Columns { get; }

    public static FormKey KeyOf(BatteryStep step) => new(step.Instrument.Id, step.Instrument.Version, step.Form.Id);

    /// <param name="first">Position of the form's first item in the battery.</param>
    /// <param name="section">Null where it was not taken.</param>
    /// <param name="cells">Those of the form's columns.</param>
    public void Fill(PackedAnswers answers, int first, ProfileSection? section, Span<ExportCell> cells)
    {
        int at = 0;
        for (int item = 0; item < _widths.Length; item++)
        {
            AnswerColumns.Fill(_form.Items[item], answers.Values[first + item], _isChosen, cells.Slice(at, _widths[item]));
            at += _widths[item];
            if (_hasTimes)
            {
                cells[at++] = TimeOf(item, first, answers.Times);
            }
        }

        foreach (ProfileScale scale in _hasScores && section is not null ? section.Scales : [])
        {
            cells[at++] = ExportCell.Of(scale.Raw);
            cells[at++] = ExportCell.Of(scale.Answered);
            if (scale.NotReached is { } behind)
            {
                cells[at++] = ExportCell.Of(behind);
            }

            if (_isChosen)
            {
                cells[at++] = ExportCell.Of(scale.Ability?.Theta);
                cells[at++] = ExportCell.Of(scale.Ability?.StandardError);
            }
        }
    }

    // Before the first item of a section stand its instruction and the end of another; simulated students have no times.
    private static ExportCell TimeOf(int item, int first, IReadOnlyList<long?> times) =>
        item == 0 || first + item >= times.Count || ProtocolCheck.Duration(first + item, times) is not (>= 0 and var milliseconds) ? default : ExportCell.Of(milliseconds);
}
