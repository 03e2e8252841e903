using Diagnostics.Engine.Accounts;

namespace Diagnostics.Engine.Privacy;

/// <summary>Who did what with which object. Never a name, a code, a key or an answer.</summary>
/// <param name="Actor">Identifier of an account, or "system", "console", "code" (a student's card), "parent", "slip".</param>
/// <param name="ObjectKind">e.g. account, school, class, session.</param>
/// <param name="ObjectId">Its identifier; forgotten when the object is erased.</param>
/// <param name="Detail">A few words of closed vocabulary (a role, a version), or empty.</param>
/// <param name="Place">The place in the tree whose staff may read the entry.</param>
public sealed record AuditEntry(string Actor, AuditAct Act, string ObjectKind, string ObjectId, OrgNode Place, string Detail = "")
{
    /// <summary>The program itself: the demo, a migration.</summary>
    public const string System = "system";

    /// <summary>Whoever holds a parent's link.</summary>
    public const string Parent = "parent";

    /// <summary>Whoever hands a slip in.</summary>
    public const string Slip = "slip";

    /// <summary>The operator at the command line.</summary>
    public const string Console = "console";
}
