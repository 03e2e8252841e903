using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Consent;
using Diagnostics.Engine.Keeping;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Reviews;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Sittings;
using Diagnostics.Engine.Years;
using Diagnostics.Tests.Consent;
using Diagnostics.Tests.Sittings;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Years;

/// <summary>Places of one student in two years are tied by pairs, told side by side, and taken apart again.</summary>
public sealed class YearDeskTests
{
    [Fact]
    public async Task A_linked_year_stands_beside_the_profile_and_in_the_queue_until_the_link_is_taken_back()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        (SchoolClass earlier, SchoolClass now) = await house.TwoYearsAsync();
        await house.FinishAsync(earlier, 2, "R");
        await house.FinishAsync(now, 1, "A");
        await house.FinishAsync(now, 3, "R");
        SchoolYears years = (await house.Engine.Years.ReadAsync(now.SchoolId, default))!;
        Assert.Equal((years.EarlierYear + 1, 2), (years.Year, years.Classes.Length));
        Assert.Equal([YearWords.Agreed, YearWords.None, YearWords.Agreed], years.Classes[0].Seats.Take(3).Select(seat => seat.Words));
        Assert.All(years.Classes, room => Assert.All(room.Seats, seat => Assert.Null(seat.Tie)));

        YearOutcome outcome = await house.LinkAsync(now, YearHouse.Pair(now, 1, earlier, 2));
        Assert.Equal(1, outcome.Linked);
        years = (await house.Engine.Years.ReadAsync(now.SchoolId, default))!;
        Assert.Equal(years.Classes[0].Seats[0].Tie, years.Classes[1].Seats[1].Tie);
        Assert.NotNull(years.Classes[0].Seats[0].Tie);
        TiedSession other = Assert.Single((await ProfileAsync(house, now, 1)).Others);
        Assert.Equal((earlier.Id, 2, years.EarlierYear), (other.ClassId, other.Seat, other.Year));
        CommonSection interests = other.Beside.Single(section => section.InstrumentId == "riasec");
        Assert.Equal((48, 6), (interests.Items, interests.Scales.Length));
        Assert.Equal([CommonChange.Down, CommonChange.Up], interests.Scales.Where(scale => scale.Id is "R" or "A").Select(scale => scale.Change!.Value));
        Assert.All(interests.Scales, scale => Assert.Equal((8, 32.0), (scale.Items, scale.Max - scale.Min)));
        Assert.Equal(["A.up", "R.down"], (await NeedsAsync(house, now, 1)).Single(need => need.Reason == NeedReason.Changed).Evidence.Order());
        Assert.Empty(Assert.Single((await ProfileAsync(house, earlier, 2)).Others).Beside);
        Assert.Empty(Faults(house));

