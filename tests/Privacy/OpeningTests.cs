using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Privacy;

/// <summary>Who opened what: once for a person and a thing within ten minutes, counted in the school's access report.</summary>
public sealed class OpeningTests
{
    [Fact]
    public async Task The_same_opening_again_soon_adds_no_entry_and_any_other_does()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        SchoolClass other = await house.Engine.Organisation.AddClassAsync(room.SchoolId, 9, "Б", 1, 0, default);
        await OpenAsync(house, "first", AuditAct.ResultsRead, room);
        house.Manual.Advance(OpeningLog.Again - TimeSpan.FromMilliseconds(1));
        await OpenAsync(house, "first", AuditAct.ResultsRead, room);
        Assert.Equal(1, await CountAsync(house));
        await OpenAsync(house, "second", AuditAct.ResultsRead, room);
        await OpenAsync(house, "first", AuditAct.ConsentRead, room);
        await OpenAsync(house, "first", AuditAct.ResultsRead, other);
        Assert.Equal(4, await CountAsync(house));
        house.Manual.Advance(TimeSpan.FromMilliseconds(1));
        await OpenAsync(house, "first", AuditAct.ResultsRead, room);
        Assert.Equal(5, await CountAsync(house));
        await OpenAsync(house, "first", AuditAct.ResultsRead, room);
        Assert.Equal(5, await CountAsync(house));
    }

    [Fact]
    public async Task Openings_are_counted_by_person_in_the_report_of_their_school_alone()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        School other = await house.Engine.Organisation.AddSchoolAsync(
            await house.TextAsync("SELECT MIN(id) FROM municipality"), "Другая", Settlement.City, default);
        long from = house.Manual.NowMs;
        foreach (AuditAct act in new[] { AuditAct.ResultsRead, AuditAct.ConsentRead, AuditAct.NamesRead })
        {
            await OpenAsync(house, "reader", act, room);
        }

        await house.Engine.Openings.TellAsync("reader", AuditAct.AccessReportRead, new OrgNode(NodeKind.School, room.SchoolId), default);
        AccessReport report = (await house.Engine.Access.ReadAsync(room.SchoolId, from, house.Manual.NowMs + 1, long.MaxValue, default))!;
        Assert.Equal(
            [(AuditAct.AccessReportRead, 1), (AuditAct.ConsentRead, 1), (AuditAct.NamesRead, 1), (AuditAct.ResultsRead, 1)],
            report.Deeds.Where(one => one.Actor == "reader").Select(one => (one.Act, one.Count)).OrderBy(one => one.Act.ToString(), StringComparer.Ordinal));
        Assert.DoesNotContain(report.Lines, line => line.Actor == "reader");
        AccessReport elsewhere = (await house.Engine.Access.ReadAsync(other.Id, from, house.Manual.NowMs + 1, long.MaxValue, default))!;
        Assert.DoesNotContain(elsewhere.Deeds, one => one.Actor == "reader");
        AuditLine told = (await house.Engine.Audit.ReadAsync(new OrgNode(NodeKind.Class, room.Id), long.MaxValue, default)).First(line => line.Act == AuditAct.ResultsRead);
        Assert.Equal(("class", room.Id, "8А"), (told.ObjectKind, told.ObjectId, told.ObjectTitle));
    }

    private static Task OpenAsync(TestHouse house, string actor, AuditAct act, SchoolClass room) =>
        house.Engine.Openings.TellAsync(actor, act, new OrgNode(NodeKind.Class, room.Id), default);

    private static Task<long> CountAsync(TestHouse house) => house.CountAsync("SELECT COUNT(*) FROM audit_entry WHERE act IN ('resultsRead', 'consentRead')");
}
