namespace Diagnostics.Engine.Readiness;

/// <summary>How ready a device is, from the best.</summary>
public enum DeviceVerdict
{
    Ready,

    /// <summary>The lesson will go; something is worth mending before.</summary>
    Remarks,

    /// <summary>A student should not sit here until it is mended.</summary>
    NotReady,
}

/// <summary>Why a device is not simply ready. The first word says which point of the check it belongs to; the names stand in the store.</summary>
public enum ReadinessReason
{
    /// <summary>More than a fifth of the requests had no reply.</summary>
    ConnectionLost,

    /// <summary>Slower than the student's page waits for a socket.</summary>
    ConnectionStuck,

    /// <summary>A tenth of the replies took longer than a second.</summary>
    ConnectionSlow,

    /// <summary>Some requests had no reply.</summary>
    ConnectionUneven,

    /// <summary>No socket: answers go by the second way.</summary>
    TransportBlocked,
    StorageMissing,
    StorageRefused,
    StorageLost,
    StorageSmall,
    ClockOff,
    ScreenNarrow,
    ScreenOverflows,
    BrowserOld,
    BrowserUnknown,
    BrowserWithoutCrypto,
    BrowserWithoutLocks,
    BrowserWithoutWorker,
    PackageMissing,
    PackageWrong,
    PackageUnproven,
    CertificateExpired,
    CertificateEnds,
}

/// <summary>One reason with what it comes to.</summary>
public sealed record ReadinessFinding(ReadinessReason Reason, DeviceVerdict Weight);
