using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Diagnostics.Benchmarks.Delivery;

/// <summary><c>delivery-floor TARGET FILE</c>: a process of its own, so that its processor time is the server's; prints its address, ends with standard input.</summary>
internal static class FloorServer
{
    public static async Task<int> RunAsync(DeliveryTarget target, string file)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSignalR().AddJsonProtocol();
        using FloorLog? log = target == DeliveryTarget.Durable ? new FloorLog(file) : null;
        if (log is not null)
        {
            builder.Services.AddSingleton(log);
        }

        await using WebApplication app = builder.Build();
        app.UseWebSockets();
        app.Map("/raw", EchoAsync);
        app.MapHub<FloorHub>("/hub", hub => hub.Transports = HttpTransportType.WebSockets);
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await Console.In.ReadToEndAsync();
        return 0;
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
