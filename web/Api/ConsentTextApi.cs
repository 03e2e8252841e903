using Diagnostics.Engine.Consent;
using Diagnostics.Web.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>The words of a consent page by their version, open to everybody: what somebody agreed to can be read again.</summary>
internal static class ConsentTextApi
{
    public static void MapConsentTextApi(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/consent-text/{version}.json", Read).IsKept(new DoorRule.Open()).WithTags("consent").Refuses(404);

    private static Results<Ok<ConsentText>, ProblemHttpResult> Read(string version, HttpContext context, ConsentTexts texts)
    {
        if (texts.Find(version) is not { } text)
        {
            return Problems.Of(StatusCodes.Status404NotFound, "text-unknown");
        }

        // A version never changes.
        context.Response.Headers.CacheControl = "public, max-age=86400";
        return TypedResults.Ok(text);
    }
}
