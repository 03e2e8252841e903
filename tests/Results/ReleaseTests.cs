using Diagnostics.Engine;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Keeping;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Recommendations;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;
using Diagnostics.Tests.Scoring;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Results;

/// <summary>Preliminary, released, withdrawn: what a key opens in each state, and that what was released stays as it was.</summary>
public sealed class ReleaseTests
{
    [Fact]
    public async Task What_is_released_shows_aptitudes_and_what_concerns_reliability_and_the_date()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 10);
        string key = await FinishAsync(house, room, seat: 1);
        StudentResult before = (await house.Engine.Results.OpenAsync(key, default))!;
        Assert.Null(before.ReleasedAtMs);
        Assert.Null(before.Reliability);
        Assert.NotEmpty(before.Withheld);
        Assert.Equal(1, await house.Engine.Releases.ReleaseAsync(room.Id, 0, "psychologist", default));
        StudentResult after = (await house.Engine.Results.OpenAsync(key, default))!;
        Assert.Equal(house.Manual.GetUtcNow().ToUnixTimeMilliseconds(), after.ReleasedAtMs);
        Assert.NotNull(after.Reliability);
        Assert.Empty(after.Withheld);
        Assert.All(before.Withheld, title => Assert.Contains(after.Sections, section => section.Title == title));
        Assert.Equal(before.Recommendation!.ResultHash, after.Recommendation!.ResultHash);
        Assert.Equal(0, await house.Engine.Releases.ReleaseAsync(room.Id, 0, "psychologist", default));
    }

    [Fact]
    public async Task What_was_released_is_not_made_again_from_the_store()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 10);
        string key = await FinishAsync(house, room, seat: 1);
        await house.Engine.Releases.ReleaseAsync(room.Id, 1, "psychologist", default);
        string released = FrozenResult.ToJson((await house.Engine.Results.OpenAsync(key, default))!);

        // Other scores, other settings: as if rules, norms and campaign had changed since.
        await house.ExecuteAsync("UPDATE profile SET profile = REPLACE(profile, '\"flat\":false', '\"flat\":true')");
        await house.ExecuteAsync("UPDATE campaign SET show_settings = '{\"interests\":false}'");
        Assert.Equal(released, FrozenResult.ToJson((await house.Engine.Results.OpenAsync(key, default))!));
        await house.ReopenAsync();
        Assert.Equal(released, FrozenResult.ToJson((await house.Engine.Results.OpenAsync(key, default))!));

        // Withdrawn, it is made from the store again, and no longer the same.
        Assert.True(await house.Engine.Releases.WithdrawAsync(room.Id, 1, WithdrawalReason.Mistake, "psychologist", default));
        StudentResult live = (await house.Engine.Results.OpenAsync(key, default))!;
        Assert.Null(live.ReleasedAtMs);
        Assert.Null(live.Recommendation);
    }

    [Fact]
    public async Task A_frozen_result_names_what_a_later_atlas_does_not_have()
    {
        using ScratchFolder folder = new();
        folder.Write("links.csv", "id,title,by,template,source,date\nportal,Портал,profession,https://example.org/{code},Служба,2026-11-21\n");
        await using TestHouse house = await TestHouse.OpenAsync(overlay: folder.PathOf(""));
        SchoolClass room = await house.ClassAsync(grade: 10);
        string key = await FinishAsync(house, room, seat: 1);
        await house.Engine.Releases.ReleaseAsync(room.Id, 1, "psychologist", default);
        StudentResult shown = (await house.Engine.Results.OpenAsync(key, default))!;
        ProfessionView gone = shown.Recommendation!.Professions[0] with { Code = "gone", Title = "Профессия из прежнего справочника" };
        StudentResult older = shown with { Recommendation = shown.Recommendation with { Professions = [gone, .. shown.Recommendation.Professions], Region = null } };
        await house.ExecuteAsync(
            "UPDATE result_release SET result = @result", new { result = PackedText.Pack(FrozenResult.ToJson(older)) });
        StudentResult again = (await house.Engine.Results.OpenAsync(key, default))!;
        Assert.Equal("Профессия из прежнего справочника", again.Recommendation!.Professions[0].Title);
        Assert.Equal(shown.Recommendation.Professions.Select(one => one.Code), again.Recommendation.Region!.Professions.Select(one => one.Code));
    }

    [Fact]
    public async Task A_withdrawal_keeps_its_reason_and_a_new_release_freezes_anew()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 10);
        string key = await FinishAsync(house, room, seat: 1);
        await house.Engine.Releases.ReleaseAsync(room.Id, 1, "first", default);
        Assert.False(await house.Engine.Releases.WithdrawAsync(room.Id, 2, WithdrawalReason.Asked, "second", default));
        Assert.True(await house.Engine.Releases.WithdrawAsync(room.Id, 1, WithdrawalReason.Unreliable, "second", default));
        Assert.False(await house.Engine.Releases.WithdrawAsync(room.Id, 1, WithdrawalReason.Unreliable, "second", default));
        Assert.NotEmpty((await house.Engine.Results.OpenAsync(key, default))!.Withheld);
        SeatRelease seat = Assert.Single((await house.Engine.ReleaseBoard.SeatsAsync(room.Id, default))!.Seats);
        Assert.Equal((SeatResultState.Preliminary, WithdrawalReason.Unreliable), (seat.State, seat.Withdrawn!.Reason));
        house.Manual.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await house.Engine.Releases.ReleaseAsync(room.Id, 1, "first", default));
        Assert.Equal(house.Manual.GetUtcNow().ToUnixTimeMilliseconds(), (await house.Engine.Results.OpenAsync(key, default))!.ReleasedAtMs);
        Assert.Equal(2, await house.CountAsync("SELECT COUNT(*) FROM result_release"));
        IReadOnlyList<AuditLine> log = await house.Engine.Audit.ReadAsync(OrgNode.Server, long.MaxValue, default);
        Assert.Equal(
            [(AuditAct.ResultReleased, "first", ""), (AuditAct.ReleaseWithdrawn, "second", "unreliable"), (AuditAct.ResultReleased, "first", "")],
            log.Take(3).Select(line => (line.Act, line.Actor, line.Detail)));
    }

    [Fact]
    public async Task A_new_key_opens_and_the_old_one_stops_at_once()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 10);
        string old = await FinishAsync(house, room, seat: 1);
        string made = (await house.Engine.Releases.ReissueKeyAsync(room.Id, 1, "psychologist", default))!;
        Assert.NotEqual(old, made);
        Assert.Null(await house.Engine.Results.OpenAsync(old, default));
        Assert.NotNull(await house.Engine.Results.OpenAsync(made.ToLowerInvariant(), default));
        Assert.Null(await house.Engine.Releases.ReissueKeyAsync(room.Id, 2, "psychologist", default));
        AuditLine told = (await house.Engine.Audit.ReadAsync(OrgNode.Server, long.MaxValue, default))[0];
        Assert.Equal((AuditAct.ResultKeyReissued, "psychologist", ""), (told.Act, told.Actor, told.Detail));
    }

    [Fact]
    public async Task Two_psychologists_release_a_class_at_once_and_each_result_is_released_once()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 10);
        for (int seat = 1; seat <= 3; seat++)
        {
            await FinishAsync(house, room, seat);
        }

        int[] released = await Task.WhenAll(
            house.Engine.Releases.ReleaseAsync(room.Id, 0, "one", default), house.Engine.Releases.ReleaseAsync(room.Id, 0, "two", default));
        Assert.Equal(3, released.Sum());
        Assert.Equal(3, await house.CountAsync("SELECT COUNT(*) FROM result_release"));
        ClassReleases counted = Assert.Single(await house.Engine.ReleaseBoard.ClassesAsync(room.SchoolId, default));
        Assert.Equal((5, 3, 3), (counted.Seats, counted.Finished, counted.Released));
        SchoolReleases school = Assert.Single(await house.Engine.ReleaseBoard.SchoolsAsync(OrgNode.Server, default));
        Assert.Equal((3, 3), (school.Finished, school.Released));
        ClassSeats seats = (await house.Engine.ReleaseBoard.SeatsAsync(room.Id, default))!;
        Assert.Equal((2, 3), (seats.Empty, seats.Seats.Count));
    }

    [Fact]
    public async Task A_released_result_is_erased_with_its_session_and_exported_before()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 10);
        string key = await FinishAsync(house, room, seat: 1);
        await house.Engine.Releases.ReleaseAsync(room.Id, 1, "psychologist", default);
        HeldSession held = (await house.Engine.Privacy.FindAsync(await house.CodeAsync(room), default))!;
        HeldRelease told = Assert.Single((await house.Engine.Privacy.ExportAsync(held.SessionId, "keeper", default))!.Releases);
        Assert.Equal("10А", told.Result.GetProperty("className").GetString());
        await house.Engine.Privacy.EraseAsync(held.SessionId, "keeper", default);
        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM result_release"));
        Assert.Null(await house.Engine.Results.OpenAsync(key, default));
        Assert.Equal(0, await house.Engine.Releases.ReleaseAsync(room.Id, 0, "psychologist", default));
        Assert.Equal(SeatResultState.Closed, Assert.Single((await house.Engine.ReleaseBoard.SeatsAsync(room.Id, default))!.Seats).State);
    }

    [Fact]
    public async Task A_frozen_result_that_was_changed_in_the_store_is_found()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 10);
        await FinishAsync(house, room, seat: 1);
        await house.Engine.Releases.ReleaseAsync(room.Id, 1, "psychologist", default);
        StoreReport sound = Verify(house);
        Assert.True(sound.IsSound);
        Assert.Equal(1, sound.Releases);
        await house.ExecuteAsync("UPDATE result_release SET released_by = 'somebody'");
        Assert.Equal(StoreFaultKind.Release, Assert.Single(Verify(house).Faults).Kind);
        await house.ExecuteAsync("UPDATE result_release SET released_by = 'psychologist', result = 'AAAA'");
        Assert.Equal(StoreFaultKind.Release, Assert.Single(Verify(house).Faults).Kind);
    }

    [Fact]
    public async Task A_frozen_result_reads_back_word_for_word_and_takes_little_room()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 10);
        string key = await FinishAsync(house, room, seat: 1);
        await house.Engine.Releases.ReleaseAsync(room.Id, 1, "psychologist", default);
        string json = PackedText.Unpack(await house.TextAsync("SELECT result FROM result_release"));
        Assert.Equal(json, FrozenResult.ToJson(FrozenResult.FromJson(json)));
        Assert.True(PackedText.Pack(json).Length * 2 < json.Length, $"{json.Length} → {PackedText.Pack(json).Length}");
        Assert.Throws<InvalidDataException>(() => PackedText.Unpack("не то"));
        Assert.NotNull(await house.Engine.Results.OpenAsync(key, default));
    }

    [Fact]
    public async Task Before_a_release_it_is_known_whose_answers_cannot_be_relied_on_and_the_release_says_the_same()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 10);
        string careful = await FinishAsync(house, room, seat: 1);
        Pupil hasty = await house.PupilAsync(room, 2, "device2");
        BatteryStep asked = InterestStep.Of(house.Engine.Batteries.For(room.Grade)!)!;
        long number = 0;
        foreach (AnswerEntry[] batch in Enumerable.Range(0, asked.Form.Items.Length).Select(at => new AnswerEntry(asked.FirstItem + at, "1", at * 300L)).Chunk(Session.MostAnswers))
        {
            Assert.Equal(PutStatus.Ok, (await house.Engine.Sessions.PutAsync(hasty.SessionId, new PutRequest(hasty.Epoch, number + 1, batch), default)).Status);
            number += batch.Length;
        }

        string careless = (await hasty.FinishAsync(number)).ResultKey!;
        SeatRelease[] seats = [.. (await house.Engine.ReleaseBoard.SeatsAsync(room.Id, default))!.Seats];
        Assert.Equal([(1, false, 0), (2, true, 0)], seats.Select(seat => (seat.Seat, seat.InDoubt, seat.LateSections)));
        Assert.Equal(2, await house.Engine.Releases.ReleaseAsync(room.Id, 0, "psychologist", default));
        Assert.False((await house.Engine.Results.OpenAsync(careful, default))!.Reliability!.InterestsInDoubt);
        Assert.True((await house.Engine.Results.OpenAsync(careless, default))!.Reliability!.InterestsInDoubt);
    }

    private static StoreReport Verify(TestHouse house) => new StoreVerifier(house.Engine.Batteries).Verify(
        new EngineOptions { DataFolder = house.Folder }, new Progress<double>(), default);

    /// <summary>A student who answers all of the battery; the key of the result.</summary>
    private static async Task<string> FinishAsync(TestHouse house, SchoolClass room, int seat)
    {
        Pupil pupil = await house.PupilAsync(room, seat, $"device{seat}");
        Battery battery = house.Engine.Batteries.For(room.Grade)!;
        long number = 1;
        foreach (AnswerEntry[] batch in new SimulatedStudent(battery, new Random(seat)).Answers().Chunk(Session.MostAnswers))
        {
            Assert.Equal(PutStatus.Ok, (await house.Engine.Sessions.PutAsync(pupil.SessionId, new PutRequest(pupil.Epoch, number, batch), default)).Status);
            number += batch.Length;
        }

        return (await pupil.FinishAsync(number - 1)).ResultKey!;
    }
}
