using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Results;

namespace Diagnostics.Tests.Storage;

/// <summary>A class's sheets on every store.</summary>
public abstract partial class StoreSuite
{
    [StoreFact]
    public async Task Sheets_are_of_the_finished_and_agreed_seats_of_a_portion_and_without_what_is_the_students_alone()
    {
        await using TestHouse house = await OpenAsync();
        SchoolClass room = await house.ClassAsync(seats: 14);
        SchoolClass other = await house.ClassAsync();
        foreach (int seat in new[] { 12, 3, 1, 2 })
        {
            await FinishAsync(house, room, seat);
        }

        await house.PupilAsync(room, 4, "device4");
        await FinishAsync(house, other, 1);
        Assert.Equal([1, 2, 3], (await house.Engine.Sheets.ReadAsync(room.Id, 1, default)).Select(sheet => sheet.Seat));
        Assert.Equal([12], (await house.Engine.Sheets.ReadAsync(room.Id, 11, default)).Select(sheet => sheet.Seat));
        Assert.Empty(await house.Engine.Sheets.ReadAsync(room.Id, 21, default));
        Assert.Empty(await house.Engine.Sheets.ReadAsync("nowhere", 1, default));

        Assert.Equal(1, await house.Engine.Releases.ReleaseAsync(room.Id, 2, "psychologist", default));
        await house.ExecuteAsync(
            "UPDATE test_session SET parent_consent = 0 WHERE seat_id = (SELECT id FROM seat WHERE class_id = @classId AND number = 3)", new { classId = room.Id });
        IReadOnlyList<SeatSheet> sheets = await house.Engine.Sheets.ReadAsync(room.Id, 1, default);
        Assert.Equal([(1, false), (2, true)], sheets.Select(sheet => (sheet.Seat, sheet.Result.ReleasedAtMs is not null)));
        Assert.All(sheets, sheet => Assert.Equal((null, null, null), (sheet.Result.OwnPlan, sheet.Result.Solutions, sheet.Result.Recommendation?.Region)));
    }

    private static async Task FinishAsync(TestHouse house, SchoolClass room, int seat)
    {
        Pupil pupil = await house.PupilAsync(room, seat, $"device{seat}");
        await pupil.PutAsync(1, [.. Enumerable.Repeat("2", 49)]);
        await pupil.FinishAsync(49);
    }
}
