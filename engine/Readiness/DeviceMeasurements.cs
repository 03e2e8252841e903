namespace Diagnostics.Engine.Readiness;

/// <summary>What a device of a class measured on itself. The first value of every kind is the worst one: what a device leaves out counts as missing.</summary>
/// <param name="Sent">Small requests sent, at the pace of a lesson.</param>
/// <param name="Failed">Of these, without a reply in time.</param>
/// <param name="MedianMs">Half of the replies came within; null when none came.</param>
/// <param name="SlowMs">Nine of ten replies came within; null when none came.</param>
/// <param name="FreeMb">What the browser lets the page keep, MB; null where it does not tell.</param>
/// <param name="ClockOffsetMs">The device's clock less the server's.</param>
/// <param name="Width">Of the page, CSS pixels: zoom makes it smaller.</param>
/// <param name="Overflows">The page is wider than its window.</param>
/// <param name="BrowserVersion">Major version; 0 when it is not known.</param>
public sealed record DeviceMeasurements(
    int Sent,
    int Failed,
    int? MedianMs,
    int? SlowMs,
    SocketCheck Socket,
    StorageCheck Storage,
    int? FreeMb,
    long ClockOffsetMs,
    int Width,
    bool Overflows,
    BrowserKind Browser,
    int BrowserVersion,
    bool HasCrypto,
    bool HasLocks,
    bool HasWorker,
    PackageCheck Package)
{
    /// <summary>Fewer requests say nothing about a connection.</summary>
    public const int FewestRequests = 10;

    private const int MostRequests = 200;
    private const int LongestMs = 60_000;
    private const long MostOffsetMs = 100L * 366 * 24 * 3_600_000;
    private const int MostMb = 100_000_000;

    /// <summary>Numbers a device can have measured; others were made up.</summary>
    public bool IsPlausible =>
        Sent is >= FewestRequests and <= MostRequests && Failed >= 0 && Failed <= Sent
        && (MedianMs is null) == (Failed == Sent) && (SlowMs is null) == (MedianMs is null)
        && MedianMs is null or (>= 0 and <= LongestMs) && SlowMs is null or <= LongestMs && (SlowMs ?? 0) >= (MedianMs ?? 0)
        && FreeMb is null or (>= 0 and <= MostMb) && ClockOffsetMs is >= -MostOffsetMs and <= MostOffsetMs
        && Width is > 0 and <= 100_000 && BrowserVersion is >= 0 and < 10_000;
}

public enum SocketCheck
{
    /// <summary>Did not open in time: lessons go over plain HTTP.</summary>
    Blocked,

    /// <summary>Opened, and what was sent did not come back.</summary>
    Silent,

    Carried,
}

public enum StorageCheck
{
    /// <summary>The browser has none, or forbids it.</summary>
    Missing,

    /// <summary>Writing was refused.</summary>
    Refused,

    /// <summary>What was written was not there when it was opened again.</summary>
    Lost,

    Kept,
}

public enum BrowserKind
{
    Other,
    Chromium,
    Firefox,
}

public enum PackageCheck
{
    /// <summary>Did not arrive.</summary>
    Missing,

    /// <summary>Arrived, and is not what the class is given.</summary>
    Wrong,

    /// <summary>Arrived; without https the browser cannot prove what it is.</summary>
    Unproven,

    Right,
}
