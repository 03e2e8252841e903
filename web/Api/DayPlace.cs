using Diagnostics.Engine.Accounts;

namespace Diagnostics.Web.Api;

/// <summary>A place as calls about the day name it: a region, a municipality or a school, never the whole server or one class.</summary>
internal static class DayPlace
{
    public static OrgNode? Of(NodeKind kind, string? id) =>
        id is not null && kind is (NodeKind.Region or NodeKind.Municipality or NodeKind.School) ? new OrgNode(kind, id) : null;
}
