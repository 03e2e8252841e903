using System.Text.Json;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Portfolios;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Signatures;
using Diagnostics.Tests.Storage;
using Diagnostics.Tests.Years;

namespace Diagnostics.Tests.Portfolios;

/// <summary>What a server signs for a student's portfolio: a part of the page as it stands at that moment, and nothing that the page does not show.</summary>
public sealed class PortfolioTests
{
    [Fact]
    public async Task Before_release_and_after_it_the_same_is_signed_and_never_tasks_plans_school_or_class()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 10);
        string key = await FinishAsync(house, room);
        JsonElement early = await StatementAsync(house, key);
        Assert.False(early.TryGetProperty("releasedAt", out _));
        string[] sections = Ids(early);
        Assert.Contains("riasec", sections);
        Assert.Contains("work-values", sections);
        Assert.DoesNotContain(sections, id => id.StartsWith("aptitude", StringComparison.Ordinal) || id is "plans" or "satisfaction");
        Assert.Equal(("Край", 10, "lesson-10-11"), (early.GetProperty("region").GetString(), early.GetProperty("grade").GetInt32(), early.GetProperty("battery").GetString()!.Split(' ')[0]));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:00Z$", early.GetProperty("finishedAt").GetString());

        await house.Engine.Releases.ReleaseAsync(room.Id, 1, YearHouse.Actor, default);
        JsonElement released = await StatementAsync(house, key);
        Assert.True(released.TryGetProperty("releasedAt", out _));
        Assert.Equal(sections, Ids(released));
        StudentResult shown = (await house.Engine.Results.OpenAsync(key, default))!;
        string text = released.GetRawText();
        Assert.All(
            [room.SchoolId, room.Id, shown.SchoolName, shown.ClassName, shown.OwnPlan?.Goal ?? "?", .. shown.Sections.Where(one => one.Kind == "criterion").Select(one => one.Title)],
            withheld => Assert.DoesNotContain($"\"{withheld}\"", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_campaign_does_not_show_yet_is_not_signed_either_and_no_key_opens_what_was_withdrawn_or_erased()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 10);
        string key = await FinishAsync(house, room);
        string session = await house.TextAsync("SELECT id FROM test_session WHERE result_hash IS NOT NULL");
        await house.ExecuteAsync("UPDATE campaign SET show_settings = '{\"interests\":false}'");
        JsonElement hidden = await StatementAsync(house, key);
        Assert.Equal(["work-values"], Ids(hidden));
        Assert.False(hidden.TryGetProperty("advice", out _));
        Assert.DoesNotContain("riasec", hidden.GetRawText(), StringComparison.Ordinal);

        await house.ExecuteAsync("UPDATE test_session SET parent_consent = 0");
        Assert.Null(await house.Engine.Portfolios.SignAsync(key, default));
        await house.ExecuteAsync("UPDATE test_session SET parent_consent = 1");
        Assert.NotNull(await house.Engine.Portfolios.SignAsync(key, default));
        Assert.True(await house.Engine.Privacy.EraseAsync(session, "keeper", default));
        Assert.Null(await house.Engine.Portfolios.SignAsync(key, default));
        Assert.Null(await house.Engine.Portfolios.SignAsync("AAAA-BBBB-CCCC", default));
    }

    [Fact]
    public async Task Nobody_vouches_for_interests_whose_answers_do_not_go_together()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 10);
        Battery battery = house.Engine.Batteries.For(10)!;
        BatteryStep step = battery.Steps.Single(one => one.Instrument.Id == "riasec");
        AnswerEntry[] pressed = [.. Answers(battery).Select(one => one.Item >= step.FirstItem && one.Item < step.FirstItem + step.Form.Items.Length ? one with { Value = "2", AtMs = one.Item * 100 } : one)];
        string key = await FinishAsync(house, room, pressed);
        Assert.Contains("riasec", Ids(await StatementAsync(house, key)));
        await house.Engine.Releases.ReleaseAsync(room.Id, 1, YearHouse.Actor, default);
        Assert.True((await house.Engine.Results.OpenAsync(key, default))!.Reliability!.InterestsInDoubt);
        Assert.Equal(["work-values"], Ids(await StatementAsync(house, key)));
    }

    [Fact]
    public async Task An_earlier_year_stands_in_it_as_on_the_page_and_the_mark_says_the_heart_of_it()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        string key = await house.ReleasedTwiceAsync();
        SignedPortfolio signed = (await house.Engine.Portfolios.SignAsync(key, default))!;
        JsonElement statement = Parse(signed.Statement);
        JsonElement year = Assert.Single(statement.GetProperty("earlier").EnumerateArray());
        Assert.Equal((9, statement.GetProperty("year").GetInt32() - 1), (year.GetProperty("grade").GetInt32(), year.GetProperty("year").GetInt32()));
        Assert.Contains("riasec", Ids(year));
        Assert.Contains(year.GetProperty("changes").EnumerateArray(), change => change.GetProperty("nearer").GetArrayLength() == 1);

        JsonElement mark = Parse(signed.Mark);
        Assert.Equal(("portfolio-mark", "Край", 10), (mark[0].GetString(), mark[2].GetString(), mark[4].GetInt32()));
        string leader = Sections(statement).Single(one => one.GetProperty("id").GetString() == "riasec").GetProperty("scales").EnumerateArray()
            .Single(scale => scale.GetProperty("leads").GetBoolean()).GetProperty("title").GetString()!;
        Assert.Equal(leader, Assert.Single(mark[8].EnumerateArray()).GetString());
        Assert.Equal(PortfolioMark.PrintOf(signed.Statement.Text), mark[10].GetString());
        Assert.True(signed.Mark.Text.Length < 400, signed.Mark.Text);
    }

    private static async Task<string> FinishAsync(TestHouse house, SchoolClass room, AnswerEntry[]? answers = null)
    {
        Pupil pupil = await house.PupilAsync(room);
        long sent = 0;
        foreach (AnswerEntry[] part in (answers ?? Answers(house.Engine.Batteries.For(room.Grade)!)).Chunk(Session.MostAnswers))
        {
            Assert.Equal(PutStatus.Ok, (await house.Engine.Sessions.PutAsync(pupil.SessionId, new PutRequest(pupil.Epoch, sent + 1, part), default)).Status);
            sent += part.Length;
        }

        return (await pupil.FinishAsync(sent)).ResultKey!;
    }

    private static AnswerEntry[] Answers(Battery battery) => [.. new SimulatedStudent(battery, new Random(5)).Answers()];

    private static async Task<JsonElement> StatementAsync(TestHouse house, string key) => Parse((await house.Engine.Portfolios.SignAsync(key, default))!.Statement);

    private static JsonElement Parse(SignedText signed) => JsonSerializer.Deserialize<JsonElement>(signed.Text);

    private static JsonElement.ArrayEnumerator Sections(JsonElement statement) => statement.GetProperty("sections").EnumerateArray();

    private static string[] Ids(JsonElement statement) => [.. Sections(statement).Select(one => one.GetProperty("id").GetString()!)];
}
