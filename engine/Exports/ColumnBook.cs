using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.Results;

namespace Diagnostics.Engine.Exports;

/// <summary>All columns of an export, and how a session's row is filled: those about the person, then form by form.</summary>
internal sealed class ColumnBook
{
    private readonly PersonColumns _person;
    private readonly Dictionary<FormKey, (int First, FormColumns Columns)> _forms = [];

    /// <param name="batteries">What the rows to be were asked.</param>
    public ColumnBook(IEnumerable<Battery> batteries, ExportOrder order, TraitDetail told)
    {
        var names = new ColumnNames();
        _person = new PersonColumns(told, names);
        BatteryStep[] steps =
        [
            .. batteries.SelectMany(battery => battery.Steps)
                .Where(step => order.Instruments.IsEmpty || order.Instruments.Contains(step.Instrument.Id))
                .DistinctBy(FormColumns.KeyOf)
                .OrderBy(step => step.Instrument.Id, StringComparer.Ordinal).ThenBy(step => step.Instrument.Version, StringComparer.Ordinal).ThenBy(step => step.Form.Id, StringComparer.Ordinal),
        ];
        ILookup<string, BatteryStep> versions = steps.DistinctBy(step => (step.Instrument.Id, step.Instrument.Version)).ToLookup(step => step.Instrument.Id);
        ImmutableArray<ExportColumn>.Builder all = ImmutableArray.CreateBuilder<ExportColumn>();
        all.AddRange(_person.Columns);
        foreach (BatteryStep step in steps)
        {
            FormColumns form = new(step, order, PrefixOf(step, versions[step.Instrument.Id].Count() > 1), names);
            _forms.Add(FormColumns.KeyOf(step), (all.Count, form));
            all.AddRange(form.Columns);
        }

        Columns = all.ToImmutable();
    }

    public ImmutableArray<ExportColumn> Columns { get; }

    /// <param name="person">Numbers and names of this export about the person.</param>
    public ExportCell[] RowOf(PersonCells person, Battery battery, PackedAnswers answers, Profile profile)
    {
        var cells = new ExportCell[Columns.Length];
        _person.Fill(person, cells);
        foreach (BatteryStep step in battery.Steps)
        {
            if (_forms.TryGetValue(FormColumns.KeyOf(step), out (int First, FormColumns Columns) form))
            {
                ProfileSection? section = profile.Sections.FirstOrDefault(one => one.Instrument == step.Instrument.Id && one.Form == step.Form.Id);
                form.Columns.Fill(answers, step.FirstItem, section, cells.AsSpan(form.First, form.Columns.Columns.Length));
            }
        }

        return cells;
    }

    private static string PrefixOf(BatteryStep step, bool hasVersions)
    {
        string form = step.Form.Id == "full" ? "" : $"_{step.Form.Id}";
        return string.Create(CultureInfo.InvariantCulture, $"{step.Instrument.Id}{form}{(hasVersions ? $"_v{step.Instrument.Version}" : "")}");
    }
}
