using Diagnostics.Engine.Sittings;
using Diagnostics.Web.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>Battery packages: immutable bytes under their hash.</summary>
internal static class PackageApi
{
    /// <summary>A media type of its own, so that these bytes, and no reply with a secret in it, are compressed.</summary>
    public const string MediaType = "application/vnd.diagnostics.package+json";

    public static void MapPackageApi(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/package/{hash}.json", GetAsync).IsKept(new DoorRule.Open()).WithTags("package").Produces(StatusCodes.Status200OK, contentType: MediaType);

    private static async Task<Results<FileContentHttpResult, NotFound>> GetAsync(
        string hash, HttpContext context, SittingPackages packages, CancellationToken cancellation)
    {
        if (await packages.FindAsync(hash, cancellation) is not { } package)
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return TypedResults.Bytes(package.Json, MediaType);
    }
}
