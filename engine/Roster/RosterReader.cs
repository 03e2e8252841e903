using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;

namespace Diagnostics.Engine.Roster;

/// <summary>Rows of a source → schools and classes, and every fault by its row. Holds classes, never rows. For one reading.</summary>
/// <param name="columns">What each column is.</param>
/// <param name="municipality">Of whoever imports for one municipality alone, in one spelling; null for a region.</param>
internal sealed class RosterReader(RosterColumns columns, string? municipality)
{
    private const int LongestText = 60;
    private const int LongestName = 200;
    private const int LongestCode = 40;
    private const int ProgressRows = 4_096;

    private readonly Dictionary<string, RosterSchool> _schools = new(StringComparer.Ordinal);
    private readonly ImmutableArray<RosterFault>.Builder _faults = ImmutableArray.CreateBuilder<RosterFault>();
    private readonly Dictionary<RosterField, int> _at = columns.Fields.Select((field, column) => (field, column)).Where(one => one.field != RosterField.None)
        .ToDictionary(one => one.field, one => one.column);

    private readonly Dictionary<string, ClassName?> _names = new(StringComparer.Ordinal);
    private RosterSource _source = null!;
    private int _faultCount;
    private bool _isFaulty;

    /// <summary>A row was left out of which nobody knows the school.</summary>
    private bool _lacksRows;

    /// <exception cref="RosterFileException">The file is broken.</exception>
    public RosterContent Read(RosterSource source, IProgress<double>? progress, CancellationToken cancellation)
    {
        _source = source;
        long rows = 0;
        while (source.Read())
        {
            if (rows++ % ProgressRows == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Report(source.Share);
            }

            ReadRow();
        }

        foreach (RosterClass room in _schools.Values.SelectMany(school => school.Classes.Values).Where(room => room.Seats.Count > RosterClass.MostSeats))
        {
            Fault(room.Line, RosterFaultKind.TooMany, RosterField.None, room.Name.ToString());
            room.IsFaulty = true;
        }

        foreach (RosterSchool school in _schools.Values.Where(school => _lacksRows || school.LacksRows))
        {
            foreach (RosterClass room in school.Classes.Values)
            {
                room.MayLackRows = true;
            }
        }

        return new RosterContent(rows, [.. _schools.Values.OrderBy(school => RosterWords.KeyOf(school.Municipality), StringComparer.Ordinal)], _faults.ToImmutable(), _faultCount);
    }

    private void ReadRow()
    {
        _isFaulty = false;
        if (_source.IsTorn)
        {
            Fault(RosterFaultKind.CellCount, RosterField.None, "");
            _lacksRows = true;
            return;
        }

        if (_at.Values.Any(column => _source[column].Length >= RosterSource.LongestCell))
        {
            Fault(RosterFaultKind.LongCell, RosterField.None, "");
            _lacksRows = true;
            return;
        }

        if (SchoolOf() is not { } school)
        {
            return;
        }

        if (ClassOf(school) is not { } room)
        {
            school.LacksRows = true;
            return;
        }

        RosterSeat seat = SeatOf();
        ReadVariant(room);
        if (_at.ContainsKey(RosterField.Students))
        {
            CountStudents(room);
        }
        else
        {
            room.Add(seat);
        }

        room.IsFaulty |= _isFaulty;
    }

    private RosterSchool? SchoolOf()
    {
        string where = Cell(RosterField.Municipality);
        string code = Cell(RosterField.SchoolCode).ToUpperInvariant();
        string name = Cell(RosterField.SchoolName);
        if (where.Length > LongestName || name.Length > LongestName || code.Length > LongestCode)
        {
            return Refused(RosterFaultKind.LongCell, RosterField.None, "");
        }

        if (municipality is not null && where.Length > 0 && RosterWords.KeyOf(where) != municipality)
        {
            // A region's file has whole municipalities of them: nothing is missing for that.
            Fault(RosterFaultKind.ForeignMunicipality, RosterField.Municipality, where);
            return null;
        }

        if (code.Length == 0 && name.Length == 0)
        {
            return Refused(RosterFaultKind.NoSchool, _at.ContainsKey(RosterField.SchoolName) ? RosterField.SchoolName : RosterField.SchoolCode, "");
        }

        if (municipality is null && where.Length == 0 && code.Length == 0)
        {
            return Refused(RosterFaultKind.NoMunicipality, RosterField.Municipality, "");
        }

        string key = code.Length > 0 ? $"#{code}" : $"{RosterWords.KeyOf(where)}/{RosterWords.KeyOf(name)}";
        if (!_schools.TryGetValue(key, out RosterSchool? school))
        {
            school = new RosterSchool(where, code, name, _source.Line);
            _schools.Add(key, school);
        }
        else if (IsOther(school.Name, name) || IsOther(school.Municipality, where))
        {
            Fault(RosterFaultKind.SchoolMixed, RosterField.SchoolCode, code);
        }
        else if ((school.Name.Length == 0 && name.Length > 0) || (school.Municipality.Length == 0 && where.Length > 0))
        {
            _schools[key] = school = school with
            {
                Name = school.Name.Length == 0 ? name : school.Name,
                Municipality = school.Municipality.Length == 0 ? where : school.Municipality,
            };
        }

        if (RosterWords.TrySettlement(Cell(RosterField.Settlement), out Settlement? settlement))
        {
            school.Settlement ??= settlement;
        }
        else
        {
            Fault(RosterFaultKind.Settlement, RosterField.Settlement, Cell(RosterField.Settlement));
        }

        return school;
    }

