using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Consent;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Privacy;

/// <summary>
/// Every column of the store that holds something of one student is in the export or has a reason not to be, and erasing leaves none of them. A new
/// table or column fails until somebody has said which.
/// </summary>
public sealed class HeldColumnTests
{
    /// <summary>Tables with nothing of one student, and what they hold instead.</summary>
    private static readonly Dictionary<string, string> NotOfOne = new()
    {
        ["schema_migration"] = "the store's own",
        ["store_mark"] = "the store's own",
        ["node_lease"] = "the nodes' own",
        ["rehearsal"] = "load runs",
        ["rehearsal_report"] = "load runs: virtual students",
        ["region_reading"] = "sums and counts of a whole campaign, made anew by each pass",
        ["region_reading_form"] = "the same by form",
        ["region_reading_place"] = "what may be told of schools and places, none of it of fewer than five",
        ["school_summary"] = "what a school tells of its year: nothing the pass may not tell",
        ["link_click"] = "how often links were opened, by school and day: counted without whom",
        ["norm_version"] = "counts of a whole campaign, no cell of fewer than thirty",
        ["report_draft"] = "a report of a place while it is written, from what may be told",
        ["report_edition"] = "the same frozen",
        ["content_version"] = "hashes of content",
        ["live_node"] = "the nodes' own",
        ["node_bell"] = "the nodes' own: what they tell each other, gone a minute later",
        ["live_school"] = "the nodes' own: how far the seats of a school are now, gone with the node",
        ["day_message"] = "words to schools",
        ["day_message_read"] = "that a school has read them",
        ["wave"] = "settings",
        ["class_slot"] = "a class and its lesson",
        ["school_person"] = "staff of a school: never a student",
        ["region"] = "the tree",
        ["municipality"] = "the tree",
        ["school"] = "the tree",
        ["campaign"] = "settings",
        ["school_class"] = "a class and its lesson",
        ["lesson_pause"] = "the whole class's",
        ["check_link"] = "the way to a class's check of devices",
        ["device_check"] = "devices by their number in the room: nothing says who sat there",
        ["account"] = "staff",
        ["recovery_code"] = "staff",
        ["invitation"] = "staff",
        ["staff_session"] = "staff",
        ["external_identity"] = "staff",
        ["name_pair"] = "staff",
        ["school_key"] = "a school's",
        ["school_key_wrap"] = "a school's",
        ["school_key_past"] = "a school's",
        ["method"] = "a school's: a bare key",
        ["school_code"] = "the tree: the number of a school",
        ["roster_mapping"] = "a place's: hashes of headings and what columns are",
        ["entered_figure"] = "a school's: sums, none of fewer than five people",
        ["demand_version"] = "a region's: how many people it needs, said of nobody",
        ["bench_draft"] = "an instrument while it is written: what is asked, nobody's answers",
        ["published_instrument"] = "the same published",
        ["method_mapping"] = "a school's: hashes of headings and words of its tables",
        ["name_list"] = "ciphertext of a whole class: the school changes it",
        ["audit_head"] = "the log's own",
        ["parent_link"] = "the way to a seat: it says that the data are gone",
        ["erasure"] = "that it was erased",
    };

