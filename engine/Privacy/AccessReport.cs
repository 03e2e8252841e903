using Diagnostics.Engine.Accounts;

namespace Diagnostics.Engine.Privacy;

/// <summary>Who has access to a school, and what was done with its data in a period.</summary>
/// <param name="People">Everybody whose place covers the school, closed accounts included.</param>
/// <param name="Deeds">By person and act, in counts.</param>
/// <param name="Lines">What left the server, opened a door to the school's data, was erased, or took something from a page: one by one, the newest first; at most <see cref="AccessDesk.MostLines"/>.</param>
/// <param name="Before">The number to ask the next lines from; null when there are none.</param>
public sealed record AccessReport(
    string SchoolName, long FromMs, long ToMs, IReadOnlyList<AccessPerson> People, IReadOnlyList<AccessDeeds> Deeds, IReadOnlyList<AuditLine> Lines,
    long? Before);

/// <param name="PlaceTitle">The name of the place the account is bound to; empty for the whole server.</param>
/// <param name="SinceMs">When the account was made.</param>
/// <param name="SignedInAtMs">The last sign-in that was completed, or null.</param>
/// <param name="Acts">What the role may do.</param>
public sealed record AccessPerson(
    string Id, string Login, string Name, StaffRole Role, NodeKind PlaceKind, string PlaceTitle, long SinceMs, long? SignedInAtMs, bool HasSecondFactor,
    bool Disabled, IReadOnlyList<StaffAct> Acts);

/// <param name="ActorName">Null where it was the program, a board by its PIN, or an account that is gone.</param>
public sealed record AccessDeeds(string Actor, string? ActorName, StaffRole? Role, AuditAct Act, int Count);
