using System.Globalization;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Reviews;
using Diagnostics.Engine.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Diagnostics.Tests.Storage;

/// <summary>The queue of reviews on every store.</summary>
public abstract partial class StoreSuite
{
    private const int Rooms = 250;
    private const int SeatsOfRoom = 40;

    [StoreFact]
    public async Task A_finish_brings_its_reasons_a_talk_is_noted_and_the_queue_tells_both()
    {
        await using TestHouse house = await OpenAsync();
        SchoolClass room = await house.ClassAsync();
        Pupil pupil = await house.PupilAsync(room);
        await pupil.PutAsync(1, [.. Enumerable.Repeat("2", 49)]);
        await pupil.FinishAsync(49);
        OrgNode school = new(NodeKind.School, room.SchoolId);
        QueueRow row = Assert.Single((await house.Engine.Queue.ReadAsync(school, QueueWish.All, default)).Rows);
        Assert.Equal((room.Id, 1, null), (row.ClassId, row.Seat, row.Talk));
        Assert.NotEmpty(row.Needs);
        Assert.True(await house.Engine.Talks.NoteAsync(room.Id, 1, isHeld: true, "psychologist", default));
        Assert.True(await house.Engine.Talks.NoteAsync(room.Id, 1, isHeld: true, "colleague", default));
        QueuePage page = await house.Engine.Queue.ReadAsync(school, new QueueWish { State = QueueState.Talked }, default);
        Assert.Equal(new HeldTalk(house.Manual.NowMs, "psychologist"), Assert.Single(page.Rows).Talk);
        Assert.True(await house.Engine.Talks.NoteAsync(room.Id, 1, isHeld: false, "psychologist", default));

        await house.ExecuteAsync("UPDATE review_need SET rule_version = '0', evidence = '[]'");
        Assert.Equal([room.Id], await house.Engine.Needs.DueClassesAsync(default));
        Assert.Equal(1, await house.Engine.Needs.RemakeAsync(room.Id, default));
        QueueRow again = Assert.Single((await house.Engine.Queue.ReadAsync(school, new QueueWish { State = QueueState.NeedsTalk }, default)).Rows);
        Assert.Equal(row.Needs.Select(need => need.Reason), again.Needs.Select(need => need.Reason));
        await house.Engine.Privacy.EraseAsync(pupil.SessionId, "keeper", default);
        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM review_need"));
    }

    [StoreFact]
    public async Task A_page_of_ten_thousand_takes_three_statements_wherever_it_is()
    {
        await using TestHouse house = await OpenAsync();
        OrgNode school = await FillAsync(house);
        using var counted = new CountedReaders(house.Engine.Store.Dialect);
        using var store = new Database(counted, house.Store, house.Clock, NullLogger<Database>.Instance, house.Engine.Writer.Meter);
        var queue = new ReviewQueue(store);
        QueuePage first = await queue.ReadAsync(school, QueueWish.All, default);
        Assert.Equal(3, counted.Statements);
        Assert.Equal((Rooms * SeatsOfRoom, Rooms * SeatsOfRoom, ReviewQueue.PageSize), (first.Counts.All, first.Total, first.Rows.Length));
        Assert.Equal((Rooms * 10) + SeatsOfRoom - 10, first.Counts.NeedsTalk);
        Assert.All(first.Rows, row => Assert.Equal(NeedReason.AskedForTalk, row.Needs[0].Reason));

        // The first class is undecided as a whole: there it tells nobody apart, and comes after all that does.
        Assert.True(first.Classes.Single(one => one.ClassId == "r000").Rates.Single(rate => rate.Reason == NeedReason.Undecided).IsUseless);
        QueuePage asked = await queue.ReadAsync(school, new QueueWish { Reason = NeedReason.AskedForTalk, From = 1_240 }, default);
        Assert.Equal((Rooms * 5, 10), (asked.Total, asked.Rows.Length));
        QueuePage last = await queue.ReadAsync(school, new QueueWish { State = QueueState.NeedsTalk, Talks = 3_000, From = 2_500 }, default);
        Assert.Equal(["r000"], last.Rows.Select(row => row.ClassId).Distinct());
        Assert.Equal(9, counted.Statements);
        Assert.Equal((0, 11), ((await queue.ReadAsync(school, new QueueWish { From = 10_000 }, default)).Rows.Length, counted.Statements));
    }

    /// <summary>Ten thousand finished sessions of one school: in each class five ask for a talk and five are flat; of the first class all are undecided besides.</summary>
    private static async Task<OrgNode> FillAsync(TestHouse house)
    {
        SchoolClass like = await house.ClassAsync(parents: false);
        List<string> seats = [], sessions = [], packed = [], needs = [];
        for (int room = 0; room < Rooms; room++)
        {
            string id = Name(room);
            await house.ExecuteAsync(
                """
                INSERT INTO school_class (id, school_id, campaign_id, grade, letter, board_link, pin_revision, battery_id, battery_version, package_hash, lesson)
                SELECT @id, school_id, campaign_id, 9, @id, @id, 1, battery_id, battery_version, package_hash, 'ended' FROM school_class WHERE id = @like
                """,
                new { id, like = like.Id });
            for (int seat = 1; seat <= SeatsOfRoom; seat++)
            {
                string own = string.Create(CultureInfo.InvariantCulture, $"{id}s{seat}");
                NeedReason reasons = seat % 8 == 0 ? NeedReason.AskedForTalk : seat % 8 == 1 ? NeedReason.Flat : NeedReason.None;
                reasons |= room == 0 ? NeedReason.Undecided : NeedReason.None;
                var needed = Enum.GetValues<NeedReason>().Where(one => one != NeedReason.None && reasons.HasFlag(one)).Select(one => new Need(one, []));
                NeedRow row = NeedRow.Of(own, [.. needed]);
                seats.Add(string.Create(CultureInfo.InvariantCulture, $"('{own}', '{id}', {seat}, 0, 1, '{own}')"));
                sessions.Add($"('{own}', '{own}', '{id}', 'finished', 1, 1, 0, 1, 1, '{own}')");
                packed.Add($"('{own}', 'lesson', '1', '[]', '[]', 0, 0)");
                needs.Add(string.Create(CultureInfo.InvariantCulture, $"('{own}', {row.Reasons}, '{row.Evidence}', '{row.RuleVersion}')"));
            }
        }

        await InsertAsync("seat (id, class_id, number, spare, code_revision, code_hash)", seats);
        await InsertAsync("test_session (id, seat_id, class_id, state, epoch, consent, simulated, finished_at, result_revision, result_hash)", sessions);
        await InsertAsync("finished_session (session_id, battery_id, battery_version, answer_values, answer_times, answered, last_number)", packed);
        await InsertAsync("review_need (session_id, reasons, evidence, rule_version)", needs);
        return new OrgNode(NodeKind.School, like.SchoolId);

        static string Name(int room) => string.Create(CultureInfo.InvariantCulture, $"r{room:D3}");

        async Task InsertAsync(string table, List<string> rows)
        {
            foreach (string[] part in rows.Chunk(500))
            {
                await house.ExecuteAsync($"INSERT INTO {table} VALUES {string.Join(", ", part)}");
            }
        }
    }
}
