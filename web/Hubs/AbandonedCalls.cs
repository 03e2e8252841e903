using Microsoft.AspNetCore.SignalR;

namespace Diagnostics.Web.Hubs;

/// <summary>A call whose socket has gone while it waited is nobody's any more, and no fault: the framework would tell it to the log with its stack.</summary>
internal sealed class AbandonedCalls : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        try
        {
            return await next(invocationContext);
        }
        catch (OperationCanceledException) when (invocationContext.Context.ConnectionAborted.IsCancellationRequested)
        {
            return null;
        }
    }
}