    /// <summary>Columns of one student: where the export has them, or after a dash why not.</summary>
    private static readonly Dictionary<string, string> OfOne = new()
    {
        ["test_session.id"] = "- identifier",
        ["test_session.seat_id"] = "seat",
        ["test_session.class_id"] = "className",
        ["test_session.state"] = "state",
        ["test_session.epoch"] = "- counts takeovers",
        ["test_session.device"] = "device",
        ["test_session.accommodation"] = "accommodation",
        ["test_session.consent"] = "consent",
        ["test_session.consent_text"] = "consentText",
        ["test_session.consent_at"] = "consentAtMs",
        ["test_session.parent_consent"] = "decisions.0.decision",
        ["test_session.parent_present"] = "parentPresent",
        ["seat.id"] = "- identifier",
        ["seat.class_id"] = "className",
        ["seat.number"] = "seat",
        ["seat.spare"] = "- a place of the class",
        ["seat.code_revision"] = "- counts codes",
        ["seat.code_hash"] = "- a lock",
        ["seat.sex"] = "sex",
        ["seat.person"] = "otherSessions.0.className",
        ["test_session.simulated"] = "- a student of the demo",
        ["test_session.started_at"] = "startedAtMs",
        ["test_session.finished_at"] = "finishedAtMs",
        ["test_session.log_floor"] = "- position in the log",
        ["test_session.result_revision"] = "- counts keys",
        ["test_session.result_hash"] = "- a lock",
        ["test_session.parent_hash"] = "- a lock",
        ["answer_log.id"] = "- position",
        ["answer_log.session"] = "- identifier",
        ["answer_log.number"] = "answers.0.number",
        ["answer_log.item"] = "answers.0.item",
        ["answer_log.value"] = "answers.0.value",
        ["answer_log.at_ms"] = "answers.0.atMs",
        ["answer_log.server_ms"] = "answers.0.serverMs",
        ["answer_log.flags"] = "answers.0.flags",
        ["orphan_answer.session_id"] = "- identifier",
        ["orphan_answer.epoch"] = "- counts takeovers",
        ["orphan_answer.number"] = "leftBehind.0.number",
        ["orphan_answer.item"] = "leftBehind.0.item",
        ["orphan_answer.value"] = "leftBehind.0.value",
        ["orphan_answer.at_ms"] = "leftBehind.0.atMs",
        ["orphan_answer.server_ms"] = "leftBehind.0.serverMs",
        ["finished_session.session_id"] = "- identifier",
        ["finished_session.battery_id"] = "battery",
        ["finished_session.battery_version"] = "battery",
        ["finished_session.answer_values"] = "answers.0.value",
        ["finished_session.answer_times"] = "answers.0.atMs",
        ["finished_session.answered"] = "- counts answers",
        ["finished_session.last_number"] = "- counts answers",
        ["finished_session.section_times"] = "sectionTimes.0.id",
        ["profile.session_id"] = "- identifier",
        ["profile.rule_version"] = "profile",
        ["profile.norm_version"] = "profile",
        ["profile.profile"] = "profile",
        ["consent_entry.session_id"] = "- identifier",
        ["consent_entry.number"] = "decisions.0.number",
        ["consent_entry.party"] = "decisions.0.party",
        ["consent_entry.decision"] = "decisions.0.decision",
        ["consent_entry.text_version"] = "decisions.0.textVersion",
        ["consent_entry.way"] = "decisions.0.way",
        ["consent_entry.at"] = "decisions.0.atMs",
        ["consent_entry.recorded_by"] = "decisions.0.recordedBy",
        ["parent_request.id"] = "requests.0.id",
        ["parent_request.session_id"] = "- identifier",
        ["parent_request.kind"] = "requests.0.kind",
        ["parent_request.asked_at"] = "requests.0.askedAtMs",
        ["parent_request.closed_at"] = "requests.0.closedAtMs",
        ["parent_request.closed_by"] = "requests.0.closedBy",
        ["paper_entry.session_id"] = "- identifier",
        ["paper_entry.keying"] = "- a random word of the page",
        ["paper_entry.keyed_by"] = "paper.keyedBy",
        ["paper_entry.keyed_at"] = "paper.keyedAtMs",
        ["paper_entry.agrees"] = "paper.agrees",
        ["paper_entry.answers"] = "paper.answers.0",
        ["result_release.session_id"] = "- identifier",
        ["result_release.number"] = "- place in the list",
        ["result_release.released_by"] = "- its deed names the actor",
        ["result_release.released_at"] = "releases.0.releasedAtMs",
        ["result_release.rule_version"] = "- of the method",
        ["result_release.norm_version"] = "- of the method",
        ["result_release.atlas"] = "- of the method",
        ["result_release.result"] = "releases.0.result",
        ["result_release.review"] = "- place in the list",
        ["result_release.hash"] = "- a seal",
        ["result_release.withdrawn_by"] = "- its deed names the actor",
        ["result_release.withdrawn_at"] = "releases.0.withdrawnAtMs",
        ["result_release.reason"] = "releases.0.reason",
        ["review_need.session_id"] = "- identifier",
        ["review_need.reasons"] = "needs.0.reason",
        ["review_need.evidence"] = "needs.0.evidence.0",
        ["review_need.rule_version"] = "- of the method",
        ["review_need.group_facts"] = "- made of the profile, which is there whole",
        ["review.session_id"] = "- identifier",
        ["review.version"] = "reviews.0.version",
        ["review.protocol"] = "- a seal",
        ["review.under"] = "- of the method",
        ["review.choices"] = "reviews.0.choices",
        ["review.computed"] = "reviews.0.computed",
        ["review.student_text"] = "reviews.0.studentText",
        ["review.parent_text"] = "reviews.0.parentText",
        ["review.teacher_text"] = "reviews.0.teacherText",
        ["review.teacher_id"] = "reviews.0.teacher",
        ["review.signer"] = "- its deed names the actor",
        ["review.signer_name"] = "reviews.0.signer",
        ["review.signed_at"] = "reviews.0.signedAtMs",
        ["review.previous"] = "- a seal",
        ["review.hash"] = "- a seal",
        ["review_draft.session_id"] = "- identifier",
        ["review_draft.school_id"] = "schoolName",
        ["review_draft.generation"] = "- of the key",
        ["review_draft.version"] = "- counts versions",
        ["review_draft.revision"] = "draft.changes",
        ["review_draft.protocol"] = "- a seal",
        ["review_draft.sealed"] = "- ciphertext: the school's psychologist opens it",
        ["review_draft.written_by"] = "draft.by",
        ["review_draft.written_at"] = "draft.writtenAtMs",
        ["parent_form.session_id"] = "- identifier",
        ["parent_form.version"] = "parentForm.version",
        ["parent_form.form"] = "parentForm.form",
        ["parent_form.answered_at"] = "parentForm.answeredAtMs",
        ["parent_form.changes"] = "parentForm.changes",
        ["parent_form.answers"] = "parentForm.answers.0.answer",
        ["observer_form.session_id"] = "- identifier",
        ["observer_form.observer"] = "observations.0.observer",
        ["observer_form.version"] = "observations.0.version",
        ["observer_form.asked_by"] = "observations.0.by",
        ["observer_form.asked_at"] = "observations.0.askedAtMs",
        ["observer_form.answered_at"] = "observations.0.answeredAtMs",
        ["observer_form.declined_at"] = "observations.0.declinedAtMs",
        ["observer_form.answers"] = "observations.0.answers.0",
        ["method_sheet.session_id"] = "- identifier",
        ["method_sheet.method_id"] = "sheets.0.method",
        ["method_sheet.held_on"] = "sheets.0.heldOn",
        ["method_sheet.version"] = "sheets.0.version",
        ["method_sheet.answers"] = "sheets.0.answers.0",
        ["method_sheet.way"] = "sheets.0.way",
        ["method_sheet.keying"] = "- a random word of the page",
        ["method_sheet.written_by"] = "sheets.0.by",
        ["method_sheet.written_at"] = "sheets.0.writtenAtMs",
        ["consilium.session_id"] = "- identifier",
        ["consilium.number"] = "consilia.0.number",
        ["consilium.school_id"] = "schoolName",
        ["consilium.generation"] = "- of the key",
        ["consilium.revision"] = "consilia.0.changes",
        ["consilium.held_on"] = "consilia.0.heldOn",
        ["consilium.participants"] = "consilia.0.participants.0.name",
        ["consilium.outside"] = "consilia.0.outside.0.source",
        ["consilium.sealed"] = "- ciphertext: the school's psychologist opens it",
        ["consilium.written_by"] = "consilia.0.by",
        ["consilium.written_at"] = "consilia.0.writtenAtMs",
        ["consilium.closed_by"] = "consilia.0.by",
        ["consilium.closed_at"] = "consilia.0.closedAtMs",
        ["consilium.sealed_hash"] = "- a seal",
        ["consilium.hash"] = "- a seal",
        ["consilium_step.session_id"] = "- identifier",
        ["consilium_step.number"] = "consilia.0.number",
        ["consilium_step.step"] = "- place in the list",
        ["consilium_step.kind"] = "consilia.0.steps.0.kind",
        ["consilium_step.due"] = "consilia.0.steps.0.due",
        ["consilium_outcome.session_id"] = "- identifier",
        ["consilium_outcome.number"] = "consilia.0.number",
        ["consilium_outcome.step"] = "- place in the list",
        ["consilium_outcome.entry"] = "- place in the list",
        ["consilium_outcome.outcome"] = "consilia.0.steps.0.outcomes.0.outcome",
        ["consilium_outcome.next_due"] = "consilia.0.steps.0.outcomes.0.next",
        ["consilium_outcome.told_by"] = "consilia.0.steps.0.outcomes.0.by",
        ["consilium_outcome.told_at"] = "consilia.0.steps.0.outcomes.0.atMs",
        ["talk.session_id"] = "- identifier",
        ["talk.held_at"] = "talk.atMs",
        ["talk.held_by"] = "talk.by",
        ["session_note.session_id"] = "- identifier",
        ["session_note.school_id"] = "schoolName",
        ["session_note.generation"] = "- of the key",
        ["session_note.revision"] = "note.changes",
        ["session_note.sealed"] = "- ciphertext: the school's psychologist opens it",
        ["session_note.written_at"] = "note.writtenAtMs",
        ["time_grant.class_id"] = "className",
        ["time_grant.number"] = "- place in the list",
        ["time_grant.seat"] = "seat",
        ["time_grant.given_at"] = "addedTime.0.givenAtMs",
        ["time_grant.given_ms"] = "addedTime.0.givenMs",
        ["time_grant.press"] = "- of minutes for many classes, never a seat's",
        ["time_grant.outage"] = "- an outage is the whole class's, never a seat's",
        ["irregularity.class_id"] = "className",
        ["irregularity.number"] = "- place in the list",
        ["irregularity.seat"] = "seat",
        ["irregularity.kind"] = "irregularities.0.kind",
        ["irregularity.noted_at"] = "irregularities.0.notedAtMs",
        ["irregularity.withdrawn_at"] = "irregularities.0.withdrawnAtMs",
        ["seat_halt.class_id"] = "className",
        ["seat_halt.number"] = "- place in the list",
        ["seat_halt.seat"] = "seat",
        ["seat_halt.run"] = "halts.0.run",
        ["seat_halt.began_at"] = "halts.0.beganAtMs",
        ["seat_halt.ended_at"] = "halts.0.endedAtMs",
        ["audit_entry.number"] = "- place in the log",
        ["audit_entry.at"] = "deeds.0.atMs",
        ["audit_entry.actor"] = "deeds.0.actor",
        ["audit_entry.act"] = "deeds.0.act",
        ["audit_entry.object_kind"] = "- a session",
        ["audit_entry.object_id"] = "- identifier",
        ["audit_entry.object_salt"] = "- of the seal",
        ["audit_entry.object_digest"] = "- of the seal",
        ["audit_entry.region_id"] = "- the tree",
        ["audit_entry.municipality_id"] = "- the tree",
        ["audit_entry.school_id"] = "- the tree",
        ["audit_entry.class_id"] = "- the tree",
        ["audit_entry.detail"] = "- words of the log",
        ["audit_entry.hash"] = "- of the seal",
    };

