using Diagnostics.Engine.Campaigns;
using Diagnostics.Tests.Storage;
using Diagnostics.Tests.Years;

namespace Diagnostics.Tests.Portfolios;

/// <summary>A student with something to put into a portfolio.</summary>
internal static class PortfolioHouse
{
    /// <summary>Two linked years, both released, whose interests turned from one sphere to another.</summary>
    /// <returns>The key of the later one.</returns>
    public static async Task<string> ReleasedTwiceAsync(this TestHouse house)
    {
        (SchoolClass earlier, SchoolClass now) = await house.TwoYearsAsync();
        await house.FinishAsync(earlier, 1, "R");
        await house.FinishAsync(now, 1, "A");
        await house.LinkAsync(now, YearHouse.Pair(now, 1, earlier, 1));
        await house.Engine.Releases.ReleaseAsync(earlier.Id, 1, YearHouse.Actor, default);
        await house.Engine.Releases.ReleaseAsync(now.Id, 1, YearHouse.Actor, default);
        return (await house.Engine.Releases.ReissueKeyAsync(now.Id, 1, YearHouse.Actor, default))!;
    }
}
