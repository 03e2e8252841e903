using System.Security.Cryptography;
using System.Text;
using Diagnostics.Engine.Accounts;

namespace Diagnostics.Web.Access;

/// <summary>
/// The cookie of a signed-in browser, who it belongs to, and the word that every change must bring besides it: a page of another origin
/// can neither read the word nor send the cookie.
/// </summary>
internal sealed class StaffCookie(StaffDoor door, Seal seal, ServerOptions options)
{
    /// <summary>The header that carries <see cref="WordOf"/>.</summary>
    public const string WordHeader = "X-Staff";

    private const string Name = "staff";

    /// <summary>Colleagues who share a computer.</summary>
    private const int MostAccounts = 8;

    private readonly KnownBrowser _known = new(seal, SealPurpose.Device, "device", MostAccounts);

    /// <summary>Who asks, or null; looked up once a request.</summary>
    public async Task<StaffIdentity?> WhoAsync(HttpContext context)
    {
        if (context.Items.TryGetValue(typeof(StaffIdentity), out object? known))
        {
            return (StaffIdentity?)known;
        }

        StaffIdentity? who = context.Request.Cookies[Cookies.NameOf(context, Name)] is { } token ? await door.FindAsync(token, context.RequestAborted) : null;
        if (who is { Account.Demo: true } && !options.Demo)
        {
            who = null;
        }

        context.Items[typeof(StaffIdentity)] = who;
        return who;
    }

    /// <summary>Forgets who asked: a socket is one request for hours, and is asked again.</summary>
    public static void AskAgain(HttpContext context) => context.Items.Remove(typeof(StaffIdentity));

    /// <summary>Whether the browser brings one at all, good or not.</summary>
    public static bool IsBrought(HttpContext context) => context.Request.Cookies.ContainsKey(Cookies.NameOf(context, Name));

    /// <param name="isProved">Everything that is asked for was right: from now on this is a browser the account knows.</param>
    public void Set(HttpContext context, string token, Account account, bool isProved)
    {
        context.Response.Cookies.Append(Cookies.NameOf(context, Name), token, Cookies.Strict(context, StaffDoor.Longest));
        if (isProved)
        {
            Remember(context, account);
        }
    }

    /// <summary>From now on this is a browser the account knows: its owner proved themselves at it.</summary>
    public void Remember(HttpContext context, Account account) => _known.Remember(context, account.Id);

    public static void Clear(HttpContext context) => context.Response.Cookies.Delete(Cookies.NameOf(context, Name), Cookies.Strict(context, TimeSpan.Zero));

    /// <summary>Which browser this is, when the account has signed in or set its password from it before; otherwise null.</summary>
    public string? BrowserOf(HttpContext context, Account account) => _known.NameAt(context, account.Id);

    /// <summary>Which browser this is, when any account has signed in or set its password from it before; otherwise null.</summary>
    public string? BrowserOf(HttpContext context) => _known.LastName(context);

    public string WordOf(StaffIdentity who) => seal.Word(SealPurpose.StaffWord, who.SessionId);

    public bool BringsTheWord(HttpContext context, StaffIdentity who) => CryptographicOperations.FixedTimeEquals(
        Encoding.ASCII.GetBytes(context.Request.Headers[WordHeader].ToString()), Encoding.ASCII.GetBytes(WordOf(who)));
}
