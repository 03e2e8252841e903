namespace Diagnostics.Web.Access;

/// <summary>How many calls a session makes over plain HTTP, where a socket's messages would be counted.</summary>
internal sealed class CallLimits(ServerOptions options, TimeProvider clock)
{
    private readonly TokenBuckets? _calls = options.Lines.MessagesPerSecond is > 0 and var perSecond
        ? new TokenBuckets(perSecond, perSecond * 60.0, clock)
        : null;

    public bool TryCall(string sessionId) => _calls?.TryTake(sessionId) ?? true;
}
