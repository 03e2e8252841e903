using System.Collections.Immutable;
using System.Text.Json;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Results;
using Diagnostics.Scoring.Keys;
using Diagnostics.Tests.Doors;

namespace Diagnostics.Tests.Results;

/// <summary>What stands in the solutions of a battery's tasks; when they are handed out is told by the doors' stories.</summary>
public sealed class SolutionTests
{
    private static readonly BatteryLibrary Batteries = BatteryLibrary.LoadBuiltIn(InstrumentLibrary.LoadBuiltIn());
    private static readonly Battery Battery = Batteries.For(11)!;

    [Fact]
    public void Every_built_in_task_with_a_solution_is_shown_with_the_option_that_brings_its_point()
    {
        int seen = 0;
        foreach (Battery battery in Batteries.All)
        {
            TaskSolutions solutions = SolutionWriter.Write(battery, Nothing(battery), withAnswers: false);
            BatteryStep[] steps = [.. battery.Steps.Where(step => step.Form.Items.Any(item => item.Solution is not null))];
            Assert.Equal(SolutionWriter.Has(battery), steps.Length > 0);
            Assert.Equal(steps.Select(step => step.Instrument.Id), solutions.Sections.Select(section => section.InstrumentId));
            foreach ((BatteryStep step, SolvedSection section) in steps.Zip(solutions.Sections))
            {
                Assert.Equal(step.Form.Items.Select(item => item.Solution!.Russian), section.Tasks.Select(task => task.Solution));
                Assert.Equal(step.Form.Items.Select(item => item.Picture), section.Tasks.Select(task => task.Svg));
                ItemKey[] keys = [.. step.Form.Key.Scales.Single().Items.OrderBy(key => key.Item)];
                Assert.All(section.Tasks.Zip(keys), pair => Assert.Equal(1, pair.Second.PointsFor((byte)pair.First.Right)));
                seen += section.Tasks.Count;
            }
        }

        Assert.True(seen >= 24, $"Only {seen} tasks were looked at.");
    }

    [Fact]
    public void A_students_own_options_are_there_only_when_asked_for_and_a_blank_one_is_none()
    {
        string?[] values = new string?[Battery.ItemCount];
        BatteryStep first = Battery.Steps.First(step => step.Instrument.Id == "aptitude-verbal");
        values[first.FirstItem] = "2";
        values[first.FirstItem + 1] = "";
        PackedAnswers answers = new(values, new long?[values.Length]);
        TaskSolutions with = SolutionWriter.Write(Battery, answers, withAnswers: true);
        Assert.True(with.WithAnswers);
        Assert.Equal([2, null, null], with.Sections[0].Tasks.Take(3).Select(task => task.Own));
        TaskSolutions without = SolutionWriter.Write(Battery, answers, withAnswers: false);
        Assert.False(without.WithAnswers);
        Assert.All(without.Sections.SelectMany(section => section.Tasks), task => Assert.Null(task.Own));
    }

    [Fact]
    public void The_deepest_picture_an_instrument_may_have_fits_in_the_reply()
    {
        SvgElement picture = new("circle", ImmutableSortedDictionary<string, string>.Empty, []);
        for (int depth = 1; depth < SvgReader.Deepest; depth++)
        {
            picture = new SvgElement(depth == SvgReader.Deepest - 1 ? "svg" : "g", ImmutableSortedDictionary<string, string>.Empty, [picture]);
        }

        SolvedTask task = new("", picture, "", [new SolvedOption("", picture)], 0, null, "");
        string json = JsonSerializer.Serialize(new TaskSolutions(false, [new SolvedSection("", "", [task])]), RunningServer.Json);
        Assert.Equal(2, json.Split("circle").Length - 1);
    }

    private static PackedAnswers Nothing(Battery battery) => new(new string?[battery.ItemCount], new long?[battery.ItemCount]);
}
