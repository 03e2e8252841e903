namespace Diagnostics.Web.Access;

/// <summary>The cookie a board's PIN earns; it names the class, so it opens that class's board and no other.</summary>
internal sealed class BoardAccess(Seal seal)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(12);

    public void Admit(HttpContext context, string boardLink, string classId) =>
        context.Response.Cookies.Append(CookieOf(context, boardLink), seal.Make(SealPurpose.Board, classId, Life), Cookies.Strict(context, Life));

    /// <summary>The class this browser may see under this link, or null.</summary>
    public string? ClassOf(HttpContext context, string boardLink) =>
        seal.Open(SealPurpose.Board, context.Request.Cookies[CookieOf(context, boardLink)]);

    /// <summary>One phone may hold several boards: a cookie each, named by the link's beginning.</summary>
    private static string CookieOf(HttpContext context, string boardLink) =>
        Cookies.NameOf(context, $"board_{boardLink[..Math.Min(8, boardLink.Length)]}");
}
