using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;

namespace Diagnostics.Web;

/// <summary>The built client: hashed assets are kept for ever, pages are asked for again.</summary>
internal static class ClientFiles
{
    private const string Forever = "public, max-age=31536000, immutable";

    public static void UseClientFiles(this WebApplication app) => app.UseStaticFiles(new StaticFileOptions
    {
        OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
            file.Context.Request.Path.StartsWithSegments("/assets") ? Forever : "no-cache",
    });

    public static void MapClientPages(this IEndpointRouteBuilder app)
    {
        MapPage(app, "/", "index.html");
        MapPage(app, "/result", "result.html");
        MapPage(app, "/verify", "verify.html");
        MapPage(app, "/slip", "slip.html");
        MapPage(app, "/check", "check.html");
        MapPage(app, "/guide", "guide.html");
        MapPage(app, "/board/{link}", "board.html");
        MapPage(app, "/setup", "setup.html").RequireSecureOrigin();
        MapPage(app, "/review", "review.html").RequireSecureOrigin();
        MapPage(app, "/region", "region.html").RequireSecureOrigin().WithMetadata(new HoldsFrame());
        MapPage(app, "/staff", "staff.html").RequireSecureOrigin();
        MapPage(app, "/parent", "parent.html").RequireSecureOrigin();
        MapPage(app, "/preview", "preview.html").RequireSecureOrigin().WithMetadata(new OwnFrame());
    }

    private static RouteHandlerBuilder MapPage(IEndpointRouteBuilder app, string route, string file) => app
        .MapGet(route, (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "no-cache";
            return TypedResults.PhysicalFile(Path.Combine(WebRoot.Folder, file), "text/html; charset=utf-8");
        })
        .IsKept(new DoorRule.Open())
        .ExcludeFromDescription();
}
