using Diagnostics.Web.Watch;

namespace Diagnostics.Tests.Watch;

public sealed class AlertTests
{
    [Theory]
    [InlineData("queueShare > 0.5 for 30s", "queueShare", true, 0.5, 30)]
    [InlineData("  diskFreeMb   <  4096 ", "diskFreeMb", false, 4096, 0)]
    [InlineData("ackP99Ms > 1e3 for 2m", "ackP99Ms", true, 1000, 120)]
    [InlineData("gcShare < -0.5 for 0s", "gcShare", false, -0.5, 0)]
    public void A_condition_is_read_as_it_is_written(string text, string figure, bool above, double limit, int seconds)
    {
        AlertCondition condition = AlertCondition.Parse(text);
        Assert.Equal(new AlertCondition(figure, above, limit, TimeSpan.FromSeconds(seconds)), condition);
        Assert.Equal(condition, AlertCondition.Parse(condition.ToString()));
    }

    [Fact]
    public void A_file_with_faults_is_refused_with_file_line_and_reason_of_each()
    {
        InvalidDataException refused = Assert.Throws<InvalidDataException>(() => AlertList.With(
            "own.txt", ["# ours", "", "queue > 1", "waiting = 3", "waiting > many", "waiting > 3 for 5", "waiting > 3 for 30h", "waiting > 3 during 5s", "waiting >", "sockets > NaN", "waiting > 3 for 5s"]));
        string[] lines = refused.Message.Split(Environment.NewLine);
        Assert.Equal([3, 4, 5, 6, 7, 8, 9, 10], lines.Select(line => int.Parse(line.Split(["line ", ":"], StringSplitOptions.None)[1])));
        Assert.All(lines, line => Assert.StartsWith("own.txt, line ", line, StringComparison.Ordinal));
        Assert.Contains("\"queue\" is no figure", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"=\" is neither > nor <", lines[1], StringComparison.Ordinal);
        Assert.Contains("\"many\" is no number", lines[2], StringComparison.Ordinal);
        Assert.Contains("\"5\" is no time", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public void Own_conditions_stand_in_place_of_the_built_in_ones_about_the_same_figure()
    {
        IReadOnlyList<AlertCondition> all = AlertList.With("own.txt", ["diskFreeMb < 8192 for 1m", "diskFreeMb < 1024", "answering > 5"]);
        Assert.Equal(["diskFreeMb < 8192 for 60s", "diskFreeMb < 1024"], all.Where(one => one.Figure == "diskFreeMb").Select(one => one.ToString()));
        Assert.Contains(all, one => one.Figure == "answering");
        Assert.Equal(AlertList.BuiltIn.Where(one => one.Figure != "diskFreeMb"), all.Take(AlertList.BuiltIn.Count - 1));
    }

    [Fact]
    public void A_condition_begins_once_after_its_time_and_ends_once_after_as_long_without_it()
    {
        double[] queue = [0.1, 0.6, 0.7, 0.4, 0.6, 0.6, 0.6, 0.6, 0.9, 0.4, 0.8, 0.2, 0.2, 0.2, 0.2, 0.2];
        AlertWatch watch = new([AlertCondition.Parse("queueShare > 0.5 for 6s")]);
        List<(int At, bool Begun, double Value)> told = [];
        for (int i = 0; i < queue.Length; i++)
        {
            foreach (AlertChange change in watch.Judge(i * 2_000, _ => queue[i]))
            {
                told.Add((i, change.HasBegun, change.Value));
            }

            Assert.Equal(i is >= 7 and < 14 ? 1 : 0, watch.Now.Count);
        }

        // Two readings above are too few; from the fourth to the seventh it has held six seconds; one below in the middle does not end it.
        Assert.Equal([(7, true, 0.6), (14, false, 0.2)], told);
    }

    [Fact]
    public void What_is_not_measured_holds_no_condition_and_keeps_the_last_value()
    {
        AlertWatch watch = new([AlertCondition.Parse("ackP99Ms > 100"), AlertCondition.Parse("ackP99Ms < 5")]);
        Assert.Empty(watch.Judge(0, _ => null));
        Assert.Equal("ackP99Ms > 100", Assert.Single(watch.Judge(1, _ => 150)).Condition.ToString());
        Assert.Equal((150, 1), (watch.Now[0].Value, watch.Now[0].SinceMs));
        AlertChange over = Assert.Single(watch.Judge(2, _ => null));
        Assert.Equal((false, 150, 1), (over.HasBegun, over.Value, over.SinceMs));
    }

    [Fact]
    public void Every_figure_can_be_watched_and_every_built_in_condition_is_about_one() =>
        Assert.All(AlertFigures.All, figure => Assert.Equal(figure, AlertCondition.Parse($"{figure} > 1").Figure));
}
