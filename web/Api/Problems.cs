using System.Globalization;
using System.Security.Cryptography;
using Diagnostics.Web.Watch;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Diagnostics.Web.Api;

/// <summary>ProblemDetails whose <c>code</c> the client turns into words; the list is the client's catalogue too.</summary>
internal static class Problems
{
    public static ProblemHttpResult Of(int status, string code) =>
        TypedResults.Problem(
            statusCode: status,
            extensions: RequestIds.Current is { } request
                ? new Dictionary<string, object?> { ["code"] = code, [RequestIds.Field] = request }
                : new Dictionary<string, object?> { ["code"] = code });

    /// <summary>Names the refusals of a door, or of a group of doors, in the document.</summary>
    public static TBuilder Refuses<TBuilder>(this TBuilder doors, params ReadOnlySpan<int> statuses)
        where TBuilder : IEndpointConventionBuilder
    {
        foreach (int status in statuses)
        {
            doors.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(ProblemDetails), ["application/problem+json"]));
        }

        return doors;
    }

    /// <summary>Nobody new is let in; those who were told together come back apart.</summary>
    public static ProblemHttpResult Closed(HttpContext context)
    {
        context.Response.Headers.RetryAfter = RandomNumberGenerator.GetInt32(15, 31).ToString(CultureInfo.InvariantCulture);
        return Of(StatusCodes.Status503ServiceUnavailable, "entry-closed");
    }

    /// <summary>This node ends: another is there, and a proxy passes the call on to it.</summary>
    public static ProblemHttpResult Moving(HttpContext context)
    {
        context.Response.Headers.RetryAfter = NodeDrain.ComeAgainSeconds.ToString(CultureInfo.InvariantCulture);
        // No other reply has this status: a proxy must not take a busy store for a node that ends.
        return Of(StatusCodes.Status502BadGateway, "moving");
    }

    /// <param name="seconds">When the next try is let in.</param>
    public static ProblemHttpResult TooMany(HttpContext context, int seconds = 30)
    {
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Of(StatusCodes.Status429TooManyRequests, "too-many-attempts");
    }
}
