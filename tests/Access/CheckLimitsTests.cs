using Diagnostics.Engine.Readiness;
using Diagnostics.Web.Access;

namespace Diagnostics.Tests.Access;

/// <summary>The clock stands still, so nothing comes back and the numbers are exact.</summary>
public sealed class CheckLimitsTests
{
    [Fact]
    public void Classes_and_devices_are_counted_apart_however_many_there_are_behind_one_address()
    {
        CheckLimits limits = new(new LineLimits(), new ManualClock());
        foreach (string classId in Enumerable.Range(0, 30).Select(at => $"class {at}"))
        {
            Assert.All(Enumerable.Range(0, ReadinessDesk.MostDevices), _ => Assert.True(limits.TryOpen(classId)));
            CheckCredential device = CheckCredential.Of(classId, revision: 1);
            Assert.Equal(10, Enumerable.Range(0, 20).Count(_ => limits.TryCall(device)));
        }
    }

    [Fact]
    public void A_class_opens_as_many_checks_as_it_has_devices_twice_over_and_no_more()
    {
        CheckLimits limits = new(new LineLimits(), new ManualClock());
        Assert.Equal(2 * ReadinessDesk.MostDevices, Enumerable.Range(0, 3 * ReadinessDesk.MostDevices).Count(_ => limits.TryOpen("class")));
    }
}
