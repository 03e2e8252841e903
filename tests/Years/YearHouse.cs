using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Years;
using Diagnostics.Tests.Consent;
using Diagnostics.Tests.Reviews;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Years;

/// <summary>Two years of one school in a house.</summary>
internal static class YearHouse
{
    public const string Actor = "psychologist";

    /// <summary>The campaign of the year after the only one.</summary>
    public const string NextCampaign = """
        INSERT INTO campaign (id, region_id, year, opens_at, closes_at, show_settings, consent_settings, keep_years)
        SELECT 'next', region_id, year + 1, opens_at, closes_at, show_settings, consent_settings, keep_years FROM campaign
        """;

    private const string Move = "UPDATE school_class SET campaign_id = 'next' WHERE id = @Id";

    /// <summary>A class of last year, whose grade is 9, and one of the year after it at the same school.</summary>
    public static async Task<(SchoolClass Earlier, SchoolClass Now)> TwoYearsAsync(this TestHouse house)
    {
        SchoolClass earlier = await house.ClassAsync(grade: 9);
        SchoolClass now = await house.Engine.Organisation.AddClassAsync(earlier.SchoolId, 10, "Б", 5, 0, default);
        await house.ExecuteAsync(NextCampaign);
        await house.ExecuteAsync(Move, new { now.Id });
        await ParentsOnPaper.AgreeAsync(house.Engine, now.Id);
        Assert.True(await house.Engine.Board.SetLessonAsync(now.Id, LessonState.Running, default));
        return (earlier, now);
    }

    /// <summary>Finishes a lesson whose interests lean to these spheres.</summary>
    public static async Task<Pupil> FinishAsync(this TestHouse house, SchoolClass room, int seat, params string[] likes)
    {
        Pupil pupil = await house.PupilAsync(room, seat, $"device{room.Grade}x{seat}");
        AnswerEntry[] entries = [.. Interested.Answers(Protocols.Batteries.For(room.Grade)!, likes)];
        foreach (AnswerEntry[] part in entries.Chunk(40))
        {
            Assert.Equal(PutStatus.Ok, (await house.Engine.Sessions.PutAsync(pupil.SessionId, new PutRequest(pupil.Epoch, 1 + Array.IndexOf(entries, part[0]), part), default)).Status);
        }

        Assert.Equal(PutStatus.Ok, (await pupil.FinishAsync(entries.Length)).Status);
        return pupil;
    }

    public static YearPair Pair(SchoolClass now, int seat, SchoolClass earlier, int earlierSeat) => new(new YearPlace(now.Id, seat), new YearPlace(earlier.Id, earlierSeat));

    public static Task<YearOutcome> LinkAsync(this TestHouse house, SchoolClass now, params YearPair[] pairs) =>
        house.Engine.Years.LinkAsync(now.SchoolId, pairs, Actor, default);
}
