using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Results;
using Diagnostics.Scoring.BestWorst;

namespace Diagnostics.Tests.Results;

public sealed class ValueTierTests
{
    private static readonly BatteryLibrary Batteries = BatteryLibrary.LoadBuiltIn(InstrumentLibrary.LoadBuiltIn());
    private static readonly Battery Battery = Batteries.For(11)!;
    private static readonly BatteryStep Values = Battery.Steps.Single(step => step.Instrument.Id == "work-values");

    [Fact]
    public void Someone_with_a_firm_order_has_high_middle_and_low_values_and_no_leading_tier()
    {
        ProfileSection section = Section(Firm());
        Assert.True(section.TellsApart);
        Assert.Empty(section.LeadingTier);
        Assert.False(section.Flat);
        Assert.Equal(10, section.Tiers!.Count);
        Assert.Equal(("high", "low"), (section.Tiers["earnings"], section.Tiers["recognition"]));
        Assert.Equal(["high", "low", "middle"], section.Tiers.Values.Distinct().Order());
    }

    [Fact]
    public void The_tiers_are_those_of_the_design_in_the_scoring_room()
    {
        string?[] answers = Firm();
        byte[] codes = [.. Enumerable.Range(0, 15).Select(set => Values.Form.Items[set].Format.CodeOf(answers[Values.FirstItem + set]!))];
        BestWorstTiers expected = BestWorstTiers.Of(BestWorstDesign.TenValues, codes);
        ProfileSection section = Section(answers);
        Assert.Equal(
            expected.Tiers.Select(tier => tier.ToString()),
            section.Scales.Select(scale => section.Tiers![scale.Id]),
            StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public void Answers_that_tell_nothing_apart_say_so()
    {
        ProfileSection section = Section(Answers(set => set % 2 == 0 ? "0>1" : "2>3"));
        Assert.False(section.TellsApart);
        Assert.True(section.Flat);
        Assert.All(section.Tiers!.Values, tier => Assert.Equal("middle", tier));
    }

    [Fact]
    public void Too_few_answered_sets_give_no_tiers()
    {
        string?[] answers = Firm();
        Array.Clear(answers, Values.FirstItem, 4);
        ProfileSection section = Section(answers);
        Assert.All(section.Scales, scale => Assert.Null(scale.Raw));
        Assert.Empty(section.Tiers!);
        Assert.Null(section.TellsApart);
        Assert.False(section.Flat);
    }

    [Fact]
    public void Other_sections_have_no_tiers() =>
        Assert.All(
            ProfileMaker.Make(Battery, Firm()).Sections.Where(section => section.Instrument != "work-values"),
            section => Assert.Equal((null, null), (section.Tiers, section.TellsApart)));

    [Fact]
    public void A_profile_with_tiers_survives_its_json()
    {
        Profile profile = ProfileMaker.Make(Battery, Firm());
        Assert.Equal(profile.ToJson(), Profile.FromJson(profile.ToJson()).ToJson());
    }

    [Fact]
    public void A_simulated_student_of_every_battery_has_a_profile_of_every_step()
    {
        foreach (Battery battery in Batteries.All)
        {
            string?[] answers = [.. new SimulatedStudent(battery, new Random(3)).Answers().Select(answer => answer.Value)];
            Profile profile = ProfileMaker.Make(battery, answers);
            Assert.Equal(battery.Steps.Select(step => step.Instrument.Id), profile.Sections.Select(section => section.Instrument));
            Assert.All(profile.Sections, section => Assert.Contains(section.Scales, scale => scale.Raw is not null));
        }
    }

    [Fact]
    public void Items_without_a_score_are_passed_over_whatever_they_say()
    {
        BatteryStep plans = Battery.Steps.Single(step => step.Instrument.Id == "plans");
        string?[] answers = new string?[Battery.ItemCount];
        foreach (int item in Enumerable.Range(0, plans.Form.Items.Length))
        {
            answers[plans.FirstItem + item] = plans.Form.Items[item].Format is AnswerFormat.MultipleChoice ? "0+2+5" : "1";
        }

        ProfileSection section = ProfileMaker.Make(Battery, answers).Sections.Single(one => one.Instrument == "plans");
        Assert.Equal([3.0, 3.0, 3.0, 3.0], section.Scales.Select(scale => scale.Raw!.Value));
        Assert.Equal([3, 3, 3, 3], section.Scales.Select(scale => scale.Items));
    }

    /// <summary>Always the value that comes first in the instrument as best, the last as worst.</summary>
    private static string?[] Firm() => Answers(set =>
    {
        int[] values = [.. BestWorstDesign.TenValues.Sets[set]];
        return $"{Array.IndexOf(values, values.Min())}>{Array.IndexOf(values, values.Max())}";
    });

    private static string?[] Answers(Func<int, string> choose)
    {
        string?[] answers = new string?[Battery.ItemCount];
        foreach (int set in Enumerable.Range(0, Values.Form.Items.Length))
        {
            answers[Values.FirstItem + set] = choose(set);
        }

        return answers;
    }

    private static ProfileSection Section(string?[] answers) =>
        ProfileMaker.Make(Battery, answers).Sections.Single(section => section.Instrument == "work-values");
}
