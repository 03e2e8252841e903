using System.Diagnostics;

namespace Diagnostics.Web.Rehearsal.Floors;

/// <summary>A floor's server while it is measured: a process of its own, so that its processor time is the floor's alone.</summary>
internal sealed class FloorProcess : IAsyncDisposable
{
    private readonly Process _process;

    private FloorProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <param name="file">Where the durable floor keeps its table.</param>
    /// <exception cref="InvalidOperationException">It ended before it listened.</exception>
    public static async Task<FloorProcess> StartAsync(FloorKind kind, string file, CancellationToken cancellation)
    {
        Process process = SameProgram.Start(Commands.RehearseCommand.FloorVerb, kind.ToString(), file);
        try
        {
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            return await process.StandardOutput.ReadLineAsync(cancellation) is { } address
                ? new FloorProcess(process, new Uri(address + "/"))
                : throw new InvalidOperationException("The server of a floor ended early.");
        }
        catch
        {
            await EndAsync(process);
            throw;
        }
    }

    /// <summary>The closed loop against it.</summary>
    public static async Task<LoopFigures> MeasureAsync(
        FloorKind kind, int connections, int seconds, string file, TimeProvider time, CancellationToken cancellation)
    {
        await using FloorProcess floor = await StartAsync(kind, file, cancellation);
        using CrowdNetwork network = new(WorkerPlan.OfLoop(floor.Address, seconds));
        IReadOnlyList<LoopLine> lines = await ClosedLoop.OpenAsync(
            connections,
            number => kind == FloorKind.Raw
                ? LoopLine.Raw.OpenAsync(network.Hub("raw"), network.By(number), cancellation)
                : LoopLine.Floor.OpenAsync(network.Hub("hub"), network.By(number), number, cancellation),
            cancellation);
        LoopFigures figures = await ClosedLoop.RunAsync(lines, seconds, floor._process, time, cancellation);
        await Task.WhenAll(lines.Select(line => line.DisposeAsync().AsTask()));
        return figures;
    }

    public async ValueTask DisposeAsync() => await EndAsync(_process);

    private static async Task EndAsync(Process process)
    {
        using (process)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }
}
