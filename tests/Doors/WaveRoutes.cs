using System.Globalization;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Waves;

namespace Diagnostics.Tests.Doors;

/// <summary>What the routes about waves and about content are called with.</summary>
internal sealed class WaveRoutes(RunningServer server)
{
    private int _hour;

    /// <summary>One slot in an hour that no other wave of the region has.</summary>
    public WaveSettings Next(CampaignView campaign)
    {
        long start = campaign.Settings.OpensAtMs + (Interlocked.Increment(ref _hour) % 8_000 * 3_600_000L);
        string day = DateTimeOffset.FromUnixTimeMilliseconds(start).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new WaveSettings($"Волна {Guid.NewGuid():N}", 1_000, CapacitySource.Estimate, 2, [], [new SlotTime(day, start, 60)]);
    }

    /// <summary>Null for a route that is about something else.</summary>
    public async Task<object?> BodyOf(string route, RouteHome home) => route switch
    {
        "POST /api/waves/regions/{region}" => new { settings = Next(home.Campaign) },
        "POST /api/waves/regions/{region}/state" => new { wave = home.Wave, state = "paused" },
        "POST /api/waves/regions/{region}/drop" => new { wave = home.Wave },
        "POST /api/waves/regions/{region}/plan" => new { anew = false, stamp = (await server.Engine.Slots.LookAsync(home.Region.Id, false, default))!.Stamp },
        "POST /api/waves/classes/{id}" => new { wave = home.Wave, startsAtMs = await StartOfAsync(home) },
        "POST /api/content/freeze" or "POST /api/content/rehearse" => new { stamp = await FreezeAsync(home) },
        _ => null,
    };

    /// <summary>What is rehearsed was frozen before.</summary>
    private async Task<string> FreezeAsync(RouteHome home)
    {
        string stamp = (await server.Engine.Content.ReadAsync(home.Region.Id, default))!.Stamp;
        await server.Engine.Content.FreezeAsync(home.Region.Id, stamp, "test", default);
        return stamp;
    }

    private async Task<long> StartOfAsync(RouteHome home) => (await server.Engine.Waves.ReadAsync(new OrgNode(NodeKind.Region, home.Region.Id), default))!
        .Waves.Single(one => one.Id == home.Wave).Settings.Slots[0].StartsAtMs;
}
