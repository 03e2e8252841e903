using Diagnostics.Web.Api;

namespace Diagnostics.Web.Tls;

/// <summary>
/// Closes what is marked with <see cref="RequireSecureOrigin{TBuilder}"/> at an insecure origin: a page for people, a problem for
/// programs.
/// </summary>
internal static class SecureOriginDoor
{
    private const string Page = "insecure.html";

    /// <summary>For pages and doors of staff and everything with names.</summary>
    public static TBuilder RequireSecureOrigin<TBuilder>(this TBuilder doors)
        where TBuilder : IEndpointConventionBuilder => doors.WithMetadata(Required.Instance);

    /// <summary>Before the endpoint binds or runs anything.</summary>
    public static void UseSecureOrigin(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        bool refused = context.GetEndpoint()?.Metadata.GetMetadata<Required>() is not null
            && SecureOrigin.Of(context.Request) is OriginMode.WithoutNames;
        await (refused ? RefuseAsync(context) : next(context));
    });

    private static async Task RefuseAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
        {
            await Problems.Of(StatusCodes.Status403Forbidden, "insecure-origin").ExecuteAsync(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.SendFileAsync(Path.Combine(WebRoot.Folder, Page), context.RequestAborted);
    }

    private sealed class Required
    {
        public static readonly Required Instance = new();
    }
}
