using Diagnostics.Engine.Consilia;
using Diagnostics.Tests.Reviews;

namespace Diagnostics.Tests.Consilia;

/// <summary>What is agreed in consilia of tests, and the desk's calls in short.</summary>
internal static class Plans
{
    public static ConsiliumPlan Empty { get; } = new(null, [], [], []);

    public static ConsiliumPlan Agreed(ReviewHouse house) => new(
        new DateOnly(2026, 11, 22),
        [
            new Participant(ParticipantRole.Psychologist, house.Psychologist.Id, null), new Participant(ParticipantRole.ClassTeacher, house.Teacher.Id, null),
            new Participant(ParticipantRole.Parent, null, null),
        ],
        [new AgreedStep(StepKind.TryOut, new DateOnly(2026, 12, 1)), new AgreedStep(StepKind.SubjectChoice, new DateOnly(2027, 3, 1))],
        [new OutsideResult(OutsideSource.TicketToTheFuture, new DateOnly(2026, 10, 5), ["it"])]);

    public static async Task<ConsiliumState> ConsiliaAsync(this ReviewHouse house) =>
        (await house.Engine.Consilia.ReadAsync(house.Room.Id, 1, house.Psychologist.Id, default))!;

    public static async Task ConsiliumAsync(
        this ReviewHouse house, ConsiliumOutcome expected, long number, long revision, ConsiliumPlan plan, int seat = 1, string words = "c2VjcmV0") =>
        Assert.Equal(
            expected,
            await house.Engine.Consilia.WriteAsync(house.Room.Id, seat, new ConsiliumOrder(number, 1, revision, plan, words), house.Psychologist, default));

    public static Task<ConsiliumOutcome> CloseAsync(this ReviewHouse house, long number, long revision) =>
        house.Engine.Consilia.CloseAsync(house.Room.Id, 1, number, revision, house.Psychologist.Id, default);

    public static async Task MarkAsync(this ReviewHouse house, bool expected, params StepMark[] marks) =>
        Assert.Equal(expected, await house.Engine.Steps.MarkAsync(house.Room.Id, marks, house.Psychologist.Id, default));
}
