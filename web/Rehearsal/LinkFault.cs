using System.Net.WebSockets;
using System.Text.Json;

namespace Diagnostics.Web.Rehearsal;

/// <summary>What ends a line without ending the run: the network, the server, a reply cut short, a socket that was aborted meanwhile.</summary>
internal static class LinkFault
{
    public static bool Is(Exception error, CancellationToken run) =>
        error is IOException or HttpRequestException or JsonException or WebSocketException or ObjectDisposedException
        || (error is OperationCanceledException && !run.IsCancellationRequested);
}
