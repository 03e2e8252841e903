using System.Globalization;

namespace Diagnostics.Web.Access;

/// <summary>What a student's token says: this session, in this class, opened with this revision of the seat's code. Nothing else about the student.</summary>
internal sealed record SessionCredential(string SessionId, string ClassId, int CodeRevision)
{
    /// <summary>Null for anything else, also for what was sealed before codes were counted: the code is typed again.</summary>
    public static SessionCredential? Parse(string? payload) =>
        payload?.Split(':') is [var session, var schoolClass, var revision, ..]
        && int.TryParse(revision, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? new SessionCredential(session, schoolClass, number)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{SessionId}:{ClassId}:{CodeRevision}");
}
