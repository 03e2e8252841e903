using System.Text.Json;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Results;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Years;

/// <summary>What a student reads of earlier years by the own result key.</summary>
public sealed class EarlierYearTests
{
    [Fact]
    public async Task What_was_released_last_year_is_told_as_it_stood_once_this_year_is_released_too()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        (SchoolClass earlier, SchoolClass now) = await house.TwoYearsAsync();
        await house.FinishAsync(earlier, 1, "R");
        await house.FinishAsync(now, 1, "A");
        await house.LinkAsync(now, YearHouse.Pair(now, 1, earlier, 1));
        string key = await KeyAsync(house, now);
        await house.Engine.Releases.ReleaseAsync(earlier.Id, 1, YearHouse.Actor, default);
        Assert.Empty((await house.Engine.Results.YearsAsync(key, default))!);
        await house.Engine.Releases.ReleaseAsync(now.Id, 1, YearHouse.Actor, default);
        EarlierYear year = Assert.Single((await house.Engine.Results.YearsAsync(key, default))!);
        Assert.Equal("9А", year.ClassName);
        StudentResult released = (await house.Engine.Results.OpenAsync(await KeyAsync(house, earlier), default))!;
        Assert.Equal(Json(released.Sections.Single(section => section.InstrumentId == "riasec")), Json(year.Sections.Single(section => section.InstrumentId == "riasec")));
        Assert.DoesNotContain(year.Sections, section => section.Kind == "criterion" || section.InstrumentId == "plans");
        YearChange change = year.Changes.Single(one => one.Kind == "normative");
        Assert.Equal(48, change.Items);
        Assert.Equal((1, 1), (change.Nearer.Length, change.Farther.Length));
        Assert.NotEqual(change.Nearer[0], change.Farther[0]);

        // Frozen: rows it was made of may change. The other way round nothing is told: last year knew no later one.
        await house.ExecuteAsync("UPDATE profile SET profile = REPLACE(profile, '\"flat\":false', '\"flat\":true')");
        Assert.Equal(Json(year.Sections), Json((await house.Engine.Results.YearsAsync(key, default))![0].Sections));
        Assert.Empty((await house.Engine.Results.YearsAsync(await KeyAsync(house, earlier), default))!);
        Assert.Null(await house.Engine.Results.YearsAsync("AAAA-BBBB-CCCC", default));
    }

    [Theory]
    [InlineData("UPDATE test_session SET consent_text = 'consent-2-timed' WHERE class_id = @earlier")]
    [InlineData("UPDATE test_session SET consent_text = 'consent-1-timed' WHERE class_id = @now")]
    [InlineData("UPDATE test_session SET parent_consent = 0 WHERE class_id = @earlier")]
    [InlineData("UPDATE result_release SET withdrawn_at = released_at + 1, reason = 'mistake' WHERE session_id IN (SELECT id FROM test_session WHERE class_id = @earlier)")]
    [InlineData("UPDATE result_release SET withdrawn_at = released_at + 1, reason = 'mistake' WHERE session_id IN (SELECT id FROM test_session WHERE class_id = @now)")]
    [InlineData("UPDATE seat SET person = NULL WHERE class_id = @earlier")]
    public async Task Nothing_of_it_is_told_without_both_agreements_both_releases_and_the_link(string change)
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        (SchoolClass earlier, SchoolClass now) = await house.TwoYearsAsync();
        await house.FinishAsync(earlier, 1, "R");
        await house.FinishAsync(now, 1, "R");
        await house.LinkAsync(now, YearHouse.Pair(now, 1, earlier, 1));
        await house.Engine.Releases.ReleaseAsync(earlier.Id, 1, YearHouse.Actor, default);
        await house.Engine.Releases.ReleaseAsync(now.Id, 1, YearHouse.Actor, default);
        string key = await KeyAsync(house, now);
        YearChange interests = Assert.Single((await house.Engine.Results.YearsAsync(key, default))!).Changes.Single(one => one.Kind == "normative");
        Assert.Empty(interests.Nearer);
        Assert.Empty(interests.Farther);
        await house.ExecuteAsync(change, new { earlier = earlier.Id, now = now.Id });
        Assert.Empty((await house.Engine.Results.YearsAsync(key, default))!);
    }

    private static async Task<string> KeyAsync(TestHouse house, SchoolClass room) => (await house.Engine.Releases.ReissueKeyAsync(room.Id, 1, YearHouse.Actor, default))!;

    private static string Json<T>(T told) => JsonSerializer.Serialize(told);
}
