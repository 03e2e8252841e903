using Diagnostics.Engine.Campaigns;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Campaigns;

public sealed class DemoGuideTests
{
    [Fact]
    public async Task The_demo_shows_two_older_classes_and_last_a_ninth_grade_to_begin_with()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        await house.Engine.SeedDemoAsync(default);
        DemoGuide guide = (await house.Engine.DemoGuideAsync(default))!;
        Assert.Equal([10, 11, 9], guide.Classes.Select(one => one.Grade));
    }
}
