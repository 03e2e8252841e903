using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Consent;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Reviews;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Sittings;
using Diagnostics.Scoring.Quality;
using Diagnostics.Tests.Consent;
using Diagnostics.Tests.Sittings;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Reviews;

/// <summary>One student's profile as a psychologist reads it, and how it was answered.</summary>
public sealed class ProtocolDeskTests
{
    [Fact]
    public async Task What_is_told_of_a_student_is_what_a_release_shows_before_it_and_after_it()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 9);
        await FinishAsync(house, room, Lesson(9));
        StudentResult before = (await ReadAsync(house, room))!.Result;
        Assert.Null(before.ReleasedAtMs);
        Assert.Empty(before.Withheld);
        await house.Engine.Releases.ReleaseAsync(room.Id, 1, "psychologist", default);
        StudentResult after = (await ReadAsync(house, room))!.Result;
        string key = (await house.Engine.Releases.ReissueKeyAsync(room.Id, 1, "psychologist", default))!;
        Assert.Equal(Json((await house.Engine.Results.OpenAsync(key, default))!), Json(after));
        Assert.Equal(Json(after with { ReleasedAtMs = null, Reliability = null }), Json(before));
        Assert.NotNull(after.Reliability);

        // What was released stays, whatever becomes of the rows it was made of.
        await house.ExecuteAsync("UPDATE profile SET profile = REPLACE(profile, '\"flat\":false', '\"flat\":true')");
        Assert.Equal(Json(after), Json((await ReadAsync(house, room))!.Result));
    }

    [Fact]
    public async Task Flags_are_told_with_their_number_their_cut_off_and_whether_it_was_made_for_this_form()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 10);
        await FinishAsync(house, room, new Protocols(10).Presses("1", msAnItem: 300));
        ProtocolView view = (await ReadAsync(house, room))!;
        ProtocolFlags flags = view.Flags!;
        Assert.Equal((true, 60, 60), (flags.IsUnreliable, flags.Answered, flags.Items));
        Assert.Equal(new ProtocolFlag(QualityIndex.LongestRun, QualityKind.Monotony, 60, 21, QualitySide.AtOrAbove, QualityFlagState.Raised), flags.All[0]);
        Assert.Equal((0.3, 1.0, QualitySide.Below), flags.All.Where(flag => flag.Kind == QualityKind.Haste).Select(flag => (flag.Value!.Value, flag.CutOff, flag.Side)).Single());
        Assert.Equal((null, QualityFlagState.NotAvailable), flags.All.Where(flag => flag.Index == QualityIndex.MahalanobisDistance).Select(flag => (flag.Value, flag.State)).Single());
        Assert.Contains(StandingReason.Flagged, view.Taken.Against);

        SchoolClass younger = await house.Engine.Organisation.AddClassAsync(room.SchoolId, 8, "Б", 1, 0, default);
        await StartAsync(house, younger);
        await FinishAsync(house, younger, new Protocols(8).Presses("1", msAnItem: 4_000));
        flags = (await ReadAsync(house, younger))!.Flags!;
        Assert.False(flags.IsUnreliable);
        Assert.Equal(QualityFlagState.NotApplicable, flags.All[0].State);
    }

    [Fact]
    public async Task Tasks_are_right_wrong_passed_over_or_not_reached_as_the_profile_counts_them()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 10);
        Protocols lesson = new Protocols(10).Solves("verbal", 4);
        int first = lesson.Entries[0].Item;
        await FinishAsync(house, room, lesson, entry => entry.Item != first + 1 && entry.Item < first + 5);
        TaskSection section = Assert.Single((await ReadAsync(house, room))!.Tasks);
        Assert.Equal(
            [TaskState.Right, TaskState.Omitted, TaskState.Right, TaskState.Right, TaskState.Wrong, TaskState.NotReached],
            section.Tasks.Select(task => task.State));
        Assert.Equal([1, 2, 4, 5, 6, 8], section.Tasks.Select(task => task.Level));
        JsonElement scale = JsonDocument.Parse(await house.TextAsync("SELECT profile FROM profile")).RootElement.GetProperty("sections").EnumerateArray()
            .Single(one => one.GetProperty("instrument").GetString() == section.InstrumentId).GetProperty("scales")[0];
        Assert.Equal(
            (scale.GetProperty("raw").GetDouble(), scale.GetProperty("notReached").GetInt32()),
            (section.Tasks.Count(task => task.State == TaskState.Right), section.Tasks.Count(task => task.State == TaskState.NotReached)));
    }

    [Fact]
    public async Task Reasons_a_talk_and_a_parents_wish_stand_in_it_as_in_the_queue()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 9);
        await FinishAsync(house, room, Lesson(9).Plans("goal", "7"));
        ParentCard card = (await house.Engine.ParentSheets.PrintAsync(room.Id, "keeper", default))!.Cards[0];
        Assert.True(await house.Engine.Parents.AskAsync(card.Link, ParentRequestKind.Meeting, default));
        await house.Engine.Talks.NoteAsync(room.Id, 1, isHeld: true, "psychologist", default);
        ProtocolView view = (await ReadAsync(house, room))!;
        QueueRow row = Assert.Single((await house.Engine.Queue.ReadAsync(new OrgNode(NodeKind.School, room.SchoolId), QueueWish.All, default)).Rows);
        Assert.Equal([NeedReason.ParentAsked, NeedReason.Undecided], view.Needs!.Value.Select(need => need.Reason));
        Assert.Equal((JsonSerializer.Serialize(row.Needs), row.Talk, true), (JsonSerializer.Serialize(view.Needs), view.Talk, view.IsTalked));

        // A parent's wish that came after the talk: it was held, and another one can be noted.
        await house.ExecuteAsync("UPDATE parent_request SET asked_at = asked_at + 1");
        view = (await ReadAsync(house, room))!;
        Assert.Equal((row.Talk, false), (view.Talk, view.IsTalked));
        await house.ExecuteAsync("DELETE FROM review_need");
        Assert.Null((await ReadAsync(house, room))!.Needs);
    }

    [Fact]
    public async Task Other_sessions_of_the_student_are_told_with_what_was_asked_in_both()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 9);
        await FinishAsync(house, room, Lesson(9));
        Assert.Empty((await ReadAsync(house, room))!.Others);
        SchoolClass sitting = await house.MakeAsync(room, house.Order(room) with { Instruments = [SittingHouse.Interests, SittingHouse.Words], Place = SittingPlace.Class });
        await StartAsync(house, sitting);
        Assert.Empty((await ReadAsync(house, room))!.Others);
        house.Manual.Advance(TimeSpan.FromHours(1));
        Pupil again = await house.PupilAsync(sitting, device: "again");
        await again.PutAsync(1, "1");
        await again.FinishAsync(1);
        TiedSession other = Assert.Single((await ReadAsync(house, room))!.Others);
        Assert.Equal((sitting.Id, 1, "9А · Интересы", true, house.Manual.NowMs), (other.ClassId, other.Seat, other.ClassName, other.IsSitting, other.FinishedAtMs));
        Assert.Equal(("Интересы", 48), (other.Common[0].Title.Split(' ')[0], other.Common[0].Items));
        ProtocolView own = (await ReadAsync(house, sitting))!;
        Assert.Equal((room.Id, true), (Assert.Single(own.Others).ClassId, own.Taken.IsSitting));
        Assert.Contains(StandingReason.Sitting, own.Taken.Against);
        Assert.Empty(own.Norms);

        // Whose agreement was withdrawn is told no more, neither there nor by itself.
        await house.ExecuteAsync("UPDATE test_session SET parent_consent = 0 WHERE class_id = @Id", new { sitting.Id });
        Assert.Empty((await ReadAsync(house, room))!.Others);
        Assert.Null(await ReadAsync(house, sitting));
        Assert.Null(await house.Engine.AnswerPaths.ReadAsync(sitting.Id, 1, "psychologist", default));
    }

    [Fact]
    public async Task Who_opens_a_profile_stands_in_the_log_beside_the_session_and_nothing_that_is_not_there_does()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 9);
        string session = (await FinishAsync(house, room, Lesson(9))).SessionId;
        Assert.Null(await house.Engine.Protocols.ReadAsync(room.Id, 2, "psychologist", default));
        Assert.Null(await house.Engine.AnswerPaths.ReadAsync(room.Id, 2, "psychologist", default));
        await ReadAsync(house, room);
        await ReadAsync(house, room);
        await house.Engine.AnswerPaths.ReadAsync(room.Id, 1, "psychologist", default);
        AuditLine[] lines = [.. (await house.Engine.Audit.ReadAsync(new OrgNode(NodeKind.School, room.SchoolId), long.MaxValue, default))
            .Where(line => line.Act is AuditAct.ProfileRead or AuditAct.AnswerPathRead)];
        Assert.Equal([AuditAct.AnswerPathRead, AuditAct.ProfileRead], lines.Select(line => line.Act));
        Assert.All(lines, line => Assert.Equal(("session", session, "psychologist"), (line.ObjectKind, line.ObjectId, line.Actor)));
        Assert.Equal(2, (await house.Engine.Privacy.ExportAsync(session, "x", default))!.Deeds.Count(deed => deed.Act is "profileRead" or "answerPathRead"));
    }

    private static Protocols Lesson(int grade) => new Protocols(grade).Likes("R").Plans("goal", "2").Solves("numerical", 4);

    private static async Task StartAsync(TestHouse house, SchoolClass room)
    {
        await ParentsOnPaper.AgreeAsync(house.Engine, room.Id);
        Assert.True(await house.Engine.Board.SetLessonAsync(room.Id, LessonState.Running, default));
    }

    private static async Task<Pupil> FinishAsync(TestHouse house, SchoolClass room, Protocols protocol, Func<(int Item, string Value, long AtMs), bool>? wanted = null)
    {
        Pupil pupil = await house.PupilAsync(room, 1, $"device{room.Id}");
        (int, string, long)[] entries = [.. protocol.Entries.Where(wanted ?? (_ => true))];
        foreach ((int, string, long)[] part in entries.Chunk(40))
        {
            await pupil.PutTimedAsync(1 + Array.IndexOf(entries, part[0]), part);
        }

        Assert.Equal(PutStatus.Ok, (await pupil.FinishAsync(entries.Length)).Status);
        return pupil;
    }

    private static Task<ProtocolView?> ReadAsync(TestHouse house, SchoolClass room) => house.Engine.Protocols.ReadAsync(room.Id, 1, "psychologist", default);

    private static string Json(StudentResult result) => FrozenResult.ToJson(result);
}
