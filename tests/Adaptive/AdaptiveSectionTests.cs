using System.Globalization;
using Diagnostics.Engine.Adaptive;
using Diagnostics.Scoring.Adaptive;
using Diagnostics.Scoring.Irt;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Tests.Adaptive;

/// <summary>The section as a function of stored answers: replay, ends, a dead link, and pages that answer out of turn.</summary>
public sealed class AdaptiveSectionTests
{
    private static readonly ItemBank Bank = BankLibrary.Get("aptitude-numerical-bank");
    private static readonly AdaptiveSection Section = new(Bank, new SectionLimits(0, 6, 12));

    [Fact]
    public void A_session_can_be_played_again_from_its_answers_in_any_order_and_with_any_server()
    {
        (string?[] values, List<int> path) = Play("school:8a:7", ability: 0.7, seed: 1);
        Assert.Equal(12, path.Count);
        Assert.Equal(path, path.Distinct());
        for (int step = 0; step < path.Count; step++)
        {
            string?[] known = new string?[values.Length];
            foreach (int item in path.Take(step).Reverse())
            {
                known[item] = values[item];
            }

            SectionStand stand = new AdaptiveSection(BankLibrary.Get(Bank.Instrument.Id), new SectionLimits(0, 6, 12)).At("school:8a:7", known);
            Assert.Equal((step, path[step]), (stand.Given, stand.Next));
        }

        Assert.Equal(new SectionStand(12, null, StopReason.Longest), Section.At("school:8a:7", values));
    }

    [Fact]
    public void Two_seats_begin_with_different_tasks_and_areas_have_their_shares()
    {
        int?[] first = [.. Enumerable.Range(0, 60).Select(seat => Section.At($"school:8a:{seat}", new string?[Bank.Items.Length]).Next)];
        Assert.Equal(ItemBank.BestOf, first.Distinct().Count());
        (_, List<int> path) = Play("school:8a:1", ability: -1, seed: 2);
        Assert.All(Bank.AreaNames, area => Assert.Equal(4, path.Count(item => Bank.Areas[item] == area)));
    }

    [Fact]
    public void It_ends_when_exact_enough_but_not_before_the_fewest_tasks()
    {
        AdaptiveSection coarse = new(Bank, new SectionLimits(0.9, 6, 12));
        (string?[] values, List<int> path) = Play("s", ability: 0, seed: 3, section: coarse);
        Assert.Equal(6, path.Count);
        Assert.Equal(StopReason.Precise, coarse.At("s", values).Stop);
    }

    [Fact]
    public void A_task_passed_by_is_not_offered_again_counts_as_given_and_says_nothing()
    {
        string?[] values = new string?[Bank.Items.Length];
        int first = Section.At("s", values).Next!.Value;
        values[first] = "";
        SectionStand stand = Section.At("s", values);
        Assert.Equal(1, stand.Given);
        Assert.NotEqual(first, stand.Next);
        Assert.Null(Section.Score(values));
        for (int item = 0; item < 12; item++)
        {
            values[item] = "";
        }

        Assert.Equal(StopReason.Longest, Section.At("s", values).Stop);
    }

    /// <summary>The link dies after five tasks, the page goes on by the fixed order for three, the link is back.</summary>
    [Fact]
    public void A_link_that_dies_in_the_middle_is_bridged_by_the_fixed_order_and_then_chosen_tasks_go_on()
    {
        (string?[] values, List<int> path) = Play("s", ability: 0.4, seed: 4, most: 5);
        int[] bridged = [.. Section.OrderWithoutLink.Where(item => values[item] is null).Take(3)];
        Assert.Equal(bridged.Order(), bridged);
        foreach (int item in bridged)
        {
            values[item] = RightOf(item);
        }

        SectionStand back = Section.At("s", values);
        Assert.Equal(8, back.Given);
        Assert.DoesNotContain(back.Next!.Value, path.Concat(bridged));
        SectionScore score = Section.Score(values)!;
        Assert.Equal(8, score.Answered);
        int[] given = [.. path.Concat(bridged).Order()];
        AbilityEstimate expected = ScalarEapScorer.ScoreOne(
            [.. given.Select(item => Bank.Adaptive.Items[item])], AbilityGrid.Adaptive, [.. given.Select(item => values[item] == RightOf(item) ? (byte)1 : (byte)0)]);
        Assert.Equal(expected.Theta, score.Theta, 10);
        Assert.Equal(expected.StandardError, score.StandardError, 10);
    }

    [Fact]
    public void Without_a_link_from_the_start_the_fixed_form_is_what_everybody_gets()
    {
        Assert.Equal(FixedForms.Even(Bank, 12).ToArray(), Section.FormWithoutLink.ToArray());
        Assert.Equal(Section.FormWithoutLink.ToArray(), Section.OrderWithoutLink[..12].ToArray());
        Assert.Equal([4, 4, 4], Section.FormWithoutLink.GroupBy(item => Bank.Areas[item]).Select(area => area.Count()));
        Assert.Equal(Bank.FixedForm.Except(Section.FormWithoutLink), Section.OrderWithoutLink.Skip(12).TakeWhile(Bank.FixedForm.Contains));
        Assert.Equal(Enumerable.Range(0, Bank.Items.Length), Section.OrderWithoutLink.Order());
    }

