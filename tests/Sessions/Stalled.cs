using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Sessions;

/// <summary>The log's writer held inside a transaction, as a disk that hangs holds it, until it is let go.</summary>
internal sealed class Stalled : IAsyncDisposable
{
    private readonly ManualResetEventSlim _go = new();
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _work;

    private Stalled(TestHouse house) => _work = house.Engine.Writer.RunAsync(
        null,
        _ =>
        {
            _reached.SetResult();
            _go.Wait();
            return true;
        },
        default);

    /// <summary>The writer stands still.</summary>
    public Task Reached => _reached.Task;

    public static Stalled Writer(TestHouse house)
    {
        Stalled stalled = new(house);
        stalled.Reached.Wait();
        return stalled;
    }

    public async ValueTask DisposeAsync()
    {
        _go.Set();
        await _work;
        _go.Dispose();
    }
}
