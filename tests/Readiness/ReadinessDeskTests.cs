using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Readiness;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Readiness;

/// <summary>The note of a class: the newest check of a device counts, the link opens it until it is replaced, and it goes with the campaign.</summary>
public sealed class ReadinessDeskTests
{
    [Fact]
    public async Task The_newest_check_of_a_device_counts_and_others_stand_beside_it_over_a_restart()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        int revision = (await OpenAsync(house, room)).Revision;
        Assert.IsType<CheckOutcome.Taken>(await TakeAsync(house, room, revision, "aaaaaaaa", 7, Measured.Fine with { Storage = StorageCheck.Lost }));
        house.Manual.Advance(TimeSpan.FromMinutes(3));
        CheckOutcome.Taken better = Assert.IsType<CheckOutcome.Taken>(
            await TakeAsync(house, room, revision, "aaaaaaaa", 8, Measured.Fine with { Socket = SocketCheck.Blocked }));
        Assert.Equal((DeviceVerdict.Remarks, ReadinessReason.TransportBlocked), (better.Verdict, better.Findings.Single().Reason));
        Assert.IsType<CheckOutcome.Taken>(await TakeAsync(house, room, revision, "bbbbbbbb", 2, Measured.Fine));

        await house.ReopenAsync();
        ReadinessNote note = (await house.Engine.Readiness.NoteAsync(room.Id, default))!;
        Assert.Equal([(2, DeviceVerdict.Ready), (8, DeviceVerdict.Remarks)], note.Devices.Select(one => (one.Number, one.Verdict)));
        Assert.Equal(better.Findings, note.Devices[1].Findings);
        Assert.Equal((Measured.Fine, house.Manual.NowMs), (note.Devices[0].Measured, note.Devices[0].AtMs));
        Assert.Equal(new ReadinessCounts(2, 1, 0), await house.Engine.Readiness.CountAsync(room.Id, default));
        ClassReadiness row = Assert.Single(await house.Engine.Readiness.ClassesAsync(new OrgNode(NodeKind.School, room.SchoolId), default));
        Assert.Equal((2, 1, 1, 0, house.Manual.NowMs), (row.Checked, row.Ready, row.Remarks, row.NotReady, row.LastAtMs));
        Assert.Null(await house.Engine.Readiness.NoteAsync("nowhere", default));
    }

    [Fact]
    public async Task A_class_holds_a_hundred_devices_and_goes_on_checking_those_it_has()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        int revision = (await OpenAsync(house, room)).Revision;
        for (int device = 0; device < ReadinessDesk.MostDevices; device++)
        {
            Assert.IsType<CheckOutcome.Taken>(await TakeAsync(house, room, revision, $"device{device:D4}", (device % 99) + 1, Measured.Fine));
        }

        Assert.IsType<CheckOutcome.Full>(await TakeAsync(house, room, revision, "onemore00", 1, Measured.Fine));
        Assert.IsType<CheckOutcome.Taken>(await TakeAsync(house, room, revision, "device0000", 1, Measured.Fine with { HasLocks = false }));
        Assert.Equal(new ReadinessCounts(100, 1, 0), await house.Engine.Readiness.CountAsync(room.Id, default));
    }

    [Theory]
    [InlineData("short", 1)]
    [InlineData("device-0001", 1)]
    [InlineData("device0001", 0)]
    [InlineData("device0001", 100)]
    public async Task A_device_without_a_likely_name_or_number_is_not_taken(string device, int number)
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        int revision = (await OpenAsync(house, room)).Revision;
        Assert.IsType<CheckOutcome.Invalid>(await TakeAsync(house, room, revision, device, number, Measured.Fine));
        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM device_check"));
    }

    [Fact]
    public async Task A_replaced_link_opens_nothing_and_checks_begun_by_it_are_refused()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        string old = (await house.Engine.CheckLinks.OfClassAsync(room.Id, default))!;
        Assert.Equal(old, await house.Engine.CheckLinks.OfClassAsync(room.Id, default));
        CheckedClass opened = (await house.Engine.CheckLinks.FindAsync(old, default))!;
        Assert.Equal((room.Id, "8А", house.Engine.Batteries.For(8)!.ItemCount > 0, false), (opened.ClassId, opened.ClassName, opened.PackageHash.Length == 64, opened.IsOver));
        string fresh = (await house.Engine.CheckLinks.RenewAsync(room.Id, "somebody", default))!;
        Assert.NotEqual(old, fresh);
        Assert.Null(await house.Engine.CheckLinks.FindAsync(old, default));
        Assert.IsType<CheckOutcome.Shut>(await TakeAsync(house, room, opened.Revision, "aaaaaaaa", 1, Measured.Fine));
        int revision = (await house.Engine.CheckLinks.FindAsync(fresh, default))!.Revision;
        Assert.IsType<CheckOutcome.Taken>(await TakeAsync(house, room, revision, "aaaaaaaa", 1, Measured.Fine));
        AuditEntryLine told = (await DeedsAsync(house)).Single(line => line.Act == AuditAct.CheckLinkRenewed);
        Assert.Equal("somebody", told.Actor);
        Assert.Null(await house.Engine.CheckLinks.RenewAsync("nowhere", "somebody", default));
        Assert.Null(await house.Engine.CheckLinks.OfClassAsync("nowhere", default));
    }

    [Fact]
    public async Task Erasing_takes_one_class_and_the_end_of_the_campaign_takes_all_and_closes_the_check()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        SchoolClass other = await house.Engine.Organisation.AddClassAsync(room.SchoolId, 9, "А", 2, 0, default);
        foreach (SchoolClass one in new[] { room, other })
        {
            Assert.IsType<CheckOutcome.Taken>(await TakeAsync(house, one, (await OpenAsync(house, one)).Revision, "aaaaaaaa", 1, Measured.Fine));
        }

        Assert.Equal(1, await house.Engine.Readiness.EraseAsync(room.Id, "somebody", default));
        Assert.Empty((await house.Engine.Readiness.NoteAsync(room.Id, default))!.Devices);
        Assert.Single((await house.Engine.Readiness.NoteAsync(other.Id, default))!.Devices);
        Assert.Contains(await DeedsAsync(house), line => line.Act == AuditAct.ReadinessErased && line.Actor == "somebody");
        Assert.Equal(0, await house.Engine.Readiness.ForgetAsync(default));
        CheckedClass open = await OpenAsync(house, other);
        house.Manual.Advance(TimeSpan.FromDays(60));
        Assert.True((await OpenAsync(house, other)).IsOver);
        Assert.IsType<CheckOutcome.Shut>(await TakeAsync(house, other, open.Revision, "aaaaaaaa", 1, Measured.Fine));
        Assert.Equal(1, await house.Engine.Readiness.ForgetAsync(default));
        Assert.Empty((await house.Engine.Readiness.NoteAsync(other.Id, default))!.Devices);
    }

    private static async Task<CheckedClass> OpenAsync(TestHouse house, SchoolClass room) =>
        (await house.Engine.CheckLinks.FindAsync(await house.Engine.CheckLinks.OfClassAsync(room.Id, default), default))!;

    private static Task<CheckOutcome> TakeAsync(TestHouse house, SchoolClass room, int revision, string device, int number, DeviceMeasurements measured) =>
        house.Engine.Readiness.TakeAsync(room.Id, revision, new CheckedDevice(device, number), measured, null, default);

    private static async Task<IReadOnlyList<AuditEntryLine>> DeedsAsync(TestHouse house) =>
        [.. (await house.Engine.Audit.ReadAsync(OrgNode.Server, long.MaxValue, default)).Select(line => new AuditEntryLine(line.Act, line.Actor))];

    private sealed record AuditEntryLine(AuditAct Act, string Actor);
}
