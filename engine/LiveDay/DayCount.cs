namespace Diagnostics.Engine.LiveDay;

/// <summary>What a class, a school, a municipality or a region comes to at one moment. Sums of parts are the counts of the whole.</summary>
/// <param name="Classes">Classes of the newest campaign.</param>
/// <param name="On">Of these with a lesson that is on now, or whose students gather for one.</param>
/// <param name="Over">Of these with a lesson that has ended.</param>
/// <param name="Expected">Students with a right to start, in all classes.</param>
/// <param name="Joined">Students who came in, in all classes, whenever.</param>
/// <param name="Finished">Students who finished, in all classes, whenever.</param>
/// <param name="ExpectedNow">Students with a right to start in classes that are on.</param>
/// <param name="JoinedNow">Of these came in.</param>
/// <param name="Waiting">In classes that are on: came in and wait for the start, a decision or a parent's agreement.</param>
/// <param name="Answering">In classes that are on: at work.</param>
/// <param name="Lost">In classes that are on: began, and nothing was heard for 15 s.</param>
/// <param name="FinishedNow">In classes that are on: finished.</param>
/// <param name="Unsent">Entries that wait on devices of classes that are on, as they last said.</param>
public sealed record DayCount(
    int Classes, int On, int Over, int Expected, int Joined, int Finished, int ExpectedNow, int JoinedNow, int Waiting, int Answering, int Lost, int FinishedNow, int Unsent)
{
    public static DayCount None { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public static DayCount Sum(IEnumerable<DayCount> parts) => parts.Aggregate(None, (sum, part) => sum.Plus(part));

    public DayCount Plus(DayCount other) => new(
        Classes + other.Classes, On + other.On, Over + other.Over, Expected + other.Expected, Joined + other.Joined, Finished + other.Finished,
        ExpectedNow + other.ExpectedNow, JoinedNow + other.JoinedNow, Waiting + other.Waiting, Answering + other.Answering, Lost + other.Lost,
        FinishedNow + other.FinishedNow, Unsent + other.Unsent);
}