    /// <summary>Both say something, and not the same.</summary>
    private static bool IsOther(string one, string other) => one.Length > 0 && other.Length > 0 && RosterWords.KeyOf(one) != RosterWords.KeyOf(other);

    private RosterClass? ClassOf(RosterSchool school)
    {
        bool isApart = _at.ContainsKey(RosterField.Grade);
        string written = isApart ? $"{Cell(RosterField.Grade)} {Cell(RosterField.Letter)}".Trim() : Cell(RosterField.Class);
        RosterField field = isApart ? RosterField.Grade : RosterField.Class;
        if (written.Length == 0)
        {
            Fault(RosterFaultKind.NoClass, field, "");
            return null;
        }

        if (!_names.TryGetValue(written, out ClassName? name))
        {
            name = ClassName.Read(written);
            if (_names.Count < 10_000)
            {
                _names.Add(written, name);
            }
        }

        if (name is null)
        {
            Fault(RosterFaultKind.Class, field, written);
            return null;
        }

        if (!school.Classes.TryGetValue(name.Key, out RosterClass? room))
        {
            room = new RosterClass(name, _source.Line);
            school.Classes.Add(name.Key, room);
        }

        return room;
    }

    private RosterSeat SeatOf()
    {
        if (!RosterWords.TrySex(Cell(RosterField.Sex), out Sex? sex))
        {
            Fault(RosterFaultKind.Sex, RosterField.Sex, Cell(RosterField.Sex));
        }

        if (!RosterWords.TryAccommodation(Cell(RosterField.Accommodation), out Accommodation? accommodation))
        {
            // What is no code may be a diagnosis: it is not said again.
            Fault(RosterFaultKind.Accommodation, RosterField.Accommodation, "");
        }

        return new RosterSeat(sex, accommodation);
    }

    private void ReadVariant(RosterClass room)
    {
        if (!RosterWords.TryVariant(Cell(RosterField.Variant), out BatteryVariant? variant))
        {
            Fault(RosterFaultKind.Variant, RosterField.Variant, Cell(RosterField.Variant));
        }
        else if (variant is not null && room.Variant is not null && variant != room.Variant)
        {
            Fault(RosterFaultKind.VariantMixed, RosterField.Variant, Cell(RosterField.Variant));
        }

        room.Variant ??= variant;
    }

    private void CountStudents(RosterClass room)
    {
        string cell = Cell(RosterField.Students);
        if (!int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out int students) || students is < 1 or > RosterClass.MostSeats)
        {
            Fault(RosterFaultKind.Students, RosterField.Students, cell);
        }
        else if (room.IsCounted)
        {
            Fault(RosterFaultKind.Repeated, RosterField.None, room.Name.ToString());
        }
        else
        {
            room.Count(students);
        }
    }

    private string Cell(RosterField field) => _at.TryGetValue(field, out int column) ? _source[column] : "";

    private RosterSchool? Refused(RosterFaultKind kind, RosterField field, string text)
    {
        Fault(kind, field, text);
        _lacksRows = true;
        return null;
    }

    private void Fault(RosterFaultKind kind, RosterField field, string text) => Fault(_source.Line, kind, field, text);

    private void Fault(long line, RosterFaultKind kind, RosterField field, string text)
    {
        _isFaulty = true;
        if (_faultCount++ < RosterContent.MostFaults)
        {
            string heading = field != RosterField.None && _at.TryGetValue(field, out int column) ? _source.Headings[column] : "";
            _faults.Add(new RosterFault(line, kind, heading, text.Length > LongestText ? text[..LongestText] + "…" : text));
        }
    }
}
