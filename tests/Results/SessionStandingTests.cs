using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Results;

/// <summary>The one place that says which sessions may feed norms.</summary>
public sealed class SessionStandingTests
{
    /// <summary>What is done to the store, and what then speaks against seat 1; the neighbour in seat 2 where it is told.</summary>
    public static TheoryData<string, StandingReason, bool> Cases => new()
    {
        { "UPDATE test_session SET consent = 0 WHERE id = @id", StandingReason.NotAgreed, false },
        { "UPDATE test_session SET parent_consent = 0 WHERE id = @id", StandingReason.NotAgreed, false },
        { "UPDATE test_session SET simulated = 1 WHERE id = @id", StandingReason.Simulated, false },
        { "INSERT INTO rehearsal (region_id, opened_at, log_floor) SELECT id, 1, 0 FROM region", StandingReason.Rehearsed, true },
        { "UPDATE school_class SET kind = 'sitting'", StandingReason.Sitting, true },
        { "UPDATE school_class SET place = 'home'", StandingReason.AtHome, true },
        { "UPDATE test_session SET accommodation = 'time150' WHERE id = @id", StandingReason.ExtraTime, false },
        { "INSERT INTO time_grant (class_id, number, seat, given_at, given_ms, outage) SELECT id, 1, 1, 1, 60000, 0 FROM school_class", StandingReason.ExtraTime, false },
        { "INSERT INTO time_grant (class_id, number, seat, given_at, given_ms, outage) SELECT id, 1, NULL, 1, 60000, 0 FROM school_class", StandingReason.ExtraTime, true },
        { "INSERT INTO time_grant (class_id, number, seat, given_at, given_ms, outage) SELECT id, 1, NULL, 1, 60000, 1 FROM school_class", StandingReason.Interrupted, true },
        { "INSERT INTO seat_halt (class_id, number, seat, run, began_at) SELECT id, 1, 1, 'paused', 1 FROM school_class", StandingReason.Interrupted, false },
        { "INSERT INTO irregularity (class_id, number, seat, kind, noted_at) SELECT id, 1, 1, 'other', 1 FROM school_class", StandingReason.Interrupted, false },
        { "UPDATE finished_session SET section_times = '[{\"step\":\"aptitude-verbal\",\"begunAtMs\":1,\"answered\":8,\"byDevice\":0,\"afterLimit\":1}]' WHERE session_id = @id", StandingReason.Flagged, false },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task One_reason_is_enough(string change, StandingReason reason, bool isOfAll)
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 10);
        Pupil first = await FinishedAsync(house, room, 1);
        await FinishedAsync(house, room, 2);
        Assert.Equal([true, true, false, false, false], (await house.Engine.Standings.OfClassAsync(room.Id, default)).Select(one => one.CountsForNorms));
        await house.ExecuteAsync(change, new { id = first.SessionId });
        IReadOnlyList<SessionStanding> standings = await house.Engine.Standings.OfClassAsync(room.Id, default);
        Assert.Equal([reason], standings[0].Against);
        Assert.Equal(!isOfAll, standings[1].CountsForNorms);
        Assert.Equal(StandingReason.NotFinished, standings[2].Against[0]);
    }

    [Fact]
    public async Task A_special_form_and_a_withdrawn_note_are_told_apart()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 10);
        await FinishedAsync(house, room, 1);
        await house.ExecuteAsync("INSERT INTO irregularity (class_id, number, seat, kind, noted_at, withdrawn_at) SELECT id, 1, 1, 'other', 1, 2 FROM school_class");
        Assert.True((await house.Engine.Standings.OfClassAsync(room.Id, default))[0].CountsForNorms);
        SchoolClass special = await house.Engine.Organisation.AddClassAsync(room.SchoolId, 10, "Б", 1, 0, BatteryVariant.Untimed, default);
        Assert.Contains(StandingReason.SpecialForm, (await house.Engine.Standings.OfClassAsync(special.Id, default))[0].Against);
    }

    private static async Task<Pupil> FinishedAsync(TestHouse house, SchoolClass room, int seat)
    {
        Pupil pupil = await house.PupilAsync(room, seat, $"device{seat}");
        await pupil.PutAsync(1, "1");
        Assert.Equal(PutStatus.Ok, (await pupil.FinishAsync(1)).Status);
        return pupil;
    }
}
