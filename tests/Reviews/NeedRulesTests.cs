using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Reviews;

namespace Diagnostics.Tests.Reviews;

/// <summary>Each reason for a talk: what it takes, what says so, and what is not enough.</summary>
public sealed class NeedRulesTests
{
    [Fact]
    public void A_protocol_that_stands_out_and_knows_where_to_go_gives_no_reason() => Assert.Empty(Settled(9).Needs());

    [Fact]
    public void Whoever_asks_for_a_talk_is_heard_and_maybe_later_is_no_wish()
    {
        Assert.Equal("AskedForTalk()", Told(Settled(8).Plans("talk", "0")));
        Assert.Equal("", Told(Settled(8).Plans("talk", "1")));
    }

    [Theory]
    [InlineData(8, "7", true, "")]
    [InlineData(9, "7", true, "Undecided(goal)")]
    [InlineData(10, "7", false, "")]
    [InlineData(11, "2", false, "Undecided(decidedness)")]
    [InlineData(11, "7", false, "Undecided(decidedness goal)")]
    [InlineData(11, "2", true, "")]
    public void No_choice_counts_in_the_grades_that_have_to_make_one(int grade, string goal, bool isClear, string expected) =>
        Assert.Equal(expected, Told(new Protocols(grade).Likes("R").Plans("goal", goal).Rates("decidedness", isClear)));

    [Theory]
    [InlineData("R", 8, 8, 0, "Gap(R spatial)")]
    [InlineData("I", 0, 8, 8, "Gap(I numerical)")]
    [InlineData("A", 8, 8, 0, "")]
    [InlineData("R", 0, 0, 8, "")]
    [InlineData("R", 1, 1, 0, "")]
    public void A_leading_sphere_whose_tasks_went_worse_than_the_own_best_is_a_gap(string sphere, int numerical, int verbal, int spatial, string expected) =>
        Assert.Equal(expected, Told(Settled(9, sphere).Solves("numerical", numerical).Solves("verbal", verbal).Solves("spatial", spatial)));

    [Fact]
    public void A_gap_is_within_a_person_so_low_everywhere_is_none() =>
        Assert.Equal("", Told(Settled(9).Solves("numerical", 0).Solves("verbal", 0).Solves("spatial", 0)));

    [Fact]
    public void A_strong_change_since_an_earlier_year_names_its_spheres_where_both_protocols_can_be_trusted()
    {
        TakenAnswers before = new Protocols(9).Likes("R", "S").Taken;
        Assert.Equal(["Changed(R.down A.up)"], NeedRules.Since(before, new Protocols(10).Likes("A", "S").Taken).Select(need => $"{need.Reason}({string.Join(' ', need.Evidence)})"));
        Assert.Empty(NeedRules.Since(before, new Protocols(10).Likes("R", "S").Taken));
        Assert.Empty(NeedRules.Since(before, new Protocols(10).Presses("0", msAnItem: 300).Taken));
        Assert.Empty(NeedRules.Since(new Protocols(10).Presses("4", msAnItem: 300).Taken, before));
        Assert.Empty(NeedRules.Since(new Protocols(9).Plans("goal", "2").Taken, before));
    }

    [Fact]
    public void Where_no_interest_can_be_told_from_another_the_profile_is_flat() =>
        Assert.Equal("Flat()", Told(new Protocols(8).Presses("2", msAnItem: 4_000)));

    [Fact]
    public void One_button_in_haste_is_unreliable_and_says_by_which_flags()
    {
        string told = Told(new Protocols(10).Presses("1", msAnItem: 300));
        Assert.Contains("Unreliable(monotony haste)", told, StringComparison.Ordinal);
        Assert.DoesNotContain("Unreliable", Told(new Protocols(10).Presses("1", msAnItem: 4_000)), StringComparison.Ordinal);

        // The shorter form of grades 8 and 9 has cut-offs for haste alone.
        Assert.Equal("Unreliable(haste) Flat()", Told(new Protocols(8).Presses("1", msAnItem: 300)));
    }

    [Fact]
    public void A_goal_that_leads_away_from_a_value_of_the_upper_tier_is_told_with_both_where_values_can_be_told_apart()
    {
        Assert.Equal("PlanAgainstValues(service independence balance)", ToldWith(tellsApart: true, ("independence", "high"), ("balance", "high")));
        Assert.Equal("PlanAgainstValues(service balance)", ToldWith(tellsApart: true, ("independence", "middle"), ("balance", "high")));
        Assert.Equal("", ToldWith(tellsApart: true, ("mastery", "high"), ("balance", "low")));
        Assert.Equal("", ToldWith(tellsApart: false, ("balance", "high")));

        static string ToldWith(bool tellsApart, params (string Value, string Tier)[] tiers) => Told(Settled(8).Plans("goal", "5").Needs(profile => profile with
        {
            Sections =
            [
                .. profile.Sections.Select(section => section.Instrument.StartsWith("work-values", StringComparison.Ordinal)
                    ? section with { Tiers = tiers.ToDictionary(one => one.Value, one => one.Tier), TellsApart = tellsApart }
                    : section),
            ],
        }));
    }

    [Fact]
    public void The_rules_name_goals_values_and_tasks_that_the_instruments_have()
    {
        Instrument[] all = [.. Protocols.Batteries.All.SelectMany(battery => battery.Steps).Select(step => step.Instrument).Distinct()];
        string[] values = [.. all.Where(one => one.Id.StartsWith("work-values", StringComparison.Ordinal)).SelectMany(one => one.Scales).Select(scale => scale.Id)];
        string[] tasks = [.. all.Where(one => one.Result == ResultPart.Aptitudes).SelectMany(one => one.Scales).Select(scale => scale.Id)];
        Assert.All(NeedRules.Against, pair => Assert.Contains(pair.Value, values));
        Assert.All(NeedRules.RestsOn, pair => Assert.Contains(pair.Tasks, tasks));
        Dictionary<int, string> words = new() { [3] = "работ", [4] = "работать", [5] = "служ", [7] = "не знаю" };
        foreach (Instrument plans in all.Where(one => one.Id == "plans"))
        {
            Item goal = plans.Forms["full"].Items.Single(item => item.Id == "goal");
            Assert.All(words, word => Assert.Contains(word.Value, goal.Options[word.Key].Text.Russian, StringComparison.Ordinal));
        }
    }

    /// <summary>Leading in one sphere, with a goal.</summary>
    private static Protocols Settled(int grade, string sphere = "R") => new Protocols(grade).Likes(sphere).Plans("goal", "2");

    private static string Told(Protocols protocol) => Told(protocol.Needs());

    private static string Told(IEnumerable<Need> needs) => string.Join(' ', needs.Select(need => $"{need.Reason}({string.Join(' ', need.Evidence)})"));
}
