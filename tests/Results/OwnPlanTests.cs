using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Results;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Results;

public sealed class OwnPlanTests
{
    private static readonly BatteryLibrary Batteries = BatteryLibrary.LoadBuiltIn(InstrumentLibrary.LoadBuiltIn());

    [Fact]
    public void Every_version_of_plans_asks_for_a_talk_with_its_first_option_and_has_the_items_a_plan_is_read_from()
    {
        Instrument[] versions = [.. Batteries.All.SelectMany(battery => battery.Steps).Select(step => step.Instrument).Where(one => one.Id == "plans").Distinct()];
        Assert.NotEmpty(versions);
        Assert.All(versions, plans =>
        {
            Item[] items = [.. plans.Forms["full"].Items];
            Assert.All(["goal", "steps", "when", "help", "talk"], id => Assert.Contains(items, item => item.Id == id));
            Assert.StartsWith("Да", items.Single(item => item.Id == "talk").Options[0].Text.Russian, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_plan_is_in_the_words_of_its_options()
    {
        foreach (Battery battery in Batteries.All.Where(battery => battery.Steps.Any(step => step.Instrument.Id == "plans")))
        {
            OwnPlan plan = Of(battery, ("goal", "1"), ("steps", "0+2"), ("when", "0"), ("help", "1"), ("talk", "0"))!;
            Item Item(string id) => battery.Steps.Single(step => step.Instrument.Id == "plans").Form.Items.Single(item => item.Id == id);
            Assert.Equal(Item("goal").Options[1].Text.Russian, plan.Goal);
            Assert.Equal([Item("steps").Options[0].Text.Russian, Item("steps").Options[2].Text.Russian], plan.Steps);
            Assert.Equal(Item("when").Options[0].Text.Russian, plan.By);
            Assert.Equal([Item("help").Options[1].Text.Russian], plan.Help);
            Assert.True(plan.WantsTalk);
        }
    }

    [Fact]
    public void Nothing_yet_is_no_step_and_has_no_date_and_no_answer_is_no_plan()
    {
        Battery battery = Batteries.For(9)!;
        OwnPlan plan = Of(battery, ("goal", "2"), ("steps", "8"), ("when", "1"), ("talk", "2"))!;
        Assert.Empty(plan.Steps);
        Assert.Null(plan.By);
        Assert.False(plan.WantsTalk);
        Assert.Null(Of(battery));
        Assert.Null(Of(battery, ("goal", ""), ("talk", "1")));
    }

    [Fact]
    public async Task A_students_result_has_the_plan_while_next_steps_are_shown()
    {
        await using TestHouse house = await TestHouse.OpenAsync();
        Pupil pupil = await house.PupilAsync(await house.ClassAsync());
        BatteryStep plans = Batteries.For(8)!.Steps.Single(step => step.Instrument.Id == "plans");
        int talk = plans.FirstItem + plans.Form.Items.ToList().FindIndex(item => item.Id == "talk");
        await pupil.PutItemsAsync(1, [(talk, "0")]);
        string key = (await pupil.FinishAsync(1)).ResultKey!;
        Assert.True((await house.Engine.Results.OpenAsync(key, default))!.OwnPlan!.WantsTalk);
        await house.ExecuteAsync("UPDATE campaign SET show_settings = '{\"interests\":true,\"values\":true,\"nextSteps\":false,\"aptitudes\":false}'");
        Assert.Null((await house.Engine.Results.OpenAsync(key, default))!.OwnPlan);
    }

    private static OwnPlan? Of(Battery battery, params (string Item, string Value)[] answers)
    {
        BatteryStep plans = battery.Steps.Single(step => step.Instrument.Id == "plans");
        string?[] values = new string?[battery.ItemCount];
        foreach ((string item, string value) in answers)
        {
            values[plans.FirstItem + plans.Form.Items.ToList().FindIndex(one => one.Id == item)] = value;
        }

        return OwnPlan.Of(battery, new PackedAnswers(values, new long?[values.Length]));
    }
}
