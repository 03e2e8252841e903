using Diagnostics.Web.Access;
using Microsoft.AspNetCore.SignalR;

namespace Diagnostics.Web.Hubs;

/// <summary>
/// Asks twice a minute whether whoever looks at a board may still do so: a socket stays open when its account is closed, its browser is signed out
/// elsewhere or the PIN is changed on another node. A board shows no answer, so half a minute is soon enough.
/// </summary>
internal sealed partial class BoardGuard(BoardViewers viewers, BoardAccess access, TimeProvider clock, ILogger<BoardGuard> logger) : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (HubCallerContext viewer in viewers.All)
            {
                try
                {
                    if (!viewer.ConnectionAborted.IsCancellationRequested && !await MayLookAsync(viewer))
                    {
                        viewer.Abort();
                    }
                }
                catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
                {
                    Log.NotAsked(logger, failure.GetType().Name);
                }
            }
        }
    }

    private async Task<bool> MayLookAsync(HubCallerContext viewer)
    {
        HttpContext request = viewer.GetHttpContext()!;
        StaffCookie.AskAgain(request);
        string link = request.Request.Path.Value!.Split('/')[^1];
        return (await access.FindAsync(request, link))?.ClassId == (string)viewer.Items[BoardHub.ClassItem]!;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Whether a board's viewer may still look could not be asked ({Kind}); half a minute later it is tried again")]
        public static partial void NotAsked(ILogger logger, string kind);
    }
}
