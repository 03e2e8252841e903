namespace Diagnostics.Engine.Readiness;

/// <summary>A device by the number it has in its room and a random name its browser made.</summary>
public sealed record CheckedDevice(string Id, int Number)
{
    /// <summary>8–64 ASCII letters or digits; 1–99.</summary>
    public bool IsPlausible => Id is { Length: >= 8 and <= 64 } && Id.All(char.IsAsciiLetterOrDigit) && Number is >= 1 and <= 99;
}

/// <summary>What came of a check that was handed in.</summary>
public abstract record CheckOutcome
{
    private CheckOutcome()
    {
    }

    public sealed record Taken(DeviceVerdict Verdict, IReadOnlyList<ReadinessFinding> Findings) : CheckOutcome;

    /// <summary>Nothing a device can have measured.</summary>
    public sealed record Invalid : CheckOutcome;

    /// <summary>The class has as many devices as it may.</summary>
    public sealed record Full : CheckOutcome;

    /// <summary>The link was replaced meanwhile, or the campaign is over.</summary>
    public sealed record Shut : CheckOutcome;
}

/// <param name="LastAtMs">Of the newest check, Unix ms; null when there is none.</param>
public sealed record ClassReadiness(
    string SchoolId, string SchoolName, string ClassId, string ClassName, int Checked, int Ready, int Remarks, int NotReady, long? LastAtMs);

/// <summary>Checked devices of a class, and how many of them have remarks or are not ready.</summary>
public sealed record ReadinessCounts(int Checked, int Remarks, int NotReady);

/// <summary>A class's readiness, device by device in the order of their numbers.</summary>
public sealed record ReadinessNote(string ClassId, string SchoolName, string ClassName, IReadOnlyList<DeviceReadiness> Devices);

/// <param name="Number">Of the computer in its room; two devices may have been given the same one.</param>
public sealed record DeviceReadiness(int Number, DeviceVerdict Verdict, IReadOnlyList<ReadinessFinding> Findings, long AtMs, DeviceMeasurements Measured);
