using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Exports;

namespace Diagnostics.Tests.Storage;

/// <summary>Answers for research, on every store.</summary>
public abstract partial class StoreSuite
{
    [StoreFact]
    public async Task A_plan_finds_who_finished_and_rows_are_read_by_their_sessions()
    {
        await using TestHouse house = await OpenAsync();
        (SchoolClass room, Pupil pupil, string region) = await FinishedAsync(house);
        ExportCampaign campaign = Assert.Single(await house.Engine.Exports.CampaignsAsync(region, default));
        Assert.Contains(campaign.Instruments, instrument => instrument.Title.Length > 0);
        ExportOrder order = new() { CampaignId = campaign.Id, IsEverybody = true };
        ExportPlan plan = (await house.Engine.Exports.PlanAsync(region, order, new Progress<double>(), default))!;
        Assert.Equal((1, 0, 1, 0), (plan.Summary.Finished, plan.Summary.Unready, plan.Summary.LeftOut, plan.Summary.Rows));

        PersonTraits traits = new(false, RowStanding.Counts, "of one", room.Grade, null, null, null, null);
        ColumnBook book = new(house.Engine.Batteries.All.Where(battery => battery.Grades.Contains(room.Grade)), order, order.Traits);
        ExportPlan one = new(order, region, plan.Summary, book, [new ExportPerson(pupil.SessionId, traits), new ExportPerson("nobody", traits)]);
        using MemoryStream file = new();
        Assert.Equal(1, await house.Engine.Exports.WriteAsync(one, ExportFormat.Csv, "tester", file, new Progress<double>(), default));
        Assert.Equal(1, await house.CountAsync("SELECT COUNT(*) FROM audit_entry WHERE act = 'answersExported'"));
    }
}
