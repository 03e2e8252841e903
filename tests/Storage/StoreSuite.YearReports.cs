using Diagnostics.Engine;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Indicators;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Keeping;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.YearReports;
using Diagnostics.Tests.Monitoring;

namespace Diagnostics.Tests.Storage;

/// <summary>The yearly report, on every store.</summary>
public abstract partial class StoreSuite
{
    private static readonly string IndicatorVersion = IndicatorLibrary.LoadBuiltIn(InstrumentLibrary.LoadBuiltIn(), AtlasLibrary.LoadBuiltIn().Newest).Version;

    [StoreFact]
    public async Task A_report_is_written_in_by_two_and_frozen_and_a_new_pass_does_not_touch_it()
    {
        await using TestHouse house = await OpenAsync();
        (SchoolClass room, _, string region) = await FinishedAsync(house);
        ReportDesk reports = house.Engine.YearReports;
        OrgNode place = new(NodeKind.Region, region);
        Assert.Null((await reports.ReadAsync(place, null, default))!.Report);
        Assert.Equal(ReportOutcome.NoReading, await reports.ChangeAsync(place, null, new ReportChange.LeaveOut("", "norms", true), "tester", default));
        await KeepAsync(house.Engine, room.Grade, region, 40);

        ReportPage page = (await reports.ReadAsync(place, null, default))!;
        (string stamp, string drafted) = (page.Stamp!, TextOf(page, "quality.counted"));
        Assert.Equal((0, null), (page.Revision, page.Newer));
        ReportChange.Words mine = new(stamp, "quality.counted", "quality", "Мы\u0000 посчитали.\r\nИ всё.", null);
        Assert.Equal(ReportOutcome.Done, await reports.ChangeAsync(place, null, mine, "tester", default));
        // The reply was lost, and the same is sent again.
        Assert.Equal(ReportOutcome.Done, await reports.ChangeAsync(place, null, mine, "tester", default));
        Assert.Equal(ReportOutcome.Changed, await reports.ChangeAsync(place, null, mine with { Text = "По-другому." }, "colleague", default));
        Assert.Equal(ReportOutcome.Changed, await reports.ChangeAsync(place, null, mine with { Stamp = "other", Text = null, Was = "Мы посчитали.\nИ всё." }, "tester", default));
        Assert.Equal(ReportOutcome.Invalid, await reports.ChangeAsync(place, null, mine with { Paragraph = "nobody" }, "tester", default));
        Assert.Equal(ReportOutcome.Invalid, await reports.ChangeAsync(place, null, mine with { Paragraph = "quality.kept", Text = new string('я', 4_001) }, "tester", default));
        Assert.Equal(ReportOutcome.Done, await reports.ChangeAsync(place, null, new ReportChange.Words(stamp, "own-0123456789ab", "norms", "Свой абзац.", null), "tester", default));
        Assert.Equal(ReportOutcome.Done, await reports.ChangeAsync(place, null, new ReportChange.LeaveOut(stamp, "method", true), "tester", default));
        page = (await reports.ReadAsync(place, null, default))!;
        ReportParagraph written = page.Report!.Sections.Single(section => section.Id == "quality").Paragraphs[0];
        Assert.Equal((3, ParagraphOrigin.Edited, "Мы посчитали.\nИ всё.", drafted, false), (page.Revision, written.Origin, written.Text, written.Drafted, written.IsOverOlder));
        Assert.True(page.Report.Sections.Single(section => section.Id == "method").IsLeftOut);

        Assert.Equal(ReportOutcome.Changed, (await reports.FreezeAsync(place, null, stamp, 2, "tester", default)).Outcome);
        (ReportOutcome outcome, string? id) = await reports.FreezeAsync(place, null, stamp, 3, "tester", default);
        Assert.Equal(ReportOutcome.Done, outcome);
        Edition edition = (await reports.OpenAsync(place, id!, default))!;
        Assert.True(edition.Holds);
        ReportDocument frozen = CanonicalJson.Read<ReportDocument>(edition.File!.Document);
        Assert.DoesNotContain(frozen.Sections, section => section.Id == "method");
        Assert.Contains(frozen.Sections.SelectMany(section => section.Paragraphs), one => one is { Origin: ParagraphOrigin.Own, Text: "Свой абзац." });
        Assert.Equal(new ReportRemoved(0, 1), frozen.Removed);
        Assert.Equal(Sha256Hex.Of(edition.File.Data), frozen.DataHash);
        Assert.Equal((edition.Head.DataHash, 1), (frozen.DataHash, edition.Head.Number));
        Assert.Null(await reports.OpenAsync(new OrgNode(NodeKind.Region, "elsewhere"), id!, default));

        // A new pass: the draft rests on the older one and says what would change; what is frozen stays.
        await KeepAsync(house.Engine, room.Grade, region, 41);
        page = (await reports.ReadAsync(place, null, default))!;
        Assert.Contains(page.Newer!.Differences, one => one.Was == drafted && one.Now!.Contains("41", StringComparison.Ordinal));
        Assert.Equal(ReportOutcome.Older, (await reports.FreezeAsync(place, null, stamp, 3, "tester", default)).Outcome);
        Assert.Equal(ReportOutcome.Changed, await reports.RenewAsync(place, null, stamp, "tester", default));
        Assert.Equal(ReportOutcome.Done, await reports.RenewAsync(place, null, page.Newer.Stamp, "tester", default));
        page = (await reports.ReadAsync(place, null, default))!;
        Assert.Null(page.Newer);
        Assert.True(page.Report!.Sections.Single(section => section.Id == "quality").Paragraphs[0].IsOverOlder);
        // Who looked and sends the same words again has confirmed them.
        string own = page.Report!.Sections.Single(section => section.Id == "quality").Paragraphs[0].Text;
        Assert.Equal(ReportOutcome.Done, await reports.ChangeAsync(place, null, mine with { Stamp = page.Stamp!, Text = own, Was = own }, "tester", default));
        page = (await reports.ReadAsync(place, null, default))!;
        Assert.False(page.Report!.Sections.Single(section => section.Id == "quality").Paragraphs[0].IsOverOlder);
        Assert.Equal(edition.File, (await reports.OpenAsync(place, id!, default))!.File);
        Assert.Equal(ReportOutcome.Done, (await reports.FreezeAsync(place, null, page.Stamp!, page.Revision, "tester", default)).Outcome);
        Assert.Equal([2, 1], (await reports.ReadAsync(place, null, default))!.Editions.Select(one => one.Number));
        Assert.Equal((5, 2), (await house.CountAsync("SELECT COUNT(*) FROM audit_entry WHERE act = 'reportWritten'"), await house.CountAsync("SELECT COUNT(*) FROM audit_entry WHERE act = 'reportFrozen'")));
        Assert.DoesNotContain(VerifyNorms(house), fault => fault.Kind == StoreFaultKind.Report);

        await house.ExecuteAsync("UPDATE report_edition SET number = 7 WHERE id = @id", new { id });
        Assert.Equal(StoreFaultKind.Report, Assert.Single(VerifyNorms(house)).Kind);
        Assert.Equal((false, null), ((await reports.OpenAsync(place, id!, default))!.Holds, (await reports.OpenAsync(place, id!, default))!.File));

        // A damaged row takes nothing else with it.
        await house.ExecuteAsync("UPDATE report_edition SET statement = 'none', figures = 'none' WHERE id = @id", new { id });
        await house.ExecuteAsync("UPDATE report_draft SET drafted = 'none'");
        ReportPage damaged = (await reports.ReadAsync(place, null, default))!;
        Assert.Equal((true, 2), (damaged.IsDamaged, damaged.Editions.Length));
        EditionHead lost = damaged.Editions.Single(one => one.Id == id);
        Assert.Equal((null, frozen.Year), (lost.DataHash, lost.Year));
        Assert.False((await reports.OpenAsync(place, id!, default))!.Holds);
        Assert.Equal(ReportOutcome.Damaged, await reports.ChangeAsync(place, null, mine with { Stamp = page.Stamp! }, "tester", default));
        Assert.Equal(ReportOutcome.Damaged, (await reports.FreezeAsync(place, null, page.Stamp!, page.Revision, "tester", default)).Outcome);
    }

