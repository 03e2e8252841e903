namespace Diagnostics.Engine.Roster;

/// <summary>What a column of a roster says. The names stand in remembered mappings: never rename one.</summary>
public enum RosterField
{
    /// <summary>Not read.</summary>
    None,
    Municipality,

    /// <summary>The school's own number in its region's registers.</summary>
    SchoolCode,
    SchoolName,
    Settlement,

    /// <summary>Grade and letter in one column.</summary>
    Class,
    Grade,
    Letter,
    Sex,

    /// <summary>A code of conditions, never a diagnosis.</summary>
    Accommodation,

    /// <summary>The form a class takes.</summary>
    Variant,

    /// <summary>A row is a class of so many students.</summary>
    Students,
}
