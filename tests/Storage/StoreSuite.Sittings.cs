using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Keeping;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Sittings;
using Diagnostics.Tests.Consent;
using Diagnostics.Tests.Sittings;

namespace Diagnostics.Tests.Storage;

public abstract partial class StoreSuite
{
    [StoreFact]
    public async Task A_sitting_is_made_of_a_class_answered_closed_and_listed()
    {
        await using TestHouse house = await OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 9);
        Pupil first = await house.PupilAsync(room, 2);
        await first.PutAsync(1, "1", "2");
        SchoolClass sitting = await house.MakeAsync(room, house.Order(room));
        Assert.Equal(("9А · Интересы", 5L), (sitting.Name, await house.CountAsync("SELECT COUNT(*) FROM seat WHERE class_id = @Id AND person IS NOT NULL", new { sitting.Id })));
        Assert.Equal(5, await house.CountAsync("SELECT COUNT(*) FROM seat a JOIN seat b ON b.person = a.person AND b.number = a.number WHERE a.class_id = @room AND b.class_id = @Id", new { room = room.Id, sitting.Id }));

        await ParentsOnPaper.AgreeAsync(house.Engine, sitting.Id);
        Assert.True(await house.Engine.Board.SetLessonAsync(sitting.Id, LessonState.Running, default));
        Pupil again = await house.PupilAsync(sitting, 2);
        await again.PutAsync(1, "1", "2", "3");
        Pupil late = await house.PupilAsync(sitting, 3, "another");
        Assert.Equal(PutStatus.Ok, (await again.FinishAsync(3)).Status);
        Sitting told = await house.OneAsync(sitting);
        Assert.Equal((5, 1, 1, 5, 1, false), (told.Seats, told.Answering, told.Finished, told.Agreed, told.Repeated, told.IsOver));

        Assert.True(await house.Engine.Sittings.CloseAsync(sitting.Id, SittingHouse.AuditActor, default));
        Assert.Equal(PutStatus.Closed, (await late.PutAsync(1, "1")).Status);
        Assert.Equal((true, 0, 1), ((await house.OneAsync(sitting)).IsOver, (await house.OneAsync(sitting)).Answering, (await house.OneAsync(sitting)).Finished));
        Assert.IsType<EnterOutcome.Over>(await house.Engine.Entrance.EnterAsync(await house.CodeAsync(sitting, 3), "device", default));
        Assert.Equal([new SittingSchool(room.SchoolId, "Школа", "Округ", 1, 0)], await house.Engine.SittingList.SchoolsAsync(room.School(), default));
        SessionStanding standing = (await house.Engine.Standings.OfClassAsync(sitting.Id, default))[1];
        Assert.Equal((false, StandingReason.Sitting), (standing.CountsForNorms, standing.Against[0]));
        Assert.Empty(Faults(house));

        await house.ReopenAsync();
        Assert.Equal(PutStatus.Closed, (await late.HelloAsync(null, device: "another")).Status);
        BatteryPackage package = house.Engine.Batteries.PackageOf(house.Engine.Batteries.Get("pick/9/riasec:short48@1.1.0+work-values-7:full@1.0.0", "1.0.0"));
        Assert.Equal(package.Hash, (await house.Engine.Packages.FindAsync(package.Hash, default))!.Hash);
    }

    private static IEnumerable<string> Faults(TestHouse house) =>
        new StoreVerifier(house.Engine.Batteries)
            .Verify(house.Engine.Store.Dialect, house.Engine.Keys.Audit.ToArray(), new Progress<double>(), default).Faults.Select(fault => fault.Reason);

    [StoreFact]
    public async Task Erasing_a_session_unties_it_from_the_students_other_sessions()
    {
        await using TestHouse house = await OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 10);
        Pupil pupil = await house.PupilAsync(room);
        await pupil.PutAsync(1, "1");
        SchoolClass sitting = await house.MakeAsync(room, house.Order(room) with { Instruments = [new InstrumentChoice("plans", "full")] });
        Assert.Single((await house.Engine.Privacy.ExportAsync(pupil.SessionId, "x", default))!.OtherSessions, one => one is { ClassName: "10А · Интересы", Seat: 1, State: "issued" });
        Assert.True(await house.Engine.Privacy.EraseAsync(pupil.SessionId, "x", default));
        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM seat WHERE class_id = @Id AND number = 1 AND person IS NOT NULL", new { room.Id }));
        Assert.Equal(5, await house.CountAsync("SELECT COUNT(*) FROM seat WHERE class_id = @Id AND person IS NOT NULL", new { sitting.Id }));
        Assert.Empty((await house.Engine.Privacy.ExportAsync(pupil.SessionId, "x", default))!.OtherSessions);

        // Whoever had their data erased has a place in the next one, tied to nothing.
        SchoolClass next = await house.MakeAsync(room, house.Order(room) with { Title = "Ещё", Instruments = [new InstrumentChoice("plans", "full")] });
        Assert.Equal(4, await house.CountAsync("SELECT COUNT(*) FROM seat WHERE class_id = @Id AND person IS NOT NULL", new { next.Id }));
        Assert.Empty(Faults(house));
    }
}
