namespace Diagnostics.Web.Access;

/// <summary>
/// How many calls a session makes over plain HTTP, where a socket's messages would be counted: so many by the device that holds it, and as many
/// by all others that typed its code together, so that an earlier one does not use up the calls of whoever sits there.
/// </summary>
internal sealed class CallLimits(ServerOptions options, TimeProvider clock)
{
    private readonly TokenBuckets? _holders = TableOf(options, clock);

    /// <summary>Apart from the holders' table, so that others cannot take its room: only whoever was let in makes a key there.</summary>
    private readonly TokenBuckets? _others = TableOf(options, clock);

    public bool TryCall(string sessionId, bool isHolder) => (isHolder ? _holders : _others)?.TryTake(sessionId) ?? true;

    private static TokenBuckets? TableOf(ServerOptions options, TimeProvider clock) =>
        options.Lines.MessagesPerSecond is > 0 and var perSecond ? new TokenBuckets(perSecond, perSecond * 60.0, clock) : null;
}
