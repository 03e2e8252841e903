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
        Assert.Null((await reports.ReadAsync(place, default))!.Report);
        Assert.Equal(ReportOutcome.NoReading, await reports.ChangeAsync(place, new ReportChange.LeaveOut("", "norms", true), "tester", default));
        await KeepAsync(house.Engine, room.Grade, region, 40);

        ReportPage page = (await reports.ReadAsync(place, default))!;
        (string stamp, string drafted) = (page.Stamp!, TextOf(page, "quality.counted"));
        Assert.Equal((0, null), (page.Revision, page.Newer));
        ReportChange.Words mine = new(stamp, "quality.counted", "quality", "Мы\u0000 посчитали.\r\nИ всё.", null);
        Assert.Equal(ReportOutcome.Done, await reports.ChangeAsync(place, mine, "tester", default));
        // The reply was lost, and the same is sent again.
        Assert.Equal(ReportOutcome.Done, await reports.ChangeAsync(place, mine, "tester", default));
        Assert.Equal(ReportOutcome.Changed, await reports.ChangeAsync(place, mine with { Text = "По-другому." }, "colleague", default));
        Assert.Equal(ReportOutcome.Changed, await reports.ChangeAsync(place, mine with { Stamp = "other", Text = null, Was = "Мы посчитали.\nИ всё." }, "tester", default));
        Assert.Equal(ReportOutcome.Invalid, await reports.ChangeAsync(place, mine with { Paragraph = "nobody" }, "tester", default));
        Assert.Equal(ReportOutcome.Invalid, await reports.ChangeAsync(place, mine with { Paragraph = "quality.kept", Text = new string('я', 4_001) }, "tester", default));
        Assert.Equal(ReportOutcome.Done, await reports.ChangeAsync(place, new ReportChange.Words(stamp, "own-0123456789ab", "norms", "Свой абзац.", null), "tester", default));
        Assert.Equal(ReportOutcome.Done, await reports.ChangeAsync(place, new ReportChange.LeaveOut(stamp, "method", true), "tester", default));
        page = (await reports.ReadAsync(place, default))!;
        ReportParagraph written = page.Report!.Sections.Single(section => section.Id == "quality").Paragraphs[0];
        Assert.Equal((3, ParagraphOrigin.Edited, "Мы посчитали.\nИ всё.", drafted, false), (page.Revision, written.Origin, written.Text, written.Drafted, written.IsOverOlder));
        Assert.True(page.Report.Sections.Single(section => section.Id == "method").IsLeftOut);

        Assert.Equal(ReportOutcome.Changed, (await reports.FreezeAsync(place, stamp, 2, "tester", default)).Outcome);
        (ReportOutcome outcome, string? id) = await reports.FreezeAsync(place, stamp, 3, "tester", default);
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
        page = (await reports.ReadAsync(place, default))!;
        Assert.Contains(page.Newer!.Differences, one => one.Was == drafted && one.Now!.Contains("41", StringComparison.Ordinal));
        Assert.Equal(ReportOutcome.Older, (await reports.FreezeAsync(place, stamp, 3, "tester", default)).Outcome);
        Assert.Equal(ReportOutcome.Changed, await reports.RenewAsync(place, stamp, "tester", default));
        Assert.Equal(ReportOutcome.Done, await reports.RenewAsync(place, page.Newer.Stamp, "tester", default));
        page = (await reports.ReadAsync(place, default))!;
        Assert.Null(page.Newer);
        Assert.True(page.Report!.Sections.Single(section => section.Id == "quality").Paragraphs[0].IsOverOlder);
        // Who looked and sends the same words again has confirmed them.
        string own = page.Report!.Sections.Single(section => section.Id == "quality").Paragraphs[0].Text;
        Assert.Equal(ReportOutcome.Done, await reports.ChangeAsync(place, mine with { Stamp = page.Stamp!, Text = own, Was = own }, "tester", default));
        page = (await reports.ReadAsync(place, default))!;
        Assert.False(page.Report!.Sections.Single(section => section.Id == "quality").Paragraphs[0].IsOverOlder);
        Assert.Equal(edition.File, (await reports.OpenAsync(place, id!, default))!.File);
        Assert.Equal(ReportOutcome.Done, (await reports.FreezeAsync(place, page.Stamp!, page.Revision, "tester", default)).Outcome);
        Assert.Equal([2, 1], (await reports.ReadAsync(place, default))!.Editions.Select(one => one.Number));
        Assert.Equal((5, 2), (await house.CountAsync("SELECT COUNT(*) FROM audit_entry WHERE act = 'reportWritten'"), await house.CountAsync("SELECT COUNT(*) FROM audit_entry WHERE act = 'reportFrozen'")));
        Assert.DoesNotContain(VerifyNorms(house), fault => fault.Kind == StoreFaultKind.Report);

        await house.ExecuteAsync("UPDATE report_edition SET number = 7 WHERE id = @id", new { id });
        Assert.Equal(StoreFaultKind.Report, Assert.Single(VerifyNorms(house)).Kind);
        Assert.Equal((false, null), ((await reports.OpenAsync(place, id!, default))!.Holds, (await reports.OpenAsync(place, id!, default))!.File));

        // A damaged row takes nothing else with it.
        await house.ExecuteAsync("UPDATE report_edition SET statement = 'none', figures = 'none' WHERE id = @id", new { id });
        await house.ExecuteAsync("UPDATE report_draft SET drafted = 'none'");
        ReportPage damaged = (await reports.ReadAsync(place, default))!;
        Assert.Equal((true, 2), (damaged.IsDamaged, damaged.Editions.Length));
        EditionHead lost = damaged.Editions.Single(one => one.Id == id);
        Assert.Equal((null, frozen.Year), (lost.DataHash, lost.Year));
        Assert.False((await reports.OpenAsync(place, id!, default))!.Holds);
        Assert.Equal(ReportOutcome.Damaged, await reports.ChangeAsync(place, mine with { Stamp = page.Stamp! }, "tester", default));
        Assert.Equal(ReportOutcome.Damaged, (await reports.FreezeAsync(place, page.Stamp!, page.Revision, "tester", default)).Outcome);
    }

    private static async Task KeepAsync(DiagnosticsEngine engine, int grade, string region, int students)
    {
        BatteryStep step = NormCrowd.Interests(engine, grade);
        RegionReading reading = NormCrowd.Reading(step, false, (grade, "female", "Округ", students)) with { Indicators = ToldFigures.None(IndicatorVersion, region, "Край") };
        await NormCrowd.KeepAsync(engine, region, reading);
    }

    private static string TextOf(ReportPage page, string paragraph) => page.Report!.Sections.SelectMany(section => section.Paragraphs).Single(one => one.Id == paragraph).Text;
}
