namespace Diagnostics.Engine.Readiness;

/// <summary>From what a device measured to what it is worth in a lesson. Pure; the one place that decides.</summary>
public static class ReadinessRules
{
    /// <summary>Above this share of lost requests a student would see «Связи нет» most of the lesson, and the finish would wait long.</summary>
    public const double MostLost = 0.2;

    /// <summary>The student's page gives a socket so long to open; a slower line never gets one.</summary>
    public const int StuckMs = 5_000;

    /// <summary>A reply within a second is felt as one; above it «сохранено» lags behind the answers.</summary>
    public const int SlowMs = 1_000;

    /// <summary>A browser that offers less is in a private window or on a full disk; a package and a lesson's answers need a part of it.</summary>
    public const int SmallMb = 10;

    /// <summary>No clock of a device is trusted, so minutes do not matter; days come near the limits of certificates.</summary>
    public const long ClockOffMs = 24L * 3_600_000;

    /// <summary>1280 pixels at 400 %: below it pages are not made for.</summary>
    public const int NarrowestWidth = 320;

    /// <summary>The last browsers of Windows 7, which the client is built for.</summary>
    public const int OldestChromium = 109;

    /// <inheritdoc cref="OldestChromium"/>
    public const int OldestFirefox = 115;

    /// <summary>Time to ask for a new certificate and to hand it to schools.</summary>
    public const int CertificateDays = 14;

    /// <param name="certificateDays">Whole days the server's certificate has left, negative when it is over; null where the server has none of its own.</param>
    /// <returns>The reasons by their order in <see cref="ReadinessReason"/>; none means ready.</returns>
    public static IReadOnlyList<ReadinessFinding> Judge(DeviceMeasurements measured, int? certificateDays) =>
    [
        .. Connection(measured), .. Storage(measured), .. Clock(measured), .. Screen(measured), .. Browser(measured), .. Package(measured),
        .. Certificate(certificateDays),
    ];

    /// <summary>The heaviest of the reasons.</summary>
    public static DeviceVerdict VerdictOf(IEnumerable<ReadinessFinding> findings) =>
        findings.Select(one => one.Weight).DefaultIfEmpty(DeviceVerdict.Ready).Max();

    private static IEnumerable<ReadinessFinding> Connection(DeviceMeasurements measured)
    {
        if (measured.Failed > measured.Sent * MostLost)
        {
            yield return Bad(ReadinessReason.ConnectionLost);
        }

        if (measured.SlowMs > SlowMs)
        {
            yield return measured.SlowMs > StuckMs ? Bad(ReadinessReason.ConnectionStuck) : Worth(ReadinessReason.ConnectionSlow);
        }

        if (measured.Failed > 0 && measured.Failed <= measured.Sent * MostLost)
        {
            yield return Worth(ReadinessReason.ConnectionUneven);
        }

        if (measured.Socket != SocketCheck.Carried)
        {
            yield return Worth(ReadinessReason.TransportBlocked);
        }
    }

    private static IEnumerable<ReadinessFinding> Storage(DeviceMeasurements measured)
    {
        switch (measured.Storage)
        {
            case StorageCheck.Missing:
                yield return Bad(ReadinessReason.StorageMissing);
                break;
            case StorageCheck.Refused:
                yield return Bad(ReadinessReason.StorageRefused);
                break;
            case StorageCheck.Lost:
                yield return Bad(ReadinessReason.StorageLost);
                break;
            case StorageCheck.Kept when measured.FreeMb < SmallMb:
                yield return Worth(ReadinessReason.StorageSmall);
                break;
            case StorageCheck.Kept:
                break;
        }
    }

    private static IEnumerable<ReadinessFinding> Clock(DeviceMeasurements measured)
    {
        if (Math.Abs(measured.ClockOffsetMs) > ClockOffMs)
        {
            yield return Worth(ReadinessReason.ClockOff);
        }
    }

    private static IEnumerable<ReadinessFinding> Screen(DeviceMeasurements measured)
    {
        if (measured.Width < NarrowestWidth)
        {
            yield return Worth(ReadinessReason.ScreenNarrow);
        }

        if (measured.Overflows)
        {
            yield return Worth(ReadinessReason.ScreenOverflows);
        }
    }

    private static IEnumerable<ReadinessFinding> Browser(DeviceMeasurements measured)
    {
        int oldest = measured.Browser switch
        {
            BrowserKind.Chromium => OldestChromium,
            BrowserKind.Firefox => OldestFirefox,
            BrowserKind.Other => 0,
        };
        if (measured.Browser == BrowserKind.Other || measured.BrowserVersion == 0)
        {
            yield return Worth(ReadinessReason.BrowserUnknown);
        }
        else if (measured.BrowserVersion < oldest)
        {
            yield return Bad(ReadinessReason.BrowserOld);
        }

        if (!measured.HasCrypto)
        {
            yield return Worth(ReadinessReason.BrowserWithoutCrypto);
        }

        if (!measured.HasLocks)
        {
            yield return Worth(ReadinessReason.BrowserWithoutLocks);
        }

        if (!measured.HasWorker)
        {
            yield return Worth(ReadinessReason.BrowserWithoutWorker);
        }
    }

    private static IEnumerable<ReadinessFinding> Package(DeviceMeasurements measured)
    {
        switch (measured.Package)
        {
            case PackageCheck.Missing:
                yield return Bad(ReadinessReason.PackageMissing);
                break;
            case PackageCheck.Wrong:
                yield return Bad(ReadinessReason.PackageWrong);
                break;
            case PackageCheck.Unproven:
                yield return Worth(ReadinessReason.PackageUnproven);
                break;
            case PackageCheck.Right:
                break;
        }
    }

    private static IEnumerable<ReadinessFinding> Certificate(int? daysLeft)
    {
        if (daysLeft < CertificateDays)
        {
            yield return daysLeft < 0 ? Bad(ReadinessReason.CertificateExpired) : Worth(ReadinessReason.CertificateEnds);
        }
    }

    private static ReadinessFinding Bad(ReadinessReason reason) => new(reason, DeviceVerdict.NotReady);

    private static ReadinessFinding Worth(ReadinessReason reason) => new(reason, DeviceVerdict.Remarks);
}
