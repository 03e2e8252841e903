using System.Net;
using System.Net.Sockets;

namespace Diagnostics.Web.Rehearsal;

/// <summary>The ways to the server: one connection pool for each address the crowd comes from.</summary>
internal sealed class CrowdNetwork : IDisposable
{
    private readonly SocketsHttpHandler[] _handlers;
    private readonly HttpMessageInvoker[] _invokers;

    public CrowdNetwork(WorkerPlan plan)
    {
        Url = plan.Url;
        _handlers = plan.Sources.Count == 0 ? [Handler(plan, null)] : [.. plan.Sources.Select(source => Handler(plan, IPAddress.Parse(source)))];
        _invokers = [.. _handlers.Select(handler => new HttpMessageInvoker(handler, disposeHandler: false))];
    }

    public Uri Url { get; }

    /// <summary>The address of a hub.</summary>
    public Uri Hub(string path) => new UriBuilder(new Uri(Url, path)) { Scheme = Url.Scheme == Uri.UriSchemeHttps ? "wss" : "ws" }.Uri;

    /// <summary>The way of the student or teacher with this number.</summary>
    public HttpMessageInvoker By(int number) => _invokers[number % _invokers.Length];

    public void Dispose()
    {
        foreach (HttpMessageInvoker invoker in _invokers)
        {
            invoker.Dispose();
        }

        foreach (SocketsHttpHandler handler in _handlers)
        {
            handler.Dispose();
        }
    }

    private static SocketsHttpHandler Handler(WorkerPlan plan, IPAddress? source)
    {
        SocketsHttpHandler handler = new()
        {
            UseCookies = false,
            UseProxy = false,
            MaxConnectionsPerServer = 200,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
            SslOptions = CrowdTrust.Of(plan.Authority),
        };
        if (source is not null)
        {
            handler.ConnectCallback = async (context, cancellation) =>
            {
                Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                try
                {
                    socket.Bind(new IPEndPoint(source, 0));
                    await socket.ConnectAsync(context.DnsEndPoint, cancellation);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            };
        }

        return handler;
    }
}
