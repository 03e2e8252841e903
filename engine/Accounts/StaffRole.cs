namespace Diagnostics.Engine.Accounts;

/// <summary>What somebody of the staff is here for. Students and parents have no account.</summary>
public enum StaffRole
{
    /// <summary>Runs lessons of a school's classes.</summary>
    Teacher,

    /// <summary>Reads and reviews the results of a school, or of the schools of a municipality.</summary>
    Psychologist,

    /// <summary>Keeps a school: classes, codes, names, consent, colleagues.</summary>
    Coordinator,

    /// <summary>Keeps the schools of a municipality.</summary>
    Municipality,

    /// <summary>Keeps a region.</summary>
    Region,

    /// <summary>Looks after instruments and norms; sees no person.</summary>
    Methodologist,

    /// <summary>Runs the server; sees no result.</summary>
    Operator,
}
