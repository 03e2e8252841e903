using Diagnostics.Engine.Preparation;

namespace Diagnostics.Tests.Preparation;

public sealed class PreparationRulesTests
{
    private static readonly PreparationCounts Ready = new(3, 70, 3, 3, 0, 40, 40, 2, 1, 3);

    [Fact]
    public void A_school_without_anything_has_everything_to_do()
    {
        Assert.All(PreparationRules.Judge(new PreparationCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0)), state => Assert.Equal(StepState.Missing, state));
    }

    [Fact]
    public void One_thing_left_is_told_as_that_one_thing()
    {
        Assert.True(PreparationRules.IsReady(PreparationRules.Judge(Ready)));
        foreach ((PreparationCounts counts, PreparationStep step, StepState state) in new[]
        {
            (Ready with { Printed = 2 }, PreparationStep.Cards, StepState.Partly), (Ready with { Printed = 0 }, PreparationStep.Cards, StepState.Missing), (Ready with { Printed = 0, Outgrown = 1 }, PreparationStep.Cards, StepState.Partly),
            (Ready with { Unready = 1 }, PreparationStep.Devices, StepState.Partly), (Ready with { Checked = 1 }, PreparationStep.Devices, StepState.Partly),
            (Ready with { ParentsDecided = 39 }, PreparationStep.Consent, StepState.Partly), (Ready with { Leads = 0 }, PreparationStep.Responsible, StepState.Partly),
            (Ready with { Leads = 0, Persons = 0 }, PreparationStep.Responsible, StepState.Missing), (Ready with { Placed = 0 }, PreparationStep.Slots, StepState.Missing),
        })
        {
            StepState[] states = [.. PreparationRules.Judge(counts)];
            Assert.Equal(state, states[(int)step]);
            Assert.Single(states, one => one != StepState.Done);
            Assert.False(PreparationRules.IsReady(states));
        }
    }

    [Fact]
    public void Where_no_parent_decides_nothing_is_asked_of_them()
    {
        StepState[] states = [.. PreparationRules.Judge(Ready with { ParentsAsked = 0, ParentsDecided = 0 })];
        Assert.Equal(StepState.NotNeeded, states[(int)PreparationStep.Consent]);
        Assert.True(PreparationRules.IsReady(states));
    }
}
