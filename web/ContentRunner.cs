using Diagnostics.Engine;
using Diagnostics.Engine.FrozenContent;

namespace Diagnostics.Web;

/// <summary>Rehearses the content that somebody asked for, one region after the other.</summary>
internal sealed partial class ContentRunner(DiagnosticsEngine engine, ILogger<ContentRunner> logger) : AskedRunner<AskedRehearsal>(engine.Content.AskedAsync)
{
    protected override async Task RunAsync(AskedRehearsal asked, CancellationToken cancellation)
    {
        ContentReport? report = await engine.Content.RunAsync(engine, asked, cancellation);
        Log.Rehearsed(logger, asked.RegionId, report?.Faults.Length);
    }

    protected override void TellFailed(AskedRehearsal asked, Exception failure) => Log.NotRehearsed(logger, asked.RegionId, failure);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "The content of region {RegionId} was rehearsed with {Faults} faults")]
        public static partial void Rehearsed(ILogger logger, string regionId, int? faults);

        [LoggerMessage(LogLevel.Warning, "The content of region {RegionId} could not be rehearsed; somebody may ask again")]
        public static partial void NotRehearsed(ILogger logger, string regionId, Exception failure);
    }
}
