using System.Diagnostics;

namespace Diagnostics.Web.Watch;

/// <summary>
/// A name for every request: told back in <c>X-Request-Id</c> and in a refusal, and written beside each line of the structured log and to a trace. It is made here;
/// what a browser brings is not believed.
/// </summary>
internal static class RequestIds
{
    public const string Header = "X-Request-Id";

    /// <summary>As the refusal's ProblemDetails names it.</summary>
    public const string Field = "requestId";

    /// <summary>Of what is being done now; null outside a request.</summary>
    public static string? Current => Activity.Current is { IdFormat: ActivityIdFormat.W3C } now ? now.TraceId.ToHexString() : null;

    public static void UseRequestIds(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        Activity? request = Activity.Current;
        if (Current is { } id)
        {
            // When the reply starts: the framework's handler of faults empties what was set earlier.
            context.Response.OnStarting(() =>
            {
                context.Response.Headers[Header] = id;
                return Task.CompletedTask;
            });
        }

        if (request is not null && context.WebSockets.IsWebSocketRequest)
        {
            // A socket lasts a lesson: its calls are traced one by one.
            request.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }

        await next(context);
        if (request is { IsAllDataRequested: true })
        {
            Name(request, context);
        }

        if (context.Response.StatusCode == StatusCodes.Status429TooManyRequests)
        {
            context.RequestServices.GetRequiredService<DoorMeter>().Limited();
        }
    });

    /// <summary>By the door's pattern and not by the address, which holds links.</summary>
    private static void Name(Activity request, HttpContext context)
    {
        string method = context.Request.Method is "GET" or "POST" or "HEAD" or "PUT" or "DELETE" or "OPTIONS" or "PATCH" ? context.Request.Method : "_OTHER";
        string? door = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        request.DisplayName = door is null ? method : $"{method} {door}";
        request.SetTag("http.request.method", method).SetTag("http.route", door).SetTag("http.response.status_code", context.Response.StatusCode);
    }
}