    /// <summary>The next year's classes are there: the report of the year before is read, written in and frozen as it was, and says what its count lacks.</summary>
    [StoreFact]
    public async Task The_report_of_an_earlier_campaign_is_finished_after_the_next_has_begun()
    {
        await using TestHouse house = await OpenAsync();
        (SchoolClass room, _, string region) = await FinishedAsync(house);
        ReportDesk reports = house.Engine.YearReports;
        OrgNode place = new(NodeKind.Region, region);
        await house.ExecuteAsync($"UPDATE school_class SET lesson = 'ended', lesson_ended_at = {house.Manual.NowMs} WHERE id = '{room.Id}'");
        await KeepAsync(house.Engine, room.Grade, region, 40);
        ReportPage first = (await reports.ReadAsync(place, null, default))!;
        int year = first.Year!.Value;
        ReportChange.Words mine = new(first.Stamp!, "quality.self", "quality", "Наши слова.", null);
        Assert.Equal(ReportOutcome.Done, await reports.ChangeAsync(place, null, mine, "tester", default));

        Assert.Null(await house.Engine.NextCampaign.OpenAsync(region, year + 1, "tester", default));
        Assert.Equal([year], (await reports.ReadAsync(place, null, default))!.Years.AsEnumerable());
        await house.Engine.Organisation.AddClassAsync(room.SchoolId, room.Grade, "Я", 2, 0, default);
        ReportPage newest = (await reports.ReadAsync(place, null, default))!;
        Assert.Equal((year + 1, null, ReportLack.Reading), (newest.Year, newest.Report, newest.Lack));
        Assert.Equal([year + 1, year], newest.Years.AsEnumerable());
        Assert.Equal(ReportOutcome.NoReading, await reports.ChangeAsync(place, null, mine, "tester", default));
        Assert.Null(await reports.ReadAsync(place, year - 1, default));
        Assert.Equal(ReportOutcome.NoReading, await reports.ChangeAsync(place, year - 1, mine, "tester", default));

        ReportPage earlier = (await reports.ReadAsync(place, year, default))!;
        Assert.Equal((year, first.Stamp, 1, null, false), (earlier.Year, earlier.Stamp, earlier.Revision, earlier.Lack, earlier.IsBehind));
        Assert.Equal("Наши слова.", TextOf(earlier, "quality.self"));
        Assert.Equal(ReportOutcome.Done, await reports.ChangeAsync(place, year, mine with { Paragraph = "quality.kept", Text = "И ещё." }, "tester", default));
        (ReportOutcome outcome, string? id) = await reports.FreezeAsync(place, year, first.Stamp!, 2, "tester", default);
        Assert.Equal(ReportOutcome.Done, outcome);

        // The new year is counted: the edition stays, the year before is still there, and the new report is nobody's text.
        await KeepAsync(house.Engine, room.Grade, region, 50);
        newest = (await reports.ReadAsync(place, null, default))!;
        Assert.Equal((year + 1, 0, null), (newest.Year, newest.Revision, newest.Lack));
        EditionHead kept = Assert.Single(newest.Editions);
        Assert.Equal((id, year), (kept.Id, kept.Year));
        Assert.True((await reports.OpenAsync(place, id!, default))!.Holds);
        Assert.Equal(2, (await reports.ReadAsync(place, year, default))!.Revision);
        Assert.Equal(ReportOutcome.Changed, (await reports.FreezeAsync(place, null, first.Stamp!, 2, "tester", default)).Outcome);

        // A lesson of the year before was ended after its last count.
        await house.ExecuteAsync($"UPDATE school_class SET lesson = 'ended', lesson_ended_at = {DateTimeOffset.UtcNow.AddDays(1).ToUnixTimeMilliseconds()} WHERE id = '{room.Id}'");
        earlier = (await reports.ReadAsync(place, year, default))!;
        Assert.True(earlier.IsBehind);
        Assert.Contains("в этой кампании ещё заканчивали отвечать", TextOf(earlier, "quality.pass", earlier.Newer!), StringComparison.Ordinal);
        Assert.False((await reports.ReadAsync(place, null, default))!.IsBehind);

        // A lesson was left open; it was not, but somebody finished at home after it; and nothing of that.
        foreach (string open in new[] { "running", "paused" })
        {
            await house.ExecuteAsync($"UPDATE school_class SET lesson = '{open}', lesson_ended_at = NULL WHERE id = '{room.Id}'");
            Assert.True((await reports.ReadAsync(place, year, default))!.IsBehind);
        }

        await house.ExecuteAsync($"UPDATE school_class SET lesson = 'ended', lesson_ended_at = {house.Manual.NowMs} WHERE id = '{room.Id}'");
        Assert.False((await reports.ReadAsync(place, year, default))!.IsBehind);
        await house.ExecuteAsync($"UPDATE test_session SET finished_at = {DateTimeOffset.UtcNow.AddDays(1).ToUnixTimeMilliseconds()} WHERE class_id = '{room.Id}' AND state = 'finished'");
        Assert.True((await reports.ReadAsync(place, year, default))!.IsBehind);

        // What is kept of it holds nothing of the place.
        await house.ExecuteAsync($"DELETE FROM region_reading_place WHERE campaign_id IN (SELECT id FROM campaign WHERE year = {year})");
        earlier = (await reports.ReadAsync(place, year, default))!;
        Assert.Equal((null, ReportLack.Place, 1), (earlier.Report, earlier.Lack, earlier.Editions.Length));
        Assert.Equal(ReportOutcome.NoReading, (await reports.FreezeAsync(place, year, first.Stamp!, 2, "tester", default)).Outcome);
    }

