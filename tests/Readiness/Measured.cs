using Diagnostics.Engine.Readiness;

namespace Diagnostics.Tests.Readiness;

/// <summary>What a device measured that is ready in every point; tests change one.</summary>
internal static class Measured
{
    public static DeviceMeasurements Fine { get; } = new(
        Sent: 24, Failed: 0, MedianMs: 20, SlowMs: 60, SocketCheck.Carried, StorageCheck.Kept, FreeMb: 2_000, ClockOffsetMs: 4_000, Width: 1_280, Overflows: false,
        BrowserKind.Chromium, BrowserVersion: 109, HasCrypto: true, HasLocks: true, HasWorker: true, PackageCheck.Right);
}
