using Diagnostics.Engine.FrozenContent;
using Diagnostics.Engine.Keeping;
using Diagnostics.Engine.Rehearsals;
using Diagnostics.Tests.Waves;

namespace Diagnostics.Tests.Storage;

/// <summary>Content frozen and rehearsed, on every store.</summary>
public abstract partial class StoreSuite
{
    private static readonly string[] Rehearsed = ["region", "municipality", "school", "school_class", "seat", "test_session", "answer_log", "finished_session", "profile", "rehearsal"];

    [StoreFact]
    public async Task Content_is_frozen_once_a_look_rehearsed_without_a_trace_and_known_when_it_was_changed()
    {
        await using TestHouse house = await OpenAsync();
        WaveHouse waves = await WaveHouse.InAsync(house);
        ContentDesk content = house.Engine.Content;
        ContentView before = (await content.ReadAsync(waves.RegionId, default))!;
        Assert.Null(before.Frozen);
        Assert.False(await content.AskAsync(waves.RegionId, WaveHouse.Actor, default));
        Assert.Null(await content.FreezeAsync(waves.RegionId, "another", WaveHouse.Actor, default));
        Assert.Equal(1, await content.FreezeAsync(waves.RegionId, before.Stamp, WaveHouse.Actor, default));
        Assert.Equal(2, await content.FreezeAsync(waves.RegionId, before.Stamp, WaveHouse.Actor, default));
        ContentView frozen = (await content.ReadAsync(waves.RegionId, default))!;
        Assert.Equal((2, true, false), (frozen.Frozen!.Number, frozen.Frozen.Holds, frozen.Frozen.OtherRules));
        Assert.Equal(frozen.Counts.Sum(count => count.Number), frozen.Frozen.Parts);
        Assert.Empty(frozen.Differences);
        Assert.False(frozen.Differs);
        Assert.True((frozen with { Frozen = frozen.Frozen with { OtherRules = true } }).Differs);
        Assert.Empty(await content.DifferingAsync(default));

        Dictionary<string, long> rows = await CountAsync(house);
        Assert.True(await content.AskAsync(waves.RegionId, WaveHouse.Actor, default));
        Assert.True(await content.AskAsync(waves.RegionId, WaveHouse.Actor, default));
        Assert.Equal(0, (await content.ReadAsync(waves.RegionId, default))!.Progress.Share);
        AskedRehearsal asked = await content.AskedAsync(default).FirstAsync();
        ContentReport report = (await content.RunAsync(house.Engine, asked, default))!;
        Assert.Empty(report.Faults);
        Assert.True(report.Students > 100 && report.Sections > report.Batteries, $"{report}");
        Assert.Equal(rows, await CountAsync(house));
        ContentView after = (await content.ReadAsync(waves.RegionId, default))!;
        Assert.True(after.Rehearsal!.IsOfNow);
        Assert.Equal(ContentProgress.None, after.Progress);
        Assert.Empty(Faults(house));

        // While somebody else rehearses there is no place for it.
        await house.Engine.Rehearsals.OpenAsync(new RehearsalSize(1, 1), replace: false, default);
        await Assert.ThrowsAsync<RehearsalOpenException>(() => content.RunAsync(house.Engine, asked, default));
        Assert.Equal(ContentStop.Occupied, (await content.ReadAsync(waves.RegionId, default))!.Progress.Stopped);
        await house.Engine.Rehearsals.CloseAsync(default);

        await house.ExecuteAsync("UPDATE content_version SET made_at = made_at + 1 WHERE number = 2");
        Assert.False((await content.ReadAsync(waves.RegionId, default))!.Frozen!.Holds);
        Assert.Equal(waves.RegionId, Assert.Single(await content.DifferingAsync(default)));
        Assert.Null(await content.RunAsync(house.Engine, asked, default));
        Assert.Equal(StoreFaultKind.Content, Assert.Single(VerifyNorms(house)).Kind);
    }

    private static async Task<Dictionary<string, long>> CountAsync(TestHouse house)
    {
        Dictionary<string, long> counts = [];
        foreach (string table in Rehearsed)
        {
            counts.Add(table, await house.CountAsync($"SELECT COUNT(*) FROM {table}"));
        }

        return counts;
    }
}