    /// <summary>What an empty session keeps: its place, and counters that keep old keys and devices out.</summary>
    private static readonly string[] StaysOfSession = ["id", "seat_id", "class_id", "state", "epoch", "simulated", "log_floor", "result_revision"];

    /// <summary>The rows of one student, table by table; what is not a session's own row goes whole.</summary>
    private static readonly Dictionary<string, string> Rows = new()
    {
        ["answer_log"] = "session = @id",
        ["orphan_answer"] = "session_id = @id",
        ["finished_session"] = "session_id = @id",
        ["profile"] = "session_id = @id",
        ["consent_entry"] = "session_id = @id",
        ["parent_request"] = "session_id = @id",
        ["paper_entry"] = "session_id = @id",
        ["result_release"] = "session_id = @id",
        ["review_need"] = "session_id = @id",
        ["review"] = "session_id = @id",
        ["review_draft"] = "session_id = @id",
        ["observer_form"] = "session_id = @id",
        ["parent_form"] = "session_id = @id",
        ["method_sheet"] = "session_id = @id",
        ["consilium"] = "session_id = @id",
        ["consilium_step"] = "session_id = @id",
        ["consilium_outcome"] = "session_id = @id",
        ["talk"] = "session_id = @id",
        ["session_note"] = "session_id = @id",
        ["time_grant"] = "seat = 1",
        ["irregularity"] = "seat = 1",
        ["seat_halt"] = "seat = 1",
        // The place stays; what ties it to the student's other places goes.
        ["seat"] = "(person IS NOT NULL OR sex IS NOT NULL) AND id = (SELECT seat_id FROM test_session WHERE id = @id)",
        ["audit_entry"] = "object_id = @id",
    };