    /// <summary>An indicator that a pass did not know is named as not counted, and not as kept back.</summary>
    [StoreFact]
    public async Task What_a_pass_did_not_count_is_named_and_not_said_to_be_few()
    {
        await using TestHouse house = await OpenAsync();
        (SchoolClass room, _, string region) = await FinishedAsync(house);
        var library = IndicatorLibrary.LoadBuiltIn(InstrumentLibrary.LoadBuiltIn(), AtlasLibrary.LoadBuiltIn().Newest);
        ToldFigures told = ToldFigures.None("0.9.0+00000000", region, "Край") with { Members = [.. library.MemberIds.Where(id => !id.StartsWith("talk/", StringComparison.Ordinal) && id != "help/0")] };
        await NormCrowd.KeepAsync(house.Engine, region, NormCrowd.Reading(NormCrowd.Interests(house.Engine, room.Grade), false, (room.Grade, "female", "Округ", 40)) with { Indicators = told });
        ReportPage page = (await house.Engine.YearReports.ReadAsync(new OrgNode(NodeKind.Region, region), null, default))!;
        Assert.Equal(["Какая помощь нужна: Больше узнать о профессиях", "Хотят поговорить с психологом"], page.NotCounted.AsEnumerable());
        Assert.Contains("не считались: «Какая помощь нужна: Больше узнать о профессиях», «Хотят поговорить с психологом».", TextOf(page, "quality.pass"), StringComparison.Ordinal);
        Assert.DoesNotContain(page.Report!.Sections.SelectMany(section => section.Paragraphs), one => one.Id == "talk");
        Assert.Contains(page.Report.Sections.SelectMany(section => section.Paragraphs), one => one.Id == "help");
    }

    private static string TextOf(ReportPage page, string paragraph, NewerReport newer) =>
        string.Join(' ', newer.Differences.Select(one => one.Now).Append(page.Report!.Sections.SelectMany(section => section.Paragraphs).FirstOrDefault(one => one.Id == paragraph)?.Text));

    private static async Task KeepAsync(DiagnosticsEngine engine, int grade, string region, int students)
    {
        BatteryStep step = NormCrowd.Interests(engine, grade);
        RegionReading reading = NormCrowd.Reading(step, false, (grade, "female", "Округ", students)) with { Indicators = ToldFigures.None(IndicatorVersion, region, "Край") };
        await NormCrowd.KeepAsync(engine, region, reading);
    }

    private static string TextOf(ReportPage page, string paragraph) => page.Report!.Sections.SelectMany(section => section.Paragraphs).Single(one => one.Id == paragraph).Text;
}
