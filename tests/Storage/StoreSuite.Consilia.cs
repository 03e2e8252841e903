using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Consilia;
using Diagnostics.Engine.Observers;
using Diagnostics.Tests.Consilia;
using Diagnostics.Tests.Reviews;

namespace Diagnostics.Tests.Storage;

/// <summary>Consilia on every store.</summary>
public abstract partial class StoreSuite
{
    [StoreFact]
    public async Task A_consilium_is_written_closed_and_followed_and_a_colleague_is_asked()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync(opened: await OpenAsync());
        await house.ConsiliumAsync(ConsiliumOutcome.Done, 1, 1, Plans.Empty);
        await house.ConsiliumAsync(ConsiliumOutcome.Done, 1, 2, Plans.Agreed(house));
        await house.ConsiliumAsync(ConsiliumOutcome.Changed, 1, 2, Plans.Agreed(house));
        Assert.Equal(ConsiliumOutcome.Done, await house.CloseAsync(1, 2));
        OrgNode school = new(NodeKind.School, house.Room.SchoolId);
        DueStep due = Assert.Single((await house.Engine.Steps.DueAsync(school, new DateOnly(2026, 12, 1), default)).Rows);
        await house.MarkAsync(true, new StepMark(due.Seat, due.Number, due.Step, due.Entry, StepOutcome.GoesOn, new DateOnly(2027, 1, 10)));
        Assert.Empty((await house.Engine.Steps.DueAsync(school, new DateOnly(2027, 1, 9), default)).Rows);
        Assert.Equal(1, Assert.Single((await house.Engine.Steps.DueAsync(school, new DateOnly(2027, 1, 10), default)).Rows).Entry);
        ConsiliumView view = Assert.Single((await house.ConsiliaAsync()).All);
        Assert.Equal((house.Psychologist.Name, 64, 2), (view.ClosedBy, view.Hash!.Length, view.Steps.Length));
        Assert.Equal(StepOutcome.GoesOn, Assert.Single(view.Steps[0].Outcomes).Outcome);

        Assert.True(await house.Engine.Observers.AskAsync(house.Room.Id, 1, house.Teacher.Id, house.Psychologist.Id, default));
        AskedForms asked = await house.Engine.Observers.AskedAsync(house.Teacher, default);
        Assert.Single(asked.Forms);
        Assert.Equal(ObserverOutcome.Kept, await house.Engine.Observers.AnswerAsync(house.Room.Id, 1, asked.Questions.Version, [.. Enumerable.Repeat(3, 16)], house.Teacher.Id, default));
        Assert.NotNull(Assert.Single((await house.Engine.Observers.ReadAsync(house.Room.Id, 1, house.Psychologist.Id, default))!.Forms).Answers);
    }
}
