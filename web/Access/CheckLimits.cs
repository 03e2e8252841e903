using Diagnostics.Engine.Readiness;

namespace Diagnostics.Web.Access;

/// <summary>
/// How much the checks of devices may ask for: a link is known to a whole class, so each call counts. By check and class only: a school checks the
/// devices of all its classes from one address.
/// </summary>
internal sealed class CheckLimits(LineLimits limits, TimeProvider clock)
{
    /// <summary>All devices of a class at once, each opening twice; then one a second.</summary>
    private readonly TokenBuckets _opens = new(2 * ReadinessDesk.MostDevices, perMinute: 60, clock);

    private readonly TokenBuckets _devices = new(capacity: 10, limits.ChecksPerMinute, clock);

    /// <summary>Everything of one class.</summary>
    private readonly TokenBuckets _classes = new(4 * ReadinessDesk.MostDevices, ReadinessDesk.MostDevices * limits.ChecksPerMinute, clock);

    /// <summary>One more check of a class.</summary>
    public bool TryOpen(string classId) => _opens.TryTake(classId) && _classes.TryTake(classId);

    /// <summary>One more request of a check that is on.</summary>
    public bool TryCall(CheckCredential check) => _devices.TryTake(check.Check) && _classes.TryTake(check.ClassId);
}
