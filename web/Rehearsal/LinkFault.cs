using System.Net.WebSockets;
using System.Text.Json;

namespace Diagnostics.Web.Rehearsal;

/// <summary>What ends a line without ending the run: the network, the server, a reply cut short, a socket that was aborted meanwhile.</summary>
internal static class LinkFault
{
    public static bool Is(Exception error, CancellationToken run) =>
        error is IOException or HttpRequestException or JsonException or WebSocketException or ObjectDisposedException
        || (error is OperationCanceledException && !run.IsCancellationRequested);

    /// <summary>What it counts as: an answer of the server that says so, or a link.</summary>
    public static Counted Of(Exception error) => error is HttpRequestException { StatusCode: not null } or RefusedCallException ? Counted.Failed : Counted.LinkLost;
}

/// <summary>The server answered a call with an error, or with what it must not say.</summary>
internal sealed class RefusedCallException(string message) : IOException(message);
