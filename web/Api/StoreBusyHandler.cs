using System.Globalization;
using Diagnostics.Engine.Storage;
using Microsoft.AspNetCore.Diagnostics;

namespace Diagnostics.Web.Api;

/// <summary>The store cannot be used now: 503 with the time to wait, and nothing of the reason.</summary>
internal sealed class StoreBusyHandler : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not StoreBusyException busy)
        {
            return false;
        }

        httpContext.Response.Headers.RetryAfter = Math.Ceiling(busy.RetryMs / 1000.0).ToString(CultureInfo.InvariantCulture);
        await Problems.Of(StatusCodes.Status503ServiceUnavailable, "store-busy").ExecuteAsync(httpContext);
        return true;
    }
}
