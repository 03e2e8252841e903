namespace Diagnostics.Web.Access;

/// <summary>What a student's token says: this session, in this class. Nothing else about the student.</summary>
internal sealed record SessionCredential(string SessionId, string ClassId)
{
    public static SessionCredential? Parse(string? payload) =>
        payload?.Split(':') is [var session, var schoolClass, ..] ? new SessionCredential(session, schoolClass) : null;

    public override string ToString() => $"{SessionId}:{ClassId}";
}
