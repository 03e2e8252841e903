using System.Diagnostics.Metrics;
using Diagnostics.Engine;
using Diagnostics.Web.Hubs;

namespace Diagnostics.Web.Watch;

/// <summary>What the doors measure, meter "Diagnostics.Web": open sockets, calls turned away because there are too many, and the disk.</summary>
internal sealed class DoorMeter : IDisposable
{
    public const string Name = "Diagnostics.Web";

    private readonly Counter<long> _limited;

    public DoorMeter(DiagnosticsEngine engine, SessionSockets students, BoardLines boards, ServingState serving, PoolWatch pool)
    {
        _limited = Meter.CreateCounter<long>(FigureBook.Names.Limited, "{call}", "Calls told to come again later (429), and sockets closed for sending too much.");
        Meter.CreateObservableGauge(
            FigureBook.Names.Sockets,
            () => new Measurement<int>[] { new(students.Count, Kind("student")), new(boards.Count, Kind("board")) },
            "{socket}", "Sockets open now.");
        Meter.CreateObservableGauge(FigureBook.Names.DiskFree, () => FreeOf(engine.DiskFolder), "By", "Free beside the store, or beside the keys where the store is another server's.");
        Meter.CreateObservableGauge("server.ready", () => Health.IsReady(engine, serving) ? 1 : 0, "1", "1 while new students may be sent here.");
        Meter.CreateObservableGauge("server.starved", () => pool.IsStarved ? 1 : 0, "1", "1 while requests wait for a thread.");
    }

    public Meter Meter { get; } = new(Name);

    public void Limited() => _limited.Add(1);

    public void Dispose() => Meter.Dispose();

    private static KeyValuePair<string, object?> Kind(string kind) => new("kind", kind);

    private static IEnumerable<Measurement<long>> FreeOf(string folder)
    {
        try
        {
            return [new(new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace)];
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // A disk that cannot be asked has no figure; the others stay.
            return [];
        }
    }
}
