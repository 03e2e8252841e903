using System.Globalization;
using Diagnostics.Engine.Sessions;

namespace Diagnostics.Web.Access;

/// <summary>
/// What a student's token says: this session, in this class, opened with this revision of the seat's code, by this browser's random name, when
/// so many decisions on taking part were recorded. Nothing else about the student.
/// </summary>
internal sealed record SessionCredential(string SessionId, string ClassId, int CodeRevision, CodeTyped Typed)
{
    /// <summary>
    /// Null for anything else, also for what was sealed before codes were counted: the code is typed again. What was sealed before devices were
    /// named comes from none, and from before every decision.
    /// </summary>
    public static SessionCredential? Parse(string? payload) =>
        payload?.Split(':') is [var session, var schoolClass, var revision, .. var typed]
        && int.TryParse(revision, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? new SessionCredential(session, schoolClass, number, TypedOf(typed))
            : null;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{SessionId}:{ClassId}:{CodeRevision}:{Typed.Decisions}:{Typed.Device}");

    private static CodeTyped TypedOf(string[] parts) =>
        parts is [var count, var device, ..] && long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out long decisions)
            ? new CodeTyped(device, decisions)
            : new CodeTyped("", 0);
}
