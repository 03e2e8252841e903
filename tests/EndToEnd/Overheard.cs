using System.Text;
using Microsoft.Playwright;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>Everything browsers send: addresses, headers, bodies and what goes through sockets.</summary>
internal sealed class Overheard
{
    private readonly List<(string What, byte[] Sent)> _sent = [];

    public IReadOnlyList<(string What, byte[] Sent)> Sent
    {
        get
        {
            lock (_sent)
            {
                return [.. _sent];
            }
        }
    }

    public void ListenTo(IBrowserContext context)
    {
        context.Request += (_, request) => Add($"{request.Method} {request.Url}", Whole(request));
        context.Page += (_, page) => ListenTo(page);
    }

    private void ListenTo(IPage page) => page.WebSocket += (_, socket) => socket.FrameSent += (_, frame) =>
        Add($"socket {socket.Url}", frame.Binary ?? Encoding.UTF8.GetBytes(frame.Text ?? ""));

    private static byte[] Whole(IRequest request) =>
    [
        .. Encoding.UTF8.GetBytes($"{request.Url}\n{string.Join('\n', request.Headers.Select(header => $"{header.Key}: {header.Value}"))}\n"),
        .. request.PostDataBuffer ?? [],
    ];

    private void Add(string what, byte[] sent)
    {
        lock (_sent)
        {
            _sent.Add((what, sent));
        }
    }
}
