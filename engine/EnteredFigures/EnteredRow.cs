using System.Globalization;

namespace Diagnostics.Engine.EnteredFigures;

/// <summary>One number as a form or a table gives it; nothing of it is trusted.</summary>
/// <param name="Line">Of the table, to name a fault by.</param>
/// <param name="SchoolId">Where a form knows which; otherwise null.</param>
/// <param name="SchoolCode">Its number in the region's registers; may be empty.</param>
/// <param name="School">Its name; may be empty where the number or the id says which.</param>
/// <param name="Indicator">Id or title.</param>
/// <param name="Code">Of a study direction; empty where the figure is not by code.</param>
/// <param name="Value">A whole number, or "&lt;5". Empty takes the figure out, for a form alone.</param>
/// <param name="Date">Of the source: 2026-05-31 or 31.05.2026.</param>
public sealed record EnteredRow(
    int Line, string? SchoolId, string? SchoolCode, string? Municipality, string? School, string? Indicator, string? Code, string? Value, string? Source, string? Date);

/// <summary>Why a row is left out; also the column that is at fault.</summary>
public enum EnteredFault
{
    /// <summary>There is no such school at the place.</summary>
    School,

    /// <summary>Several schools may be meant.</summary>
    SchoolMixed,
    Indicator,

    /// <summary>The figure is by code and there is none, or it is not and there is one, or it is no code.</summary>
    Code,
    Value,
    Source,

    /// <summary>No day, or one that is still to come.</summary>
    Date,

    /// <summary>The table says it on an earlier line already.</summary>
    Repeated,
}

/// <summary>What a row does to the store.</summary>
public enum EnteredChange
{
    New,
    Changed,
    Unchanged,
    Removed,
}

/// <summary>Which figure of a year it is.</summary>
public readonly record struct EnteredKey(string SchoolId, string Indicator, string Code);

/// <summary>A figure as it is kept.</summary>
/// <param name="Value">Null = fewer than five, but not none.</param>
/// <param name="Date">ISO.</param>
public sealed record EnteredCell(EnteredKey Key, long? Value, string Source, string Date);

/// <summary>One figure that is to be written.</summary>
/// <param name="Before">Null where there was none.</param>
internal sealed record EnteredEdit(EnteredChange Change, EnteredCell Cell, EnteredCell? Before)
{
    /// <summary>For the log of deeds.</summary>
    public override string ToString() => $"{Cell.Key.Indicator} {Cell.Key.Code}: {ValueOf(Before)} > {(Change == EnteredChange.Removed ? "-" : ValueOf(Cell))}";

    private static string ValueOf(EnteredCell? cell) => cell is null ? "-" : cell.Value?.ToString(CultureInfo.InvariantCulture) ?? "<5";
}

/// <summary>What becomes of a row: a change, or why not.</summary>
/// <param name="School">Its name, where it is known.</param>
/// <param name="Places">A doubt and no fault: these are more people than places in the school's classes of a year, so many of which there are; null otherwise.</param>
public sealed record EnteredLine(int Line, EnteredFault? Fault, EnteredChange? Change, string School, long? Places = null);
