namespace Diagnostics.Web.Access;

internal static class Cookies
{
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
