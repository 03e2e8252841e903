namespace Diagnostics.Web.Access;

internal static class Cookies
{
    /// <summary>
    /// A cookie's name at this origin: by TLS browsers take <c>__Host-…</c> only from this very host, so no plain page and no neighbour can plant it.
    /// </summary>
    public static string NameOf(HttpContext context, string name) => context.Request.IsHttps ? $"__Host-{name}" : name;

    /// <summary>Out of reach of scripts and of other sites; Secure wherever the page itself came by TLS.</summary>
    public static CookieOptions Strict(HttpContext context, TimeSpan life) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        MaxAge = life,
        Path = "/",
        IsEssential = true,
    };
}