    /// <summary>A page of ill will answers what it likes: everything, only easy tasks, more than were asked. Nothing breaks, nothing is promised.</summary>
    [Fact]
    public void Answers_out_of_turn_break_nothing()
    {
        string?[] everything = [.. Enumerable.Range(0, Bank.Items.Length).Select(RightOf)];
        Assert.Equal(StopReason.Longest, Section.At("s", everything).Stop);
        SectionScore all = Section.Score(everything)!;
        Assert.True(double.IsFinite(all.Theta) && all.StandardError > 0 && all.Expected <= all.Length);
        string?[] easy = new string?[Bank.Items.Length];
        for (int item = 0; item < 12; item++)
        {
            easy[item] = RightOf(item);
        }

        Assert.True(Section.Score(easy)!.Theta < Section.Score(everything)!.Theta, "easy tasks alone say less");
        Random random = new(5);
        for (int trial = 0; trial < 200; trial++)
        {
            string?[] wild = [.. Enumerable.Range(0, Bank.Items.Length).Select(_ => random.Next(6) is var value && value < 4 ? value.ToString(CultureInfo.InvariantCulture) : value == 4 ? "" : null)];
            SectionStand stand = Section.At("s", wild);
            Assert.True(stand.Next is null || wild[stand.Next.Value] is null);
            Assert.Equal(wild.Count(value => value is not null), stand.Given);
        }

        Assert.Throws<ArgumentException>(() => Section.At("s", new string?[3]));
    }

    [Fact]
    public void The_score_is_told_in_tasks_of_the_fixed_form_and_says_that_it_is_predicted()
    {
        double[] expected = [.. new[] { -2.0, 0, 2 }.Select((ability, seed) => Section.Score(Play("s", ability, seed + 10).Values)!.Expected)];
        Assert.Equal(expected.Order(), expected);
        SectionScore score = Section.Score(Play("s", 0, 20).Values)!;
        Assert.True(score.IsPredicted);
        Assert.Equal(20, score.Length);
        Assert.InRange(score.Expected, 5, 20);
        Assert.InRange(score.ExpectedError, 0.2, 4);
        double atTheta = Bank.FixedForm.Sum(item => Bank.Adaptive.Items[item].ExpectedAnswer(score.Theta));
        Assert.Equal(atTheta, score.Expected, 12);
    }

    [Theory]
    [InlineData(-0.1, 1, 12)]
    [InlineData(double.NaN, 1, 12)]
    [InlineData(0, 0, 12)]
    [InlineData(0, 13, 12)]
    [InlineData(0, 1, 41)]
    public void Limits_that_cannot_be_are_refused(double error, int least, int most) =>
        Assert.Throws<ArgumentException>(() => new SectionLimits(error, least, most));

    [Fact]
    public void A_state_made_of_answers_is_the_one_the_test_came_to()
    {
        AdaptiveTest test = new(Bank.Adaptive, Bank.Rules(0, 12));
        AdaptiveState end = new SimulatedPerson(0.3).Take(test, new Random(9));
        AdaptiveState again = test.Resume(end.Items, end.Answers);
        Assert.Equal(end.Items.Order(), again.Items);
        Assert.Equal(end.Theta, again.Theta, 12);
        Assert.Equal(end.StandardError, again.StandardError, 12);
        Assert.Equal(test.Begin(new Random(1)).StandardError, test.Resume([], []).StandardError);
        Assert.Throws<ArgumentException>(() => test.Resume([1, 1], [0, 0]));
        Assert.Throws<ArgumentException>(() => test.Resume([1], []));
        Assert.Throws<ArgumentException>(() => test.Resume([Bank.Items.Length], [0]));
    }

    private static (string?[] Values, List<int> Path) Play(string session, double ability, int seed, int most = int.MaxValue, AdaptiveSection? section = null)
    {
        section ??= Section;
        SimulatedPerson person = new(ability);
        Random random = new(seed);
        string?[] values = new string?[Bank.Items.Length];
        List<int> path = [];
        while (path.Count < most && section.At(session, values).Next is { } item)
        {
            bool isRight = person.Answer(Bank.Adaptive.Items[item], random) == 1;
            values[item] = isRight ? RightOf(item) : WrongOf(item);
            path.Add(item);
        }

        return (values, path);
    }

    private static string RightOf(int item) => PlaceOf(item).ToString(CultureInfo.InvariantCulture);

    private static string WrongOf(int item) => ((PlaceOf(item) + 1) % 4).ToString(CultureInfo.InvariantCulture);

    private static int PlaceOf(int item) =>
        ((ItemKey.Options)Bank.Form.Key.Scales[0].Items.Single(key => key.Item == item)).Points.IndexOf((byte)1);
}
