using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Recommendations;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Sessions;
using Diagnostics.Scoring.Keys;
using Diagnostics.Tests.Consent;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Results;

public sealed class ProfileTests
{
    private static readonly InstrumentLibrary Instruments = InstrumentLibrary.LoadBuiltIn();
    private static readonly Battery Battery = BatteryLibrary.LoadBuiltIn(Instruments).For(8)!;
    private static readonly BatteryStep Riasec = Battery.Steps.Single(step => step.Instrument.Id == "riasec");

    [Fact]
    public void Someone_who_wants_only_one_sphere_has_it_as_the_leading_one()
    {
        ProfileSection section = Section(Profile("A", "4", "0"));
        ProfileScale artistic = section.Scales.Single(scale => scale.Id == "A");
        Assert.Equal((artistic.Max, artistic.Items, artistic.Items), (artistic.Raw, artistic.Answered, artistic.Items));
        Assert.All(section.Scales.Where(scale => scale.Id != "A"), scale => Assert.Equal(scale.Min, scale.Raw));
        Assert.Equal(["A"], section.LeadingTier);
        Assert.False(section.Flat);

        // Equal answers do not claim to be free of error: half a step an item, 1.96 · 0.5 · √k.
        Assert.Equal(1.96 * 0.5 * Math.Sqrt(artistic.Items), artistic.HalfWidth!.Value, 9);
    }

    [Fact]
    public void Someone_who_answers_everything_alike_has_a_flat_profile()
    {
        ProfileSection section = Section(Profile("A", "2", "2"));
        Assert.True(section.Flat);
        Assert.Equal(section.Scales.Count, section.LeadingTier.Count);
    }

    [Fact]
    public void Skipped_answers_are_missing_and_too_many_leave_no_score()
    {
        string?[] values = Profile("A", "", "1");
        ProfileScale artistic = Section(values).Scales.Single(scale => scale.Id == "A");
        Assert.Equal((null, null, 0), (artistic.Raw, artistic.HalfWidth, artistic.Answered));
        ProfileSection nothing = Section(new string?[Battery.ItemCount]);
        Assert.All(nothing.Scales, scale => Assert.Null(scale.Raw));
        Assert.Empty(nothing.LeadingTier);
        Assert.False(nothing.Flat);
    }

    [Fact]
    public void A_profile_names_the_versions_it_was_made_by_and_survives_its_json()
    {
        Profile profile = ProfileMaker.Make(Battery, Profile("S", "4", "1"));
        Assert.Equal((ProfileMaker.RuleVersion, null), (profile.RuleVersion, profile.NormVersion));
        Assert.Equal(Battery.Steps.Where(step => !step.Optional).Select(step => step.Instrument.ContentHash), profile.Sections.Select(section => section.Hash));
        Assert.Equal(profile.ToJson(), Diagnostics.Engine.Results.Profile.FromJson(profile.ToJson()).ToJson());
    }

    [Fact]
    public void An_optional_step_has_a_section_only_if_something_in_it_was_answered()
    {
        BatteryStep choices = Battery.Steps.Single(step => step.Instrument.Id == "inclinations");
        string?[] values = Profile("A", "4", "0");
        Assert.DoesNotContain(ProfileMaker.Make(Battery, values).Sections, section => section.Instrument == "inclinations");
        values[choices.FirstItem] = "";
        Assert.DoesNotContain(ProfileMaker.Make(Battery, values).Sections, section => section.Instrument == "inclinations");
        values[choices.FirstItem + 1] = "0";
        Assert.Contains(ProfileMaker.Make(Battery, values).Sections, section => section.Instrument == "inclinations");
        Assert.Contains(ProfileMaker.Make(Battery, values).Sections, section => section.Instrument == "work-values-7" && section.Scales.All(scale => scale.Raw is null));
    }

