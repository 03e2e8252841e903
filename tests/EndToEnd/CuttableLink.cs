using System.Net;
using System.Net.Sockets;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>A cable between one device and the server that can be pulled: open connections break, new ones are refused an answer.</summary>
internal sealed class CuttableLink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Uri _server;
    private readonly List<TcpClient> _open = [];
    private readonly Task _accepting;
    private volatile bool _cut;
    private volatile bool _frozen;
    private volatile bool _held;

    public CuttableLink(Uri server)
    {
        _server = server;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _accepting = AcceptAsync();
    }

    public Uri Address { get; }

    public void Cut()
    {
        _cut = true;
        CloseAll();
    }

    public void Mend() => _cut = false;

    /// <summary>Carries nothing until it is released; what is sent meanwhile comes then, as a network sends again what was not received.</summary>
    public void Hold() => _held = true;

    public void Release() => _held = false;

    /// <summary>Carries nothing from now on and closes nothing: neither end can tell that the other is gone.</summary>
    public void Freeze() => _frozen = true;

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        CloseAll();
        await _accepting;
        _listener.Dispose();
    }

    private void CloseAll()
    {
        lock (_open)
        {
            _open.ForEach(client => client.Close());
            _open.Clear();
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient near = await _listener.AcceptTcpClientAsync();
                if (_cut)
                {
                    near.Close();
                    continue;
                }

                if (Reach() is not { } far)
                {
                    near.Close();
                    continue;
                }

                lock (_open)
                {
                    _open.AddRange([near, far]);
                }

                _ = CarryAsync(near, far);
                _ = CarryAsync(far, near);
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            // The listener was stopped.
        }
    }

    /// <summary>Null when nobody listens there.</summary>
    private TcpClient? Reach()
    {
        try
        {
            return new TcpClient(_server.Host, _server.Port);
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private async Task UntilReleasedAsync()
    {
        while (_held)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }

    private async Task CarryAsync(TcpClient from, TcpClient to)
    {
        try
        {
            byte[] buffer = new byte[16 * 1024];
            int got;
            while ((got = await from.GetStream().ReadAsync(buffer)) > 0)
            {
                await UntilReleasedAsync();
                if (!_frozen)
                {
                    await to.GetStream().WriteAsync(buffer.AsMemory(0, got));
                }
            }

            await UntilReleasedAsync();
            if (!_frozen)
            {
                to.Client.Shutdown(SocketShutdown.Send);
            }
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException or InvalidOperationException or SocketException)
        {
            await UntilReleasedAsync();
            from.Close();
            to.Close();
        }
    }
}
