using Diagnostics.Engine.Readiness;

namespace Diagnostics.Tests.Readiness;

/// <summary>Each rule at its edge: one step before it the device is ready, one step behind it is not, and nothing else is said.</summary>
public sealed class ReadinessRulesTests
{
    public static TheoryData<string, ReadinessReason?, DeviceVerdict> Edges => new()
    {
        { "fine", null, DeviceVerdict.Ready },
        { "lost 5 of 24", ReadinessReason.ConnectionLost, DeviceVerdict.NotReady },
        { "lost 4 of 24", ReadinessReason.ConnectionUneven, DeviceVerdict.Remarks },
        { "slow 5001", ReadinessReason.ConnectionStuck, DeviceVerdict.NotReady },
        { "slow 5000", ReadinessReason.ConnectionSlow, DeviceVerdict.Remarks },
        { "slow 1001", ReadinessReason.ConnectionSlow, DeviceVerdict.Remarks },
        { "slow 1000", null, DeviceVerdict.Ready },
        { "socket blocked", ReadinessReason.TransportBlocked, DeviceVerdict.Remarks },
        { "socket silent", ReadinessReason.TransportBlocked, DeviceVerdict.Remarks },
        { "storage missing", ReadinessReason.StorageMissing, DeviceVerdict.NotReady },
        { "storage refused", ReadinessReason.StorageRefused, DeviceVerdict.NotReady },
        { "storage lost", ReadinessReason.StorageLost, DeviceVerdict.NotReady },
        { "free 9", ReadinessReason.StorageSmall, DeviceVerdict.Remarks },
        { "free 10", null, DeviceVerdict.Ready },
        { "free unknown", null, DeviceVerdict.Ready },
        { "clock a day", null, DeviceVerdict.Ready },
        { "clock behind", ReadinessReason.ClockOff, DeviceVerdict.Remarks },
        { "clock ahead", ReadinessReason.ClockOff, DeviceVerdict.Remarks },
        { "width 319", ReadinessReason.ScreenNarrow, DeviceVerdict.Remarks },
        { "width 320", null, DeviceVerdict.Ready },
        { "overflows", ReadinessReason.ScreenOverflows, DeviceVerdict.Remarks },
        { "chromium 108", ReadinessReason.BrowserOld, DeviceVerdict.NotReady },
        { "firefox 114", ReadinessReason.BrowserOld, DeviceVerdict.NotReady },
        { "firefox 115", null, DeviceVerdict.Ready },
        { "other browser", ReadinessReason.BrowserUnknown, DeviceVerdict.Remarks },
        { "no crypto", ReadinessReason.BrowserWithoutCrypto, DeviceVerdict.Remarks },
        { "no locks", ReadinessReason.BrowserWithoutLocks, DeviceVerdict.Remarks },
        { "no worker", ReadinessReason.BrowserWithoutWorker, DeviceVerdict.Remarks },
        { "package missing", ReadinessReason.PackageMissing, DeviceVerdict.NotReady },
        { "package wrong", ReadinessReason.PackageWrong, DeviceVerdict.NotReady },
        { "package unproven", ReadinessReason.PackageUnproven, DeviceVerdict.Remarks },
    };

    [Theory]
    [MemberData(nameof(Edges))]
    public void A_measurement_gives_the_reason_of_its_rule_and_no_other(string what, ReadinessReason? reason, DeviceVerdict verdict)
    {
        DeviceMeasurements measured = Changed(what);
        Assert.True(measured.IsPlausible, what);
        IReadOnlyList<ReadinessFinding> findings = ReadinessRules.Judge(measured, certificateDays: 100);
        Assert.Equal(reason is { } told ? [new ReadinessFinding(told, verdict)] : [], findings);
        Assert.Equal(verdict, ReadinessRules.VerdictOf(findings));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(14, null)]
    [InlineData(13, ReadinessReason.CertificateEnds)]
    [InlineData(0, ReadinessReason.CertificateEnds)]
    [InlineData(-1, ReadinessReason.CertificateExpired)]
    public void The_servers_certificate_counts_as_the_server_knows_it(int? days, ReadinessReason? reason) =>
        Assert.Equal(reason, ReadinessRules.Judge(Measured.Fine, days).SingleOrDefault()?.Reason);

