namespace Diagnostics.Engine.Exports;

/// <summary>
/// All by which a row could be told from others before its answers are read. Which questions were asked is one of them: it depends on the grade and on special conditions.
/// Two persons are alike when these are equal.
/// </summary>
/// <param name="Battery">Identifier and version of what was asked.</param>
/// <param name="SchoolId">The store's own identifier: it never leaves, a number of this export stands for it.</param>
internal sealed record PersonTraits(bool IsSimulated, RowStanding Standing, string Battery, int? Grade, string? Sex, string? Settlement, string? Municipality, string? SchoolId);

/// <summary>One row to be: a session and what may be told beside its answers.</summary>
internal sealed record ExportPerson(string SessionId, PersonTraits Traits);

/// <summary>Whether a session enters norms; the numbers stand in files.</summary>
internal enum RowStanding
{
    Counts = 0,

    /// <summary>Only that the answers are in doubt speaks against it.</summary>
    InDoubt = 1,

    /// <summary>At home, interrupted or with special conditions: not told apart, since the last is about health.</summary>
    Other = 2,
}
