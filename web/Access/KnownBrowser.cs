using System.Security.Cryptography;

namespace Diagnostics.Web.Access;

/// <summary>
/// A cookie by which a browser is known to a few accounts, or at a few boards, newest first, under a random name at each. It opens nothing: whoever
/// brings it is limited apart from strangers.
/// </summary>
/// <param name="most">How many it is known to at a time; the one that was not met for longest is forgotten.</param>
internal sealed class KnownBrowser(Seal seal, SealPurpose purpose, string cookie, int most)
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(180);

    /// <summary>The browser's name at an account or a board; null where it is not known.</summary>
    /// <param name="id">Of the account or the board.</param>
    public string? NameAt(HttpContext context, string id) => Read(context).FirstOrDefault(one => one.Id == id).Name;

    /// <summary>The browser's name wherever it was met last; null when it is known nowhere.</summary>
    public string? LastName(HttpContext context) => Read(context).FirstOrDefault().Name;

    public void Remember(HttpContext context, string id)
    {
        (string Id, string Name)[] known = Read(context);
        string name = known.FirstOrDefault(one => one.Id == id).Name ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        IEnumerable<(string Id, string Name)> now = known.Where(one => one.Id != id).Prepend((id, name)).Take(most);
        string payload = string.Join(',', now.Select(one => $"{one.Id}:{one.Name}"));
        context.Response.Cookies.Append(Cookies.NameOf(context, cookie), seal.Make(purpose, payload, Life), Cookies.Strict(context, Life));
    }

    private (string Id, string Name)[] Read(HttpContext context) =>
    [
        .. (seal.Open(purpose, context.Request.Cookies[Cookies.NameOf(context, cookie)]) ?? "").Split(',')
            .Select(one => one.Split(':')).Where(parts => parts.Length == 2).Select(parts => (parts[0], parts[1])),
    ];
}
