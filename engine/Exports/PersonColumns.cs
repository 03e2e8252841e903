using System.Collections.Immutable;

namespace Diagnostics.Engine.Exports;

/// <summary>The first columns: what is told of a person beside the answers.</summary>
internal sealed class PersonColumns
{
    private readonly ImmutableArray<(ExportColumn Column, Func<PersonCells, ExportCell> Cell)> _all;

    public PersonColumns(TraitDetail told, ColumnNames names)
    {
        (bool IsTold, string Name, string Label, ColumnKind Kind, ImmutableArray<ValueLabel> Values, Func<PersonCells, ExportCell> Cell)[] all =
        [
            (true, "row", "Случайный номер строки этой выгрузки", ColumnKind.Text, [], person => ExportCell.Of(person.Row)),
            (true, "simulated", "Ответы сделаны программой", ColumnKind.Whole, ExportWords.NoYes, person => ExportCell.Of(person.Traits.IsSimulated ? 1 : 0)),
            (true, "year", "Год кампании", ColumnKind.Whole, [], person => ExportCell.Of(person.Year)),
            (told.Grade, "grade", "Класс (номер)", ColumnKind.Whole, [], person => ExportCell.Of(person.Traits.Grade)),
            (told.Sex, "sex", "Пол", ColumnKind.Whole, ExportWords.Sexes, person => Coded(person.Traits.Sex, "female", "male")),
            (told.Settlement, "settlement", "Город или село", ColumnKind.Whole, ExportWords.Settlements, person => Coded(person.Traits.Settlement, "city", "village")),
            (told.Place == PlaceDetail.Municipality, "municipality", "Муниципалитет", ColumnKind.Text, [], person => ExportCell.Of(person.Traits.Municipality)),
            (told.Place == PlaceDetail.School, "school", ExportWords.School, ColumnKind.Whole, [], person => ExportCell.Of(person.School)),
            (true, "battery", "Батарея и её версия", ColumnKind.Text, [], person => ExportCell.Of(person.Traits.Battery)),
            (true, "standing", "Входит ли сеанс в нормы", ColumnKind.Whole, ExportWords.Standings, person => ExportCell.Of((int)person.Traits.Standing)),
            (true, "doubts", "Сколько видов признаков ненадёжности у ответов об интересах", ColumnKind.Whole, [], person => ExportCell.Of(person.Doubts)),
        ];
        _all = [.. all.Where(one => one.IsTold).Select(one => (new ExportColumn(names.Give(one.Name), one.Label, one.Kind, ColumnRole.Person) { Values = one.Values }, one.Cell))];
        Columns = [.. _all.Select(one => one.Column)];
    }

    public ImmutableArray<ExportColumn> Columns { get; }

    public void Fill(PersonCells person, Span<ExportCell> cells)
    {
        for (int at = 0; at < _all.Length; at++)
        {
            cells[at] = _all[at].Cell(person);
        }
    }

    private static ExportCell Coded(string? value, string first, string second) => value == first ? ExportCell.Of(1) : value == second ? ExportCell.Of(2) : default;
}

/// <summary>What this export says of one person.</summary>
/// <param name="Row">Random, made for this row.</param>
/// <param name="School">A number of this export; null where schools are not told, or this one has too few rows.</param>
/// <param name="Doubts">Kinds of flags raised; null where no interests were asked.</param>
internal sealed record PersonCells(string Row, int Year, PersonTraits Traits, int? School, int? Doubts);