        Assert.Equal(1, await house.Engine.Years.UnlinkAsync(now.SchoolId, [new YearPlace(now.Id, 1), new YearPlace(now.Id, 3)], YearHouse.Actor, default));
        Assert.Empty((await ProfileAsync(house, now, 1)).Others);
        Assert.DoesNotContain(await NeedsAsync(house, now, 1), need => need.Reason == NeedReason.Changed);
        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM seat WHERE person IS NOT NULL"));
        Assert.Equal(0, await house.Engine.Years.UnlinkAsync(now.SchoolId, [new YearPlace(now.Id, 1)], YearHouse.Actor, default));
        AuditLine[] told = [.. (await house.Engine.Audit.ReadAsync(new OrgNode(NodeKind.School, now.SchoolId), long.MaxValue, default))
            .Where(line => line.Act is AuditAct.YearsLinked or AuditAct.YearsUnlinked)];
        Assert.Equal([AuditAct.YearsUnlinked, AuditAct.YearsLinked], told.Select(line => line.Act));
        Assert.All(told, line => Assert.Equal(("class", now.Id, YearHouse.Actor, "1"), (line.ObjectKind, line.ObjectId, line.Actor, line.Detail)));
        Assert.Empty(Faults(house));
    }

    [Fact]
    public async Task Who_did_not_agree_to_words_that_tell_of_several_years_is_never_linked()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        (SchoolClass earlier, SchoolClass now) = await house.TwoYearsAsync();
        await house.FinishAsync(earlier, 1, "R");
        Pupil own = await house.FinishAsync(now, 1, "A");
        YearPair pair = YearHouse.Pair(now, 1, earlier, 1);
        await house.ExecuteAsync("UPDATE test_session SET consent_text = 'consent-2-timed' WHERE class_id = @Id", new { earlier.Id });
        Assert.Equal(new PassedPair(pair, YearRefusal.Words), Assert.Single((await house.LinkAsync(now, pair)).Passed));
        await house.ExecuteAsync("UPDATE test_session SET consent_text = 'paper' WHERE class_id = @Id", new { earlier.Id });
        Assert.Equal(YearRefusal.Words, Assert.Single((await house.LinkAsync(now, pair)).Passed).Why);
        await house.ExecuteAsync("UPDATE test_session SET consent_text = 'consent-3-timed' WHERE class_id = @Id", new { earlier.Id });

        // A parent who decided by the link after the words before these: the last word counts.
        await house.ExecuteAsync("UPDATE consent_entry SET text_version = 'parent-2' WHERE party = 'parent' AND session_id = @SessionId", new { own.SessionId });
        Assert.Equal(YearRefusal.Words, Assert.Single((await house.LinkAsync(now, pair)).Passed).Why);
        Assert.Equal(YearWords.Other, (await house.Engine.Years.ReadAsync(now.SchoolId, default))!.Classes[0].Seats[0].Words);
        await house.ExecuteAsync("UPDATE consent_entry SET text_version = 'parent-3' WHERE party = 'parent' AND session_id = @SessionId", new { own.SessionId });
        Assert.Equal(1, (await house.LinkAsync(now, pair)).Linked);
        Assert.Single((await ProfileAsync(house, now, 1)).Others);

        // What somebody says later closes it as it is read.
        string link = (await house.Engine.ParentSheets.PrintAsync(earlier.Id, "keeper", default))!.Cards[0].Link;
        Assert.True(await house.Engine.Parents.DecideAsync(link, false, ConsentTexts.OfParents, default));
        Assert.Empty((await ProfileAsync(house, now, 1)).Others);
        await house.Engine.Needs.RemakeAsync(now.Id, default);
        Assert.DoesNotContain(await NeedsAsync(house, now, 1), need => need.Reason == NeedReason.Changed);
        Assert.True(await house.Engine.Parents.DecideAsync(link, true, ConsentTexts.OfParents, default));
        await house.Engine.Needs.RemakeAsync(now.Id, default);
        Assert.Contains(await NeedsAsync(house, now, 1), need => need.Reason == NeedReason.Changed);
        Assert.Empty(Faults(house));
    }

    [Fact]
    public async Task Only_places_of_the_school_in_two_years_are_linked_and_none_twice()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        (SchoolClass earlier, SchoolClass now) = await house.TwoYearsAsync();
        foreach (SchoolClass room in new[] { earlier, now })
        {
            foreach (int seat in new[] { 1, 2 })
            {
                await house.FinishAsync(room, seat, "R");
            }
        }

        SchoolClass foreign = await house.ClassAsync(grade: 9);
        await house.FinishAsync(foreign, 1, "R");
        YearPair[] wrong =
        [
            YearHouse.Pair(now, 1, foreign, 1), YearHouse.Pair(now, 1, now, 2), YearHouse.Pair(earlier, 1, now, 1), YearHouse.Pair(now, 9, earlier, 1),
            new(new YearPlace("nowhere", 1), new YearPlace(earlier.Id, 1)),
        ];
        Assert.Equal(Enumerable.Repeat(YearRefusal.NotThere, wrong.Length), (await house.LinkAsync(now, wrong)).Passed.Select(one => one.Why));
        Assert.Equal(0, await house.Engine.Years.UnlinkAsync(foreign.SchoolId, [new YearPlace(now.Id, 1)], YearHouse.Actor, default));

        Assert.Equal(1, (await house.LinkAsync(now, YearHouse.Pair(now, 1, earlier, 1))).Linked);
        YearOutcome again = await house.LinkAsync(now, YearHouse.Pair(now, 1, earlier, 1), YearHouse.Pair(now, 2, earlier, 1), YearHouse.Pair(now, 1, earlier, 2));
        Assert.Equal(1, again.Linked);
        Assert.Equal([YearRefusal.Taken, YearRefusal.Taken], again.Passed.Select(one => one.Why));
        Assert.Equal(2, await house.CountAsync("SELECT COUNT(*) FROM seat WHERE person IS NOT NULL"));
        Assert.Empty(Faults(house));
    }

    [Fact]
    public async Task Sittings_of_both_years_come_along_and_a_swap_of_cards_drops_every_tie_of_the_place()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        (SchoolClass earlier, SchoolClass now) = await house.TwoYearsAsync();
        await house.FinishAsync(earlier, 1, "R");
        await house.FinishAsync(now, 1, "R");
        SchoolClass sitting = await house.MakeAsync(now, house.Order(now) with { Who = new SittingWho.OfClass(now.Id, [1]), Instruments = [new InstrumentChoice("riasec", "full")] });
        Assert.Equal(1, (await house.LinkAsync(now, YearHouse.Pair(now, 1, earlier, 1))).Linked);
        Assert.Equal(1, await house.CountAsync("SELECT COUNT(DISTINCT person) FROM seat"));
        Assert.Equal(3, await house.CountAsync("SELECT COUNT(*) FROM seat WHERE person IS NOT NULL"));

        // Answered after the link: what an earlier year says of it stands with the finish.
        await ParentsOnPaper.AgreeAsync(house.Engine, sitting.Id);
        Assert.True(await house.Engine.Board.SetLessonAsync(sitting.Id, LessonState.Running, default));
        Pupil again = await house.PupilAsync(sitting, 1, "sitting");
        foreach (int first in new[] { 0, 30 })
        {
            await again.PutTimedAsync(first + 1, [.. Enumerable.Range(first, 30).Select(item => (item, item % 2 == 0 ? "4" : "3", item * 6_000L))]);
        }

        await again.FinishAsync(60);
        Assert.Contains(await NeedsAsync(house, sitting, 1), need => need.Reason == NeedReason.Changed);
        Assert.Empty(Faults(house));

        Assert.Equal(1, await house.Engine.Years.DropAsync(now.SchoolId, [new YearPlace(now.Id, 1), new YearPlace(now.Id, 2)], YearHouse.Actor, default));
        Assert.Equal(0, await house.CountAsync("SELECT COUNT(*) FROM seat WHERE class_id = @Id AND person IS NOT NULL", new { now.Id }));
        Assert.Empty((await ProfileAsync(house, now, 1)).Others);
        Assert.Equal(2, await house.CountAsync("SELECT COUNT(*) FROM seat WHERE person IS NOT NULL"));
        Assert.Empty(Faults(house));
    }

    [Fact]
    public async Task Erasing_one_year_takes_it_from_the_other_and_a_tampered_reason_is_found()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        (SchoolClass earlier, SchoolClass now) = await house.TwoYearsAsync();
        Pupil before = await house.FinishAsync(earlier, 1, "R");
        await house.FinishAsync(now, 1, "A");
        await house.LinkAsync(now, YearHouse.Pair(now, 1, earlier, 1));
        await house.ExecuteAsync("UPDATE review_need SET evidence = REPLACE(evidence, 'A.up', 'I.up')");
        Assert.Contains("earlier year", Assert.Single(Faults(house)), StringComparison.Ordinal);
        await house.ExecuteAsync("UPDATE review_need SET evidence = REPLACE(evidence, 'I.up', 'A.up')");
        Assert.Empty(Faults(house));

        Assert.True(await house.Engine.Privacy.EraseAsync(before.SessionId, "keeper", default));
        Assert.Equal([now.Id], await house.Engine.Needs.DueClassesAsync(default));
        Assert.Equal(1, await house.Engine.Needs.RemakeAsync(now.Id, default));
        Assert.DoesNotContain(await NeedsAsync(house, now, 1), need => need.Reason == NeedReason.Changed);
        Assert.Empty((await ProfileAsync(house, now, 1)).Others);
        Assert.Equal(YearWords.None, (await house.Engine.Years.ReadAsync(now.SchoolId, default))!.Classes[1].Seats[0].Words);
        Assert.Empty(Faults(house));
    }

    private static async Task<ProtocolView> ProfileAsync(TestHouse house, SchoolClass room, int seat) =>
        (await house.Engine.Protocols.ReadAsync(room.Id, seat, YearHouse.Actor, default))!;

    private static async Task<IReadOnlyList<Need>> NeedsAsync(TestHouse house, SchoolClass room, int seat) => (await ProfileAsync(house, room, seat)).Needs!;

    private static IEnumerable<string> Faults(TestHouse house) =>
        new StoreVerifier(house.Engine.Batteries)
            .Verify(house.Engine.Store.Dialect, house.Engine.Keys.Audit.ToArray(), new Progress<double>(), default).Faults.Select(fault => fault.Reason);
}
