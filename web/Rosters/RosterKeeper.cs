namespace Diagnostics.Web.Rosters;

/// <summary>Lets go of files nobody goes on with, whether or not somebody brings another.</summary>
internal sealed class RosterKeeper(RosterShelf shelf, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            shelf.Sweep();
        }
    }
}
