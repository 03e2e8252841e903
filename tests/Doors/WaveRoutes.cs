using System.Globalization;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Preparation;
using Diagnostics.Engine.Waves;
using Diagnostics.Tests.Rehearsals;

namespace Diagnostics.Tests.Doors;

/// <summary>What the routes about waves, preparation and content are called with.</summary>
internal sealed class WaveRoutes(RunningServer server)
{
    private int _hour;

    private const string Widen = "UPDATE campaign SET closes_at = opens_at + 63072000000 WHERE id = @Id";

    /// <summary>One slot in an hour to come that no other wave of the region has; the window is two years long, so that there are such hours also in December.</summary>
    private async Task<WaveSettings> NextAsync(CampaignView campaign)
    {
        await server.Engine.Writer.RunAsync(null, scope => scope.Execute(Widen, new { campaign.Id }), default);
        long start = server.Clock.GetUtcNow().ToUnixTimeMilliseconds() + (Interlocked.Increment(ref _hour) % 8_000 * 3_600_000L);
        string day = DateTimeOffset.FromUnixTimeMilliseconds(start).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new WaveSettings($"Волна {Guid.NewGuid():N}", 1_000, CapacitySource.Estimate, 2, [], [new SlotTime(day, start, 60)]);
    }

    /// <summary>Null for a route that is about something else.</summary>
    public async Task<object?> BodyOf(string route, RouteHome home) => route switch
    {
        "POST /api/waves/regions/{region}" => Settings(await NextAsync(home.Campaign)),
        "POST /api/waves/regions/{region}/state" => new { wave = (await WaveAsync(home)).Id, state = "paused" },
        "POST /api/waves/regions/{region}/drop" => new { wave = (await WaveAsync(home)).Id },
        "POST /api/waves/regions/{region}/plan" => new { anew = false, stamp = (await server.Engine.Slots.LookAsync(home.Region.Id, false, default))!.Stamp },
        "POST /api/waves/reports" => new { text = NextReport() },
        "POST /api/waves/reports/drop" => new { report = (await server.Engine.RehearsalReports.KeepAsync(NextReport(), KeeperOf(home), default)).Id },
        "POST /api/waves/classes/{id}" => Move(await WaveAsync(home)),
        "POST /api/preparation/schools/{id}/persons" => new { role = "technician", name = "Инженер", contact = "it@example.org" },
        "POST /api/preparation/schools/{id}/persons/drop" or "POST /api/preparation/schools/{id}/persons/confirm" => new { person = await PersonAsync(home) },
        "POST /api/content/freeze" or "POST /api/content/rehearse" => new { stamp = await FreezeAsync(home) },
        _ => null,
    };

    private string NextReport() => SampleReport.Of(25, server.Clock.GetUtcNow().AddMinutes(-Interlocked.Increment(ref _hour)), minutes: 1);

    private static Account KeeperOf(RouteHome home) => new(
        "keeper", "keeper", "Координатор", StaffRole.Region, new OrgNode(NodeKind.Region, home.Region.Id), Demo: false, Disabled: false, HasSecondFactor: false);

    private static object Move((string Id, long StartsAtMs) to) => new { wave = to.Id, startsAtMs = to.StartsAtMs };

    /// <summary>As a page writes them: a source is a word.</summary>
    private static object Settings(WaveSettings wave) => new
    {
        settings = new { wave.Name, wave.Capacity, source = "estimate", wave.AtOnce, wave.Grades, wave.Slots },
    };

    /// <summary>What is rehearsed was frozen before.</summary>
    private async Task<string> FreezeAsync(RouteHome home)
    {
        string stamp = (await server.Engine.Content.ReadAsync(home.Region.Id, default))!.Stamp;
        await server.Engine.Content.FreezeAsync(home.Region.Id, stamp, "test", default);
        return stamp;
    }

    /// <summary>A wave of the region; made for the routes that name one, as every route has a region of its own.</summary>
    private async Task<(string Id, long StartsAtMs)> WaveAsync(RouteHome home)
    {
        WaveSettings settings = await NextAsync(home.Campaign);
        return ((await server.Engine.Waves.SaveAsync(home.Region.Id, null, settings, 0, "test", default)).Id!, settings.Slots[0].StartsAtMs);
    }

    private async Task<string> PersonAsync(RouteHome home)
    {
        await server.Engine.Responsible.EnterAsync(home.School.Id, null, new PersonEntry(ResponsibleRole.Lead, "Завуч", "8 800"), "test", default);
        return (await server.Engine.Responsible.ReadAsync(new OrgNode(NodeKind.School, home.School.Id), "test", default))[0].Id;
    }
}
