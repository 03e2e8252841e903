namespace Diagnostics.Web;

/// <summary>Makes in the background what was asked for, one after the other. What failed is told; somebody may ask again.</summary>
/// <param name="asked">In the order of asking, for as long as the server runs.</param>
internal abstract class AskedRunner<T>(Func<CancellationToken, IAsyncEnumerable<T>> asked) : BackgroundService
{
    protected abstract Task RunAsync(T asked, CancellationToken cancellation);

    protected abstract void TellFailed(T asked, Exception failure);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (T one in asked(stoppingToken))
        {
            try
            {
                await RunAsync(one, stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                TellFailed(one, failure);
            }
        }
    }
}