    [Fact]
    public async Task Every_column_of_the_store_is_accounted_for()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        string[] columns = [.. await ColumnsAsync(house)];
        Assert.Equal(columns.Where(column => !NotOfOne.ContainsKey(TableOf(column))).Order(StringComparer.Ordinal), OfOne.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(NotOfOne.Keys.Except(columns.Select(TableOf)));
        Assert.Equal(OfOne.Keys.Select(TableOf).Distinct().Order(StringComparer.Ordinal), Rows.Keys.Append("test_session").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_export_has_every_column_and_tells_people_by_name()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        (string id, Account keeper, _) = await FillAsync(house);
        await house.Engine.Privacy.ExportAsync(id, keeper.Id, default);
        HeldData held = (await house.Engine.Privacy.ExportAsync(id, keeper.Id, default))!;
        JsonElement told = JsonSerializer.SerializeToElement(held, JsonSerializerOptions.Web);
        Assert.All(OfOne.Where(one => one.Value[0] != '-'), one => Assert.True(Stands(told, one.Value), $"{one.Key}: {one.Value}"));
        Assert.Equal((keeper.Name, StaffRole.Coordinator, "dataExported"), (held.Deeds[^1].Actor, held.Deeds[^1].Role, held.Deeds[^1].Act));
        Assert.Equal(2, held.Decisions.Count(one => one.RecordedBy == keeper.Name));
        Assert.Equal(keeper.Name, held.Requests[0].ClosedBy);
        Assert.Equal(keeper.Name, held.Paper!.KeyedBy);
        Assert.Equal(keeper.Name, held.Talk!.By);
        Assert.Equal((keeper.Name, keeper.Name), (held.Reviews[0].Teacher, held.Draft!.By));
        Assert.Equal((keeper.Name, keeper.Name), (held.Consilia[0].By, held.Consilia[0].Steps[0].Outcomes[0].By));
        Assert.DoesNotContain(keeper.Id, told.GetRawText(), StringComparison.Ordinal);
        Assert.Equal((300_000L, "device"), (Assert.Single(held.AddedTime).GivenMs, held.Device));
    }

    [Fact]
    public async Task Erasing_leaves_no_column_and_takes_nothing_from_the_neighbour()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        (string id, Account keeper, SchoolClass room) = await FillAsync(house);
        foreach ((string table, string own) in Rows)
        {
            Assert.True(await house.CountAsync($"SELECT COUNT(*) FROM {table} WHERE {own}", new { id }) > 0, table);
        }

        Assert.True(await house.Engine.Privacy.EraseAsync(id, keeper.Id, default));
        foreach ((string table, string own) in Rows)
        {
            Assert.True(await house.CountAsync($"SELECT COUNT(*) FROM {table} WHERE {own}", new { id }) == 0, table);
        }

        foreach (string column in (await ColumnsAsync(house)).Where(one => TableOf(one) == "test_session").Select(one => one.Split('.')[1]).Except(StaysOfSession))
        {
            Assert.True(await house.CountAsync($"SELECT COUNT(*) FROM test_session WHERE id = @id AND {column} IS NOT NULL", new { id }) == 0, column);
        }

        // In memory as well, and what the neighbour and the class were given stays; the next minutes find a number of their own.
        BoardView board = (await house.Engine.Board.ReadAsync(room.Id, default))!;
        Assert.Equal((null, LessonState.Paused), (board.Seats[0].Halt, board.Seats[1].Halt));
        Assert.Equal(Accommodation.None, board.Seats[0].Accommodation);
        Assert.Equal((2, 2, 5), (board.GivenMinutes, board.Seats[0].GivenMinutes, board.Seats[1].GivenMinutes));
        Assert.True(await house.Engine.Board.GiveTimeAsync(room.Id, 2, 4, default));
        Assert.Equal(9, (await house.Engine.Board.ReadAsync(room.Id, default))!.Seats[1].GivenMinutes);
    }

