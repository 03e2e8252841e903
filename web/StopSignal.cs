using System.Runtime.InteropServices;

namespace Diagnostics.Web;

/// <summary>Hears the operator's or the system's wish that the program end: <see cref="Again"/> is the second one, which waits for nobody.</summary>
internal sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource _again = new();
    private readonly PosixSignalRegistration[] _heard;
    private int _count;

    public StopSignal() => _heard = [.. new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT }.Select(signal => PosixSignalRegistration.Create(signal, Hear))];

    /// <summary>Cancelled with the second signal.</summary>
    public CancellationToken Again => _again.Token;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _heard)
        {
            registration.Dispose();
        }

        _again.Dispose();
    }

    private void Hear(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _count) > 1)
        {
            _again.Cancel();
        }
    }
}