    [Fact]
    public async Task Who_takes_the_optional_choices_reads_what_they_mean_and_a_quick_guess_is_no_result()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        Pupil pupil = await house.PupilAsync(await house.ClassAsync());
        BatteryStep[] optional = [.. Battery.Steps.Where(step => step.Optional)];
        (int, string)[] taken = [.. optional.SelectMany(step => Enumerable.Range(step.FirstItem, step.Form.Items.Length)).Select(item => (item, "0"))];
        Assert.Equal(PutStatus.Ok, (await pupil.PutItemsAsync(1, taken)).Status);
        FinishReply finish = await pupil.FinishAsync(taken.Length);
        StudentResult result = (await house.Engine.Results.OpenAsync(finish.ResultKey!, default))!;
        SectionResult section = result.Sections.Single(one => one.InstrumentId == "inclinations");
        Assert.All(section.Scales, scale => Assert.NotNull(scale.Reading));
        Assert.Contains("Апробация", section.Limits, StringComparison.Ordinal);
        Assert.DoesNotContain(result.Sections, one => one.InstrumentId == "navigator");
        Assert.Empty(result.LeftOut);
    }

    [Fact]
    public async Task What_a_form_does_without_stands_in_its_result()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync(running: false);
        SchoolClass group = await house.Engine.Organisation.AddClassAsync(room.SchoolId, 9, "К", 2, 0, BatteryVariant.Reader, default);
        await ParentsOnPaper.AgreeAsync(house.Engine, group.Id);
        Assert.True(await house.Engine.Board.SetLessonAsync(group.Id, LessonState.Running, default));
        Pupil pupil = await house.PupilAsync(group);
        await pupil.PutAsync(1, "1");
        FinishReply finish = await pupil.FinishAsync(1);
        LeftOutResult leftOut = Assert.Single((await house.Engine.Results.OpenAsync(finish.ResultKey!, default))!.LeftOut);
        Assert.Equal("Фигуры и механизмы", leftOut.Title);
        Assert.Contains("в этой форме не проводится", leftOut.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_student_sees_the_texts_of_his_instruments_and_his_own_scores()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        Pupil pupil = await house.PupilAsync(await house.ClassAsync());
        string?[] values = Profile("I", "4", "1");
        foreach ((int at, string?[] batch) in values.Chunk(50).Select((batch, index) => (index * 50, batch)))
        {
            Assert.Equal(PutStatus.Ok, (await pupil.PutItemsAsync(at + 1, [.. batch.Select((value, item) => (at + item, value ?? ""))])).Status);
        }

        FinishReply finish = await pupil.FinishAsync(values.Length);
        StudentResult result = (await house.Engine.Results.OpenAsync(finish.ResultKey!, default))!;
        Assert.Equal((8, house.Manual.NowMs, false), (result.Grade, result.FinishedAtMs, result.Simulated));
        SectionResult section = result.Sections.Single(one => one.InstrumentId == "riasec");
        Assert.Equal(("normative", true, "Интересы"), (section.Kind, section.Pilot, section.Title));
        Assert.Equal(["I"], section.LeadingTier);
        ScaleResult scale = section.Scales.Single(one => one.Id == "I");
        Assert.Equal((scale.Max, scale.Items), (scale.Score, scale.Answered));
        Assert.NotEmpty(scale.Meaning);
        Assert.Contains(result.Sections, one => one.Kind == "ipsative");
        Assert.All(
            result.Sections.Where(one => one.InstrumentId != "work-values-7").SelectMany(one => one.Scales), one => Assert.Null(one.Tier));
        Assert.NotEqual(scale.Reading, section.Scales.Single(one => one.Id == "A").Reading);
        Assert.All(section.Scales, one => Assert.NotEqual(one.Reading, one.ParentReading));
        Assert.Equal(RecommendationState.Families, result.Recommendation!.State);
        Assert.Contains(result.Recommendation.Tiers[0].Sectors, sector => sector.Id == "science");
        Assert.Contains(Battery.Steps, step => step.Instrument.Id == "satisfaction");
        Assert.DoesNotContain(result.Sections, one => one.InstrumentId == "satisfaction");
    }

    [Fact]
    public async Task An_access_code_does_not_open_a_result()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        SchoolClass room = await house.ClassAsync();
        Pupil pupil = await house.PupilAsync(room);
        await pupil.PutAsync(1, "1");
        await pupil.FinishAsync(1);
        Assert.Null(await house.Engine.Results.OpenAsync(await house.CodeAsync(room), default));
    }

    /// <summary>One value for the items of a scale, another for all other ratings; the other instruments are skipped.</summary>
    private static string?[] Profile(string scale, string high, string low)
    {
        string?[] values = new string?[Battery.ItemCount];
        foreach (ScaleKey key in Riasec.Form.Key.Scales)
        {
            foreach (ItemKey item in key.Items)
            {
                values[Riasec.FirstItem + item.Item] = key.Id == scale ? high : low;
            }
        }

        return values;
    }

    private static ProfileSection Section(string?[] values) =>
        ProfileMaker.Make(Battery, values).Sections.Single(section => section.Instrument == "riasec");
}
