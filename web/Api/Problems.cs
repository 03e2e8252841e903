using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>ProblemDetails whose <c>code</c> the client turns into words; the list is the client's catalogue too.</summary>
internal static class Problems
{
    public static ProblemHttpResult Of(int status, string code) =>
        TypedResults.Problem(statusCode: status, extensions: new Dictionary<string, object?> { ["code"] = code });

    public static ProblemHttpResult TooMany(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "30";
        return Of(StatusCodes.Status429TooManyRequests, "too-many-attempts");
    }
}