    [Fact]
    public void Every_reason_is_reached_and_the_heaviest_decides()
    {
        IEnumerable<ReadinessReason> reached = Edges.Select(row => (ReadinessReason?)row[1]).OfType<ReadinessReason>();
        Assert.Equal(
            Enum.GetValues<ReadinessReason>().Except([ReadinessReason.CertificateEnds, ReadinessReason.CertificateExpired]).Order(), reached.Distinct().Order());
        DeviceMeasurements worst = new(
            24, 24, null, null, SocketCheck.Blocked, StorageCheck.Missing, null, 0, 1_280, false, BrowserKind.Other, 0, false, false, false, PackageCheck.Missing);
        IReadOnlyList<ReadinessFinding> findings = ReadinessRules.Judge(worst, null);
        Assert.Equal(DeviceVerdict.NotReady, ReadinessRules.VerdictOf(findings));
        Assert.Equal(findings.Select(one => one.Reason).Order(), findings.Select(one => one.Reason));
        Assert.Equal(8, findings.Count);
    }

    [Theory]
    [InlineData(9, 0, 20, 60)]
    [InlineData(201, 0, 20, 60)]
    [InlineData(24, 25, null, null)]
    [InlineData(24, -1, 20, 60)]
    [InlineData(24, 24, 20, 60)]
    [InlineData(24, 0, null, null)]
    [InlineData(24, 0, 60, 20)]
    [InlineData(24, 0, 20, 60_001)]
    [InlineData(24, 0, -1, 60)]
    public void What_nothing_can_have_measured_is_told_apart(int sent, int failed, int? medianMs, int? slowMs) =>
        Assert.False((Measured.Fine with { Sent = sent, Failed = failed, MedianMs = medianMs, SlowMs = slowMs }).IsPlausible);

    private static DeviceMeasurements Changed(string what) => what switch
    {
        "fine" => Measured.Fine,
        "lost 5 of 24" => Measured.Fine with { Failed = 5 },
        "lost 4 of 24" => Measured.Fine with { Failed = 4 },
        "slow 5001" => Measured.Fine with { SlowMs = 5_001 },
        "slow 5000" => Measured.Fine with { SlowMs = 5_000 },
        "slow 1001" => Measured.Fine with { SlowMs = 1_001 },
        "slow 1000" => Measured.Fine with { SlowMs = 1_000 },
        "socket blocked" => Measured.Fine with { Socket = SocketCheck.Blocked },
        "socket silent" => Measured.Fine with { Socket = SocketCheck.Silent },
        "storage missing" => Measured.Fine with { Storage = StorageCheck.Missing },
        "storage refused" => Measured.Fine with { Storage = StorageCheck.Refused },
        "storage lost" => Measured.Fine with { Storage = StorageCheck.Lost },
        "free 9" => Measured.Fine with { FreeMb = 9 },
        "free 10" => Measured.Fine with { FreeMb = 10 },
        "free unknown" => Measured.Fine with { FreeMb = null },
        "clock a day" => Measured.Fine with { ClockOffsetMs = 24 * 3_600_000 },
        "clock behind" => Measured.Fine with { ClockOffsetMs = (-24 * 3_600_000) - 1 },
        "clock ahead" => Measured.Fine with { ClockOffsetMs = (24 * 3_600_000) + 1 },
        "width 319" => Measured.Fine with { Width = 319 },
        "width 320" => Measured.Fine with { Width = 320 },
        "overflows" => Measured.Fine with { Overflows = true },
        "chromium 108" => Measured.Fine with { BrowserVersion = 108 },
        "firefox 114" => Measured.Fine with { Browser = BrowserKind.Firefox, BrowserVersion = 114 },
        "firefox 115" => Measured.Fine with { Browser = BrowserKind.Firefox, BrowserVersion = 115 },
        "other browser" => Measured.Fine with { Browser = BrowserKind.Other, BrowserVersion = 0 },
        "no crypto" => Measured.Fine with { HasCrypto = false },
        "no locks" => Measured.Fine with { HasLocks = false },
        "no worker" => Measured.Fine with { HasWorker = false },
        "package missing" => Measured.Fine with { Package = PackageCheck.Missing },
        "package wrong" => Measured.Fine with { Package = PackageCheck.Wrong },
        "package unproven" => Measured.Fine with { Package = PackageCheck.Unproven },
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, "No such change."),
    };
}
