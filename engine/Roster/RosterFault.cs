namespace Diagnostics.Engine.Roster;

/// <summary>Why a row is left out.</summary>
public enum RosterFaultKind
{
    /// <summary>Not as many cells as the headings.</summary>
    CellCount,

    /// <summary>Longer than anything a roster says.</summary>
    LongCell,
    NoMunicipality,

    /// <summary>A municipality that is not of whoever imports.</summary>
    ForeignMunicipality,
    NoSchool,

    /// <summary>Neither known by its number nor named.</summary>
    SchoolUnknown,

    /// <summary>Two names under one number, two numbers under one name, or a name alone that several schools have.</summary>
    SchoolMixed,
    Settlement,
    NoClass,
    Class,

    /// <summary>The grade has no battery of this form.</summary>
    NoBattery,
    Sex,
    Accommodation,
    Variant,

    /// <summary>Two forms in one class.</summary>
    VariantMixed,

    /// <summary>No number of 1..40.</summary>
    Students,

    /// <summary>More than forty students in a class.</summary>
    TooMany,

    /// <summary>A class that is counted twice.</summary>
    Repeated,
}

/// <param name="Line">Line of the file, or row of the sheet, from 1.</param>
/// <param name="Column">Its heading; empty when the fault is the whole row's.</param>
/// <param name="Text">What stands there, cut; empty where it might say too much of a person.</param>
public sealed record RosterFault(long Line, RosterFaultKind Kind, string Column, string Text);

/// <summary>Why a file cannot be read at all.</summary>
public enum RosterFileFault
{
    Unreadable,
    Empty,

    /// <summary>A workbook of the older Excel.</summary>
    OldWorkbook,

    /// <summary>Larger than a roster, packed or unpacked.</summary>
    Large,
    ManyColumns,

    /// <summary>A column without a heading, or two with the same.</summary>
    Headings,

    /// <summary>An archive that is neither a workbook nor OneRoster.</summary>
    WrongArchive,

    /// <summary>An archive of OneRoster with a file that is said of persons.</summary>
    PersonalPart,

    /// <summary>An archive of OneRoster without all orgs, classes and enrollments.</summary>
    NotBulk,
}

/// <summary>A file cannot be read as a roster: nothing of it was used.</summary>
/// <param name="kind">Why.</param>
/// <param name="part">Which file of an archive; empty for the file itself.</param>
/// <param name="line">Line from 1; 0 when it is about no line.</param>
public sealed class RosterFileException(RosterFileFault kind, string part = "", long line = 0, Exception? cause = null)
    : Exception(part.Length == 0 ? $"line {line}: {kind}" : $"{part}, line {line}: {kind}", cause)
{
    public RosterFileFault Kind => kind;

    public string Part => part;

    public long Line => line;
}
