using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Campaigns;

public sealed class OrgTreeTests
{
    [Fact]
    public async Task A_class_comes_with_seats_spares_codes_and_a_board()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(running: false);
        SchoolClass bigger = await house.Engine.Organisation.AddClassAsync(room.SchoolId, 11, "б", 25, 3, default);
        Assert.Equal("11Б", bigger.Name);
        CodeSheet sheet = (await house.Engine.Cards.ReadAsync(bigger.Id, default))!;
        Assert.Equal(28, sheet.Cards.Count);
        Assert.Equal([26, 27, 28], sheet.Cards.Where(card => card.Spare).Select(card => card.Seat));
        Assert.All(sheet.Cards, card => Assert.StartsWith(sheet.School.Prefix, card.Code, StringComparison.Ordinal));
        Assert.Equal(bigger, await house.Engine.Organisation.FindClassByLinkAsync(bigger.BoardLink, default));
        Assert.Null(await house.Engine.Organisation.FindClassByLinkAsync("nothing", default));
        Assert.Null(await house.Engine.Cards.ReadAsync("nothing", default));
    }

    [Theory]
    [InlineData(6, BatteryVariant.Standard, "lesson-6-7")]
    [InlineData(9, BatteryVariant.Untimed, "lesson-untimed-8-9")]
    [InlineData(11, BatteryVariant.Untimed, "lesson-untimed-10-11")]
    [InlineData(7, BatteryVariant.Simple, "lesson-simple")]
    [InlineData(10, BatteryVariant.Pictogram, "lesson-pictogram")]
    [InlineData(8, BatteryVariant.TwoLessons, "lesson-two-8-9")]
    [InlineData(10, BatteryVariant.TwoLessons, "lesson-two-10-11")]
    [InlineData(9, BatteryVariant.Reader, "lesson-reader-8-9")]
    [InlineData(11, BatteryVariant.Reader, "lesson-reader-10-11")]
    public async Task A_group_is_opened_with_the_form_chosen_for_it(int grade, BatteryVariant variant, string battery)
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(running: false);
        SchoolClass group = await house.Engine.Organisation.AddClassAsync(room.SchoolId, grade, "К", 4, 0, variant, default);
        string? opened = await house.Engine.Store.FirstOrDefaultAsync<string>(
            "SELECT battery_id FROM school_class WHERE id = @id", new { id = group.Id }, default);
        Assert.Equal(battery, opened);
    }

    [Fact]
    public async Task A_form_the_grade_does_not_have_is_refused_and_adds_nothing()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(running: false);
        VariantMissingException refusal = await Assert.ThrowsAsync<VariantMissingException>(
            () => house.Engine.Organisation.AddClassAsync(room.SchoolId, 7, "К", 4, 0, BatteryVariant.Untimed, default));
        Assert.Equal((7, BatteryVariant.Untimed), (refusal.Grade, refusal.Variant));
        Assert.Single(await house.Engine.Organisation.ClassesAsync(room.SchoolId, default));
    }

    [Theory]
    [InlineData(5, "А", 25, 0)]
    [InlineData(8, "A", 25, 0)]
    [InlineData(8, "АБ", 25, 0)]
    [InlineData(8, "В", 0, 0)]
    [InlineData(8, "В", 41, 0)]
    [InlineData(8, "В", 25, 11)]
    [InlineData(8, "а", 25, 0)]
    public async Task A_class_that_cannot_be_is_refused(int grade, string letter, int seats, int spares)
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(grade: 8, running: false);
        await Assert.ThrowsAnyAsync<ArgumentException>(() => house.Engine.Organisation.AddClassAsync(room.SchoolId, grade, letter, seats, spares, default));
        await Assert.ThrowsAsync<ArgumentException>(() => house.Engine.Organisation.AddClassAsync("nowhere", 9, "А", 1, 0, default));
    }

    [Fact]
    public async Task A_reissued_code_replaces_the_old_one_at_once()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        string old = await house.CodeAsync(room, 2);
        Assert.True(await house.Engine.Cards.ReissueAsync(room.Id, 2, default));
        Assert.False(await house.Engine.Cards.ReissueAsync(room.Id, 99, default));
        string renewed = await house.CodeAsync(room, 2);
        Assert.NotEqual(old, renewed);
        Assert.IsType<EnterOutcome.Unknown>(await house.Engine.Entrance.EnterAsync(old, "device", default));
        Assert.IsType<EnterOutcome.Entered>(await house.Engine.Entrance.EnterAsync(renewed, "device", default));
    }

    [Fact]
    public async Task The_same_seed_gives_a_simulated_student_the_same_answers_and_all_are_accepted()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        foreach (var battery in house.Engine.Batteries.All)
        {
            AnswerEntry[] answers = [.. new SimulatedStudent(battery, new Random(7)).Answers()];
            Assert.Equal(answers, new SimulatedStudent(battery, new Random(7)).Answers());
            Assert.Equal(battery.ItemCount, answers.Length);
            Assert.All(answers, new AnswerRules(battery, TimeSpan.Zero) is var rules ? answer => Assert.True(rules.Accepts(answer)) : null!);
        }
    }

    [Fact]
    public void Aptitudes_are_not_shown_at_once_by_default()
    {
        ShowSettings settings = ShowSettings.FromJson(new ShowSettings().ToJson());
        Assert.Equal((true, true, true, false), (settings.Interests, settings.Values, settings.NextSteps, settings.Aptitudes));
    }
}
