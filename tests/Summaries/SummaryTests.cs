using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Summaries;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Summaries;

/// <summary>What stands in a school's summary, and that it stays until somebody publishes another.</summary>
public sealed class SummaryTests
{
    [Fact]
    public async Task A_summary_has_what_may_be_told_to_everybody_and_no_empty_places()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        Assert.Null((await house.Engine.Summaries.ReadAsync(room.SchoolId, default)).Draft);
        await ToldSchool.KeepAsync(house.Engine, room.SchoolId);
        SchoolSummary draft = (await house.Engine.Summaries.ReadAsync(room.SchoolId, default)).Draft!;
        Assert.Equal(("Школа № 5", "Заречье", false, false), (draft.School, draft.Municipality, draft.IsSimulated, draft.IsWhole));
        Assert.Equal(["participation", "interests", "help", "satisfaction", "parents-satisfaction"], draft.Sections.Select(section => section.Id));

        // Of participation those who finished: who refused is nobody's to read on a site.
        SummarySection participation = draft.Sections[0];
        Assert.Equal("Участие: Прошли до конца", participation.Title);
        Assert.Equal((ToldSchool.Students, 100L, 0.73), (Assert.Single(participation.Lines).Own.N, participation.Lines[0].Own.Count!.Value, participation.Lines[0].Beside!.Value));
        Assert.Equal(5, draft.Sections[1].Lines.Length);
        Assert.DoesNotContain(draft.Sections.SelectMany(section => section.Lines), line => line.Title.Contains("Отказались", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_school_of_which_nothing_may_be_told_has_none()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        await ToldSchool.KeepAsync(house.Engine, room.SchoolId, finished: null);
        SummaryState state = await house.Engine.Summaries.ReadAsync(room.SchoolId, default);
        Assert.Equal((null, null, null), (state.Draft, state.Stamp, state.Public));
        Assert.False(await house.Engine.Summaries.PublishAsync(room.SchoolId, "", "tester", default));
    }

    [Fact]
    public async Task A_later_pass_changes_nothing_until_it_is_published_again()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        await ToldSchool.KeepAsync(house.Engine, room.SchoolId);
        SummaryState looked = await house.Engine.Summaries.ReadAsync(room.SchoolId, default);
        Assert.True(await house.Engine.Summaries.PublishAsync(room.SchoolId, looked.Stamp!, "tester", default));
        PublicSummary first = (await house.Engine.Summaries.ReadAsync(room.SchoolId, default)).Public!;
        Assert.Equal(looked.Stamp, first.Stamp);

        await ToldSchool.KeepAsync(house.Engine, room.SchoolId, finished: 90);
        OpenSummary open = (await house.Engine.Summaries.OpenAsync(first.Link, default))!;
        Assert.Equal(100, open.Summary.Sections[0].Lines[0].Own.Count);
        SummaryState again = await house.Engine.Summaries.ReadAsync(room.SchoolId, default);
        Assert.Equal((90L, 100L), (again.Draft!.Sections[0].Lines[0].Own.Count!.Value, again.Public!.Summary.Sections[0].Lines[0].Own.Count!.Value));

        // What was looked at before the pass is not what would be published now.
        Assert.False(await house.Engine.Summaries.PublishAsync(room.SchoolId, looked.Stamp!, "tester", default));
        Assert.True(await house.Engine.Summaries.PublishAsync(room.SchoolId, again.Stamp!, "tester", default));
        OpenSummary next = (await house.Engine.Summaries.OpenAsync(first.Link, default))!;
        Assert.Equal(90, next.Summary.Sections[0].Lines[0].Own.Count);
        Assert.NotEqual(open.Hash, next.Hash);
    }

    /// <summary>Whoever kept an earlier page would subtract it, also one that was taken back.</summary>
    [Fact]
    public async Task What_differs_by_a_few_from_anything_published_is_left_out()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        SummaryDesk summaries = house.Engine.Summaries;
        await PublishAsync(finished: 80);
        await PublishAsync(finished: 90);
        Assert.True(await summaries.WithdrawAsync(room.SchoolId, "tester", default));
        foreach (long few in new long[] { 76, 81, 84, 89, 94 })
        {
            await ToldSchool.KeepAsync(house.Engine, room.SchoolId, finished: few);
            Assert.Null((await summaries.ReadAsync(room.SchoolId, default)).Draft?.Sections.FirstOrDefault(section => section.Id == "participation"));
        }

        await PublishAsync(finished: 85);
        await PublishAsync(finished: 90);

        async Task PublishAsync(long finished)
        {
            await ToldSchool.KeepAsync(house.Engine, room.SchoolId, finished: finished);
            SummaryState state = await summaries.ReadAsync(room.SchoolId, default);
            Assert.Equal(finished, state.Draft!.Sections[0].Lines[0].Own.Count);
            Assert.True(await summaries.PublishAsync(room.SchoolId, state.Stamp!, "tester", default));
        }
    }

    [Theory]
    [InlineData(31, 20, true)]
    [InlineData(36, 21, true)]
    [InlineData(36, 25, true)]
    [InlineData(40, 25, false)]
    [InlineData(30, 20, false)]
    public void A_line_beside_another_tells_of_few_by_what_is_between_them(long n, long count, bool isFew) =>
        Assert.Equal(isFew, new ToldLine("interests", "", n, count).TellsFewBeside(new ToldLine("interests", "", 30, 20)));

    /// <summary>Own numbers and the municipality's share would give those of one other school, and of two to each other.</summary>
    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public async Task The_municipality_stands_beside_a_school_only_where_it_tells_of_several_others(int others, bool isBeside)
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        await ToldSchool.KeepAsync(house.Engine, room.SchoolId, others: others);
        SchoolSummary draft = (await house.Engine.Summaries.ReadAsync(room.SchoolId, default)).Draft!;
        Assert.All(draft.Sections.SelectMany(section => section.Lines), line => Assert.Equal(isBeside, line.Beside is not null));
    }

    [Fact]
    public async Task Simulated_students_are_said()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        await ToldSchool.KeepAsync(house.Engine, room.SchoolId, isSimulated: true);
        Assert.True((await house.Engine.Summaries.ReadAsync(room.SchoolId, default)).Draft!.IsSimulated);
    }
}
