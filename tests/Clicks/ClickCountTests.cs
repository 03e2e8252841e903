using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Clicks;
using Diagnostics.Engine.Storage;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Clicks;

/// <summary>A click counts for the school and the day, once a session and link, and leaves nothing of whose it was.</summary>
public sealed class ClickCountTests
{
    /// <summary>Examples stand beside simulated answers, a site for each sector.</summary>
    internal static readonly string[] Links = [.. AtlasLibrary.LoadBuiltIn().Newest.Sectors.Select(sector => $"place-resource-{sector.Id}")];

    [Fact]
    public async Task One_student_counts_once_a_link_and_what_is_kept_names_nobody()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        (SchoolClass room, string[] keys) = await FinishedAsync(house, 2);
        for (int again = 0; again < 1_000; again++)
        {
            Assert.Equal(ClickOutcome.Counted, await house.Engine.Clicks.CountAsync(keys[0], Links[0], default));
        }

        Assert.Equal(ClickOutcome.Counted, await house.Engine.Clicks.CountAsync(keys[0].ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal), Links[1], default));
        Assert.Equal(ClickOutcome.Counted, await house.Engine.Clicks.CountAsync(keys[1], Links[0], default));
        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM link_click"));
        await house.Engine.Clicks.WriteAsync(default);
        Assert.Equal((2, 1), (await ClicksAsync(house, Links[0]), await ClicksAsync(house, Links[1])));

        // A day is all that is kept of the time, and the school all of the place.
        long day = house.Clock.GetUtcNow().ToUnixTimeSeconds() / 86_400;
        Assert.Equal(2, await house.CountAsync("SELECT COUNT(*) FROM link_click WHERE day = @day AND school_id = @SchoolId", new { day, room.SchoolId }));
        Assert.Equal(5, await house.CountAsync("SELECT COUNT(*) FROM pragma_table_info('link_click') WHERE name IN ('campaign_id', 'school_id', 'link', 'day', 'clicks')"));
        Assert.Equal(5, await house.CountAsync("SELECT COUNT(*) FROM pragma_table_info('link_click')"));
    }

    [Fact]
    public async Task What_the_server_does_not_offer_is_refused_and_nothing_is_stored()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        (SchoolClass room, string[] keys) = await FinishedAsync(house, 1);
        foreach (string link in new[] { "", "place-none", "resource", Links[0].ToUpperInvariant(), "https://example.org/", new string('x', 100_000), "'; DROP TABLE link_click; --" })
        {
            Assert.Equal(ClickOutcome.LinkUnknown, await house.Engine.Clicks.CountAsync(keys[0], link, default));
        }

        Assert.Equal(ClickOutcome.KeyUnknown, await house.Engine.Clicks.CountAsync("AAAA-BBBB-CCCC", Links[0], default));

        // Examples are for simulated answers; this region has no links of its own.
        await house.ExecuteAsync("UPDATE test_session SET simulated = 0");
        Assert.Equal(ClickOutcome.LinkUnknown, await house.Engine.Clicks.CountAsync(keys[0], Links[0], default));

        // Somebody withdrew: the key opens nothing.
        await house.ExecuteAsync("UPDATE test_session SET simulated = 1, consent = 0 WHERE class_id = @Id", new { room.Id });
        Assert.Equal(ClickOutcome.KeyUnknown, await house.Engine.Clicks.CountAsync(keys[0], Links[0], default));
        await house.Engine.Clicks.WriteAsync(default);
        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM link_click"));
    }

    [Fact]
    public async Task A_page_has_yesterday_and_nothing_of_today()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        (SchoolClass room, string[] keys) = await FinishedAsync(house, 5);
        OrgPath path = (await house.Engine.Paths.FindAsync(new OrgNode(NodeKind.School, room.SchoolId), default))!;
        OrgNode region = new(NodeKind.Region, path.RegionId!), municipality = new(NodeKind.Municipality, path.MunicipalityId!);
        foreach (string key in keys)
        {
            await house.Engine.Clicks.CountAsync(key, Links[0], default);
        }

        await house.Engine.Clicks.CountAsync(keys[0], Links[1], default);
        await house.Engine.Clicks.WriteAsync(default);
        Assert.Empty((await house.Engine.ClickFigures.ReadAsync(region, default))!.Links);
        house.Manual.Advance(TimeSpan.FromDays(1));
        foreach (OrgNode place in new[] { region, municipality })
        {
            ClickPage page = (await house.Engine.ClickFigures.ReadAsync(place, default))!;
            Assert.Equal(place.Kind == NodeKind.Region ? path.MunicipalityId : room.SchoolId, Assert.Single(page.Under).Id);
            ClickedLink told = page.Links.Single(link => link.Id == Links[0]), kept = page.Links.Single(link => link.Id == Links[1]);
            Assert.Equal((5L, 5L, "example.org"), (told.Clicks, told.Under[0], told.Host));
            Assert.StartsWith("Пример: сайт", told.Title, StringComparison.Ordinal);
            Assert.Equal((null, null), (kept.Clicks, kept.Under[0]));
        }

        Assert.Null(await house.Engine.ClickFigures.ReadAsync(new OrgNode(NodeKind.School, room.SchoolId), default));
        Assert.Null(await house.Engine.ClickFigures.ReadAsync(new OrgNode(NodeKind.Region, "none"), default));
    }

    [Fact]
    public async Task What_cannot_be_written_waits()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        (_, string[] keys) = await FinishedAsync(house, 1);
        await house.Engine.Clicks.CountAsync(keys[0], Links[0], default);
        await house.ExecuteAsync("ALTER TABLE link_click RENAME TO link_click_away");
        await Assert.ThrowsAnyAsync<Exception>(() => house.Engine.Clicks.WriteAsync(default));
        await OnceWritableAsync(() => house.ExecuteAsync("ALTER TABLE link_click_away RENAME TO link_click"));
        await OnceWritableAsync(() => house.Engine.Clicks.WriteAsync(default));
        await house.Engine.Clicks.WriteAsync(default);
        Assert.Equal(1, await ClicksAsync(house, Links[0]));
    }

    /// <summary>After a failed write the store refuses until its connection is made anew.</summary>
    private static async Task OnceWritableAsync(Func<Task> deed)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                await deed();
                return;
            }
            catch (StoreBusyException) when (attempt < 50)
            {
                await Task.Delay(100);
            }
        }
    }

    private static Task<long> ClicksAsync(TestHouse house, string link) => house.CountAsync("SELECT COALESCE(SUM(clicks), 0) FROM link_click WHERE link = @link", new { link });

    /// <summary>A class of which so many have finished, and their keys; simulated, so that examples stand beside their results.</summary>
    internal static async Task<(SchoolClass Room, string[] Keys)> FinishedAsync(TestHouse house, int students)
    {
        SchoolClass room = await house.ClassAsync();
        List<string> keys = [];
        for (int seat = 1; seat <= students; seat++)
        {
            Pupil pupil = await house.PupilAsync(room, seat, $"device{seat}");
            await pupil.PutAsync(1, "1", "2", "3");
            keys.Add((await pupil.FinishAsync(3)).ResultKey!);
        }

        await house.ExecuteAsync("UPDATE test_session SET simulated = 1 WHERE class_id = @Id", new { room.Id });
        return (room, [.. keys]);
    }
}
