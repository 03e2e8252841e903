using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;
using Microsoft.Extensions.Logging;

namespace Diagnostics.Engine;

/// <summary>The engine put together: opens the store, migrates it, proves the log's tail, and hands out the rooms' doors.</summary>
public sealed class DiagnosticsEngine : IAsyncDisposable
{
    private DiagnosticsEngine()
    {
    }

    public required KeyRing Keys { get; init; }

    public required InstrumentLibrary Instruments { get; init; }

    public required BatteryLibrary Batteries { get; init; }

    public required OrgTree Organisation { get; init; }

    public required CodeCards Cards { get; init; }

    public required Entrance Entrance { get; init; }

    public required SessionRunner Sessions { get; init; }

    public required ClassBoard Board { get; init; }

    public required ResultDesk Results { get; init; }

    public static Task<DiagnosticsEngine> OpenAsync(EngineOptions options, TimeProvider clock, ILoggerFactory loggers, CancellationToken cancellation) =>
        throw new NotImplementedException();

    /// <summary>Seeds the demo region (2 municipalities, 6 schools, 24 classes, 600 codes; 4 classes finished with simulated answers) into an empty store.</summary>
    public Task SeedDemoAsync(CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Two demo classes that wait in their lobby, to print codes of; empty without the demo.</summary>
    public Task<IReadOnlyList<SchoolClass>> DemoClassesAsync(CancellationToken cancellation) => throw new NotImplementedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
