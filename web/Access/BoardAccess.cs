using System.Globalization;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;

namespace Diagnostics.Web.Access;

/// <summary>
/// Who may see and lead a class board: whoever earned its cookie with the PIN that is the class's still, on that class only, and staff who run the school's lessons.
/// </summary>
internal sealed class BoardAccess(Seal seal, StaffCookie staff, OrgTree organisation, OrgPaths paths, ClassBoard board)
{
    /// <summary>How a board's cookie is named in the audit log: a PIN has no person.</summary>
    public const string PinHolder = "pin";

    private static readonly TimeSpan Life = TimeSpan.FromHours(12);

    /// <summary>The classes of a school that a teacher's phone, or the computer of a room, opens.</summary>
    private const int MostBoards = 20;

    private readonly KnownBrowser _opened = new(seal, SealPurpose.OpenedBoards, "boards", MostBoards);

    /// <summary>Which browser this is, when it has opened the class's board before, also with an earlier PIN; otherwise null.</summary>
    public string? BrowserOf(HttpContext context, string classId) => _opened.NameAt(context, classId);

    /// <param name="revision">Of the PIN that was typed: the cookie ends with it.</param>
    public void Admit(HttpContext context, string boardLink, string classId, int revision)
    {
        context.Response.Cookies.Append(
            CookieOf(context, boardLink), seal.Make(SealPurpose.Board, string.Create(CultureInfo.InvariantCulture, $"{classId}:{revision}"), Life),
            Cookies.Strict(context, Life));
        _opened.Remember(context, classId);
    }

    /// <summary>The class this browser may see under this link, and as whom, or null. A change by staff must bring their word.</summary>
    public async Task<(string ClassId, string Actor)?> FindAsync(HttpContext context, string boardLink)
    {
        if (seal.Open(SealPurpose.Board, context.Request.Cookies[CookieOf(context, boardLink)])?.Split(':') is [var classId, var revision]
            && await board.PinRevisionAsync(classId, context.RequestAborted) is { } current
            && revision == current.ToString(CultureInfo.InvariantCulture))
        {
            return (classId, PinHolder);
        }

        if (await staff.WhoAsync(context) is not { Stage: SignInStage.Complete } who
            || (!HttpMethods.IsGet(context.Request.Method) && !staff.BringsTheWord(context, who))
            || await organisation.FindClassByLinkAsync(boardLink, context.RequestAborted) is not { } found
            || !await paths.MayAsync(who.Account, StaffAct.RunLesson, new OrgNode(NodeKind.Class, found.Id), context.RequestAborted))
        {
            return null;
        }

        return (found.Id, who.Account.Id);
    }

    /// <summary>One phone may hold several boards: a cookie each, named by the link's beginning.</summary>
    private static string CookieOf(HttpContext context, string boardLink) =>
        Cookies.NameOf(context, $"board_{boardLink[..Math.Min(8, boardLink.Length)]}");
}
