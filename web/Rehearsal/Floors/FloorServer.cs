using System.Net.WebSockets;
using Diagnostics.Engine.Rehearsals;
using Microsoft.AspNetCore.Http.Connections;

namespace Diagnostics.Web.Rehearsal.Floors;

/// <summary><c>rehearse-floor KIND FILE</c>: a process of its own, so that its processor time is the server's; prints its address, ends with standard input.</summary>
internal static class FloorServer
{
    public static async Task<int> RunAsync(
        FloorKind kind, string file, TextReader input, TextWriter output, TimeProvider time, CancellationToken cancellation)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSignalR().AddJsonProtocol();
        using FloorLog? log = kind == FloorKind.Durable ? new FloorLog(file, time) : null;
        if (log is not null)
        {
            builder.Services.AddSingleton(log);
        }

        await using WebApplication app = builder.Build();
        app.UseWebSockets();
        app.Map("/raw", EchoAsync);
        app.MapHub<FloorHub>("/hub", hub => hub.Transports = HttpTransportType.WebSockets);
        await app.StartAsync(cancellation);
        await output.WriteLineAsync(app.Urls.First());
        await output.FlushAsync(cancellation);
        await input.ReadToEndAsync(cancellation);
        return Commands.ExitCode.Success;
    }

    private static async Task EchoAsync(HttpContext context)
    {
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
        byte[] buffer = new byte[4096];
        while (true)
        {
            ValueWebSocketReceiveResult got = await socket.ReceiveAsync(buffer.AsMemory(), context.RequestAborted);
            if (got.MessageType == WebSocketMessageType.Close)
            {
                return;
            }

            await socket.SendAsync(buffer.AsMemory(0, got.Count), WebSocketMessageType.Text, got.EndOfMessage, context.RequestAborted);
        }
    }
}
