namespace Diagnostics.Engine.Instruments.Generation;

/// <summary>
/// What certainly follows? Things with qualities, so that nothing one knows of the world helps or hinders. Mistakes: a statement is taken the other way
/// round, a denial is overlooked, a possible thing is taken for a certain one.
/// </summary>
internal static class Statements
{
    private static readonly (string One, string Many)[] Things = [("карточка", "карточки"), ("коробка", "коробки"), ("пуговица", "пуговицы"), ("монета", "монеты")];

    private static readonly (string One, string Many)[] Qualities =
        [("синяя", "синие"), ("круглая", "круглые"), ("большая", "большие"), ("гладкая", "гладкие"), ("лёгкая", "лёгкие"), ("новая", "новые")];

    /// <summary>All P are Q; this is P.</summary>
    public static GeneratedTask Forwards(SeededNumbers numbers) => Draw(numbers, new TaskDemand(Rules: 1, Steps: 1, Load: 0, Lures: 1), (words, of) =>
        new([words.All(of[0], of[1])], words.This(of[0]), words.This(of[1]), [words.NotThis(of[1]), words.All(of[1], of[0]), words.None(of[0], of[1])], []));

    /// <summary>No P is Q; this is P.</summary>
    public static GeneratedTask Excluded(SeededNumbers numbers) => Draw(numbers, new TaskDemand(Rules: 1, Steps: 1, Load: 1, Lures: 1), (words, of) =>
        new([words.None(of[0], of[1])], words.This(of[0]), words.NotThis(of[1]), [words.This(of[1]), words.All(of[0], of[1]), words.NotThis(of[0])], []));

    /// <summary>All P are Q, all Q are R; this is P.</summary>
    public static GeneratedTask ForwardsTwice(SeededNumbers numbers) => Draw(numbers, new TaskDemand(Rules: 1, Steps: 2, Load: 1, Lures: 1), (words, of) =>
        new(
            [words.All(of[0], of[1]), words.All(of[1], of[2])],
            words.This(of[0]),
            words.This(of[2]),
            [words.NotThis(of[2]), words.All(of[2], of[0]), words.None(of[1], of[2])],
            [words.This(of[1])]));

    /// <summary>All P are Q; this is not Q.</summary>
    public static GeneratedTask Backwards(SeededNumbers numbers) => Draw(numbers, new TaskDemand(Rules: 2, Steps: 2, Load: 0, Lures: 2), (words, of) =>
        new([words.All(of[0], of[1])], words.NotThis(of[1]), words.NotThis(of[0]), [words.This(of[0]), words.All(of[1], of[0]), words.None(of[1], of[0])], []));

    /// <summary>No P is Q; this is Q.</summary>
    public static GeneratedTask ExcludedBackwards(SeededNumbers numbers) => Draw(numbers, new TaskDemand(Rules: 2, Steps: 2, Load: 1, Lures: 2), (words, of) =>
        new([words.None(of[0], of[1])], words.This(of[1]), words.NotThis(of[0]), [words.This(of[0]), words.All(of[1], of[0]), words.NotThis(of[1])], []));

    /// <summary>All P are Q, all Q are R; this is not R.</summary>
    public static GeneratedTask BackwardsTwice(SeededNumbers numbers) => Draw(numbers, new TaskDemand(Rules: 2, Steps: 3, Load: 1, Lures: 2), (words, of) =>
        new(
            [words.All(of[0], of[1]), words.All(of[1], of[2])],
            words.NotThis(of[2]),
            words.NotThis(of[0]),
            [words.This(of[0]), words.All(of[2], of[0]), words.This(of[1])],
            [words.NotThis(of[1])]));

    /// <summary>All P are Q, no Q is R; this is R.</summary>
    public static GeneratedTask ExcludedTwice(SeededNumbers numbers) => Draw(numbers, new TaskDemand(Rules: 3, Steps: 3, Load: 1, Lures: 2), (words, of) =>
        new(
            [words.All(of[0], of[1]), words.None(of[1], of[2])],
            words.This(of[2]),
            words.NotThis(of[0]),
            [words.This(of[0]), words.All(of[1], of[0]), words.All(of[2], of[0])],
            [words.NotThis(of[1])]));

    /// <summary>All P are Q, all Q are R, no R is S; this is S.</summary>
    public static GeneratedTask ExcludedThrice(SeededNumbers numbers) => Draw(numbers, new TaskDemand(Rules: 3, Steps: 4, Load: 2, Lures: 3), (words, of) =>
        new(
            [words.All(of[0], of[1]), words.All(of[1], of[2]), words.None(of[2], of[3])],
            words.This(of[3]),
            words.NotThis(of[0]),
            [words.This(of[1]), words.All(of[2], of[0]), words.This(of[0])],
            [words.NotThis(of[2]), words.NotThis(of[1])]));

    /// <summary>Not all P are Q: what does it mean?</summary>
    public static GeneratedTask NotAll(SeededNumbers numbers)
    {
        ((string One, string Many) thing, (string One, string Many)[] of) = (numbers.Pick(Things), numbers.Shuffled(Qualities));
        Words words = new(thing.One, thing.Many);
        return new GeneratedTask(
            $"Не все {of[0].Many} {thing.Many} {of[1].Many}. Что точно следует?",
            new Choice($"Некоторые {of[0].Many} {thing.Many} не {of[1].Many}."),
            [new Choice(words.None(of[0], of[1])), new Choice(words.All(of[1], of[0])), new Choice(words.None(of[1], of[0]))],
            $"«Не все» значит: есть хотя бы одна {of[0].One} {thing.One}, которая не {of[1].One}. О других и обо всех вместе ничего не сказано.")
        {
            Demand = new TaskDemand(Rules: 1, Steps: 1, Load: 2, Lures: 2),
        };
    }

    /// <summary>Premises that were shuffled out of their order are one more load.</summary>
    private static GeneratedTask Draw(SeededNumbers numbers, TaskDemand demand, Func<Words, (string One, string Many)[], Told> tell)
    {
        ((string One, string Many) thing, (string One, string Many)[] of) = (numbers.Pick(Things), numbers.Shuffled(Qualities));
        Told told = tell(new Words(thing.One, thing.Many), of);
        string[] rules = numbers.Shuffled(told.Rules);
        return new GeneratedTask(
            $"{string.Join(' ', rules)} {told.This} Что точно следует?",
            new Choice(told.Right),
            [.. numbers.Shuffled(told.Wrong).Select(text => new Choice(text))],
            $"Иди от последнего предложения: {string.Join(' ', told.Between.Append(told.Right))} Остальное может быть, но не следует или противоречит сказанному.")
        {
            Demand = rules.SequenceEqual(told.Rules) ? demand : demand with { Load = demand.Load + 1 },
        };
    }

    /// <summary>What a task is made of.</summary>
    /// <param name="Rules">What is said of all.</param>
    /// <param name="This">What is said of this one.</param>
    /// <param name="Right">What follows.</param>
    /// <param name="Wrong">What does not.</param>
    /// <param name="Between">What follows on the way.</param>
    private sealed record Told(string[] Rules, string This, string Right, string[] Wrong, string[] Between);

    private sealed record Words(string One, string Many)
    {
        public string All((string One, string Many) of, (string One, string Many) are) => $"Все {of.Many} {Many} {are.Many}.";

        public string None((string One, string Many) of, (string One, string Many) are) => $"Ни одна {of.One} {One} не {are.One}.";

        public string This((string One, string Many) quality) => $"Эта {One} {quality.One}.";

        public string NotThis((string One, string Many) quality) => $"Эта {One} не {quality.One}.";
    }
}