    /// <summary>A student of whom every table holds something, beside one who was given time as well.</summary>
    private static async Task<(string Session, Account Keeper, SchoolClass Room)> FillAsync(TestHouse house)
    {
        SchoolClass room = await house.ClassAsync();
        Account keeper = await house.Engine.Accounts.AddAsync(
            new NewAccount("keeper", "Ключникова Анна", StaffRole.Coordinator, new OrgNode(NodeKind.School, room.SchoolId), "AAAA"), AuditEntry.System, default);
        await house.Engine.Consent.RecordAsync(room.Id, [1], ConsentParty.Parent, false, keeper.Id, default);
        await house.Engine.Consent.RecordAsync(room.Id, [1], ConsentParty.Parent, true, keeper.Id, default);
        Pupil pupil = await house.PupilAsync(room);
        await house.PupilAsync(room, 2, "other");
        Assert.True(await house.Engine.Board.GiveTimeAsync(room.Id, 1, 5, default));
        Assert.True(await house.Engine.Board.GiveTimeAsync(room.Id, null, 2, default));
        Assert.True(await house.Engine.Board.GiveTimeAsync(room.Id, 2, 3, default));
        foreach ((int seat, LessonState run) in new[] { (1, LessonState.Paused), (1, LessonState.Running), (2, LessonState.Paused) })
        {
            Assert.True(await house.Engine.Seats.SetAsync(room.Id, seat, run, default));
        }

        Assert.True(await house.Engine.Accommodations.SetAsync(room.Id, 1, Accommodation.Time150, keeper.Id, default));
        Assert.True(await house.Engine.Irregularities.NoteAsync(room.Id, 1, IrregularityKind.CameLate, keeper.Id, default));
        Assert.True(await house.Engine.Irregularities.WithdrawAsync(room.Id, 1, keeper.Id, default));

        await pupil.PutAsync(1, "1", "2", "3");
        await pupil.FinishAsync(3);
        var own = new { id = pupil.SessionId, keeper = keeper.Id, school = room.SchoolId, result = PackedText.Pack("{}"), people = $"[{{\"role\":\"classTeacher\",\"accountId\":\"{keeper.Id}\",\"name\":\"{keeper.Name}\"}}]" };
        await house.ExecuteAsync("UPDATE finished_session SET section_times = '[{\"id\":\"section\"}]' WHERE session_id = @id", own);
        foreach (string row in new[]
        {
            "UPDATE test_session SET parent_present = 1 WHERE id = @id",
            "UPDATE seat SET person = 'p', sex = 'female' WHERE number IN (1, 3)",
            "INSERT INTO orphan_answer (session_id, epoch, number, item, value, at_ms, server_ms) VALUES (@id, 1, 1, 0, '1', 5, 5)",
            "INSERT INTO parent_request (id, session_id, kind, asked_at, closed_at, closed_by) VALUES ('asked', @id, 'meeting', 1, 2, @keeper)",
            "INSERT INTO paper_entry (session_id, keying, keyed_by, keyed_at, agrees, answers) VALUES (@id, 'a', @keeper, 1, 1, '[\"1\"]')",
            "INSERT INTO school_key (school_id, generation, recovery, due, made_at) VALUES (@school, 1, 'a', 0, 1)",
            "INSERT INTO session_note (session_id, school_id, generation, revision, sealed, written_at) VALUES (@id, @school, 1, 1, 'a', 1)",
            "INSERT INTO review_draft (session_id, school_id, generation, version, revision, protocol, sealed, written_by, written_at) VALUES (@id, @school, 1, 2, 1, 'a', 'a', @keeper, 1)",
            "INSERT INTO review (session_id, version, protocol, under, choices, computed, student_text, parent_text, teacher_text, teacher_id, signer, signer_name, signed_at, previous, hash) VALUES (@id, 1, 'a', '{}', '[]', @result, 'a', 'b', 'c', @keeper, @keeper, 'Имя', 1, '', 'a')",
            "INSERT INTO observer_form (session_id, observer, version, asked_by, asked_at, answered_at, declined_at, answers) VALUES (@id, @keeper, '1', @keeper, 1, 2, 3, '[5]')",
            "INSERT INTO parent_form (session_id, version, form, answered_at, changes, answers) VALUES (@id, '1.2.0', 'full', 1, 1, '[\"4\"]')",
            "INSERT INTO method (id, version, school_id, title, key_text, missing, added_by, added_at) VALUES ('m', 1, @school, 'Опросник', 'a', 'noScore', @keeper, 1)",
            "INSERT INTO method_sheet (session_id, method_id, held_on, version, answers, way, keying, written_by, written_at) VALUES (@id, 'm', '2025', 1, '[3]', 'twice', 'a', @keeper, 1)",
            "INSERT INTO consilium (session_id, number, school_id, generation, revision, held_on, participants, outside, sealed, written_by, written_at, closed_by, closed_at, sealed_hash, hash) VALUES (@id, 1, @school, 1, 1, '2026-11-22', @people, '[{\"source\":\"college\",\"on\":\"2026-10-01\",\"sectors\":[\"it\"]}]', 'a', @keeper, 1, @keeper, 2, 'a', 'a')",
            "INSERT INTO consilium_step (session_id, number, step, kind, due) VALUES (@id, 1, 1, 'talk', '2026-12-01')",
            "INSERT INTO consilium_outcome (session_id, number, step, entry, outcome, next_due, told_by, told_at) VALUES (@id, 1, 1, 1, 'goesOn', '2027-01-15', @keeper, 3)",
            "INSERT INTO result_release (session_id, number, released_by, released_at, rule_version, result, hash, withdrawn_by, withdrawn_at, reason) VALUES (@id, 1, @keeper, 1, '1', @result, 'a', @keeper, 2, 'mistake')",
        })
        {
            await house.ExecuteAsync(row, own);
        }

        await house.ExecuteAsync("UPDATE review_need SET reasons = 4, evidence = '[{\"reason\":\"unreliable\",\"evidence\":[\"run\"]}]' WHERE session_id = @id", own);
        Assert.True(await house.Engine.Talks.NoteAsync(room.Id, 1, isHeld: true, keeper.Id, default));
        await house.Engine.Privacy.ExportAsync(pupil.SessionId, keeper.Id, default);
        return (pupil.SessionId, keeper, room);
    }

    private static async Task<IReadOnlyList<string>> ColumnsAsync(TestHouse house) => await house.Engine.Writer.RunAsync(
        null,
        scope => scope.Query<string>(
            "SELECT t.name || '.' || c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%'"),
        default);

    private static string TableOf(string column) => column.Split('.')[0];

    private static bool Stands(JsonElement told, string path)
    {
        foreach (string step in path.Split('.'))
        {
            int at = char.IsAsciiDigit(step[0]) ? step[0] - '0' : -1;
            if (at < 0 ? !told.TryGetProperty(step, out _) : told.GetArrayLength() <= at)
            {
                return false;
            }

            told = at < 0 ? told.GetProperty(step) : told[at];
        }

        return told.ValueKind != JsonValueKind.Null;
    }
}
