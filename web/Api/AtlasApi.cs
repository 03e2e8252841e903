using Diagnostics.Engine.Atlas;
using Diagnostics.Web.Access;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Diagnostics.Web.Api;

/// <summary>The newest atlas, open to everybody: canonical JSON whose SHA-256 is its content hash and its ETag.</summary>
internal static class AtlasApi
{
    /// <summary>A media type of its own, so that these bytes, and no reply with a secret in it, are compressed.</summary>
    public const string MediaType = "application/vnd.diagnostics.atlas+json";

    public static void MapAtlasApi(this IEndpointRouteBuilder app) => app.MapGet("/api/atlas.json", Get).IsKept(new DoorRule.Open()).WithTags("atlas")
        .Produces(StatusCodes.Status200OK, contentType: MediaType).Produces(StatusCodes.Status304NotModified);

    private static FileContentHttpResult Get(HttpContext context, AtlasLibrary atlases)
    {
        AtlasYear newest = atlases.Newest;

        // The address stands for the newest atlas, so a copy is kept for an hour and then asked about by its hash.
        context.Response.Headers.CacheControl = "public, max-age=3600";
        return TypedResults.Bytes(
            atlases.JsonOf(newest), MediaType, entityTag: new EntityTagHeaderValue($"\"{newest.ContentHash}\""));
    }
}
