namespace Diagnostics.Engine.Instruments.Generation;

/// <summary>Who is where in a row, from comparisons of neighbours. Mistakes: a comparison turned round, counted from the other end.</summary>
internal static class Orders
{
    private static readonly (string Who, string Of)[] People =
    [
        ("Аня", "Ани"), ("Боря", "Бори"), ("Вера", "Веры"), ("Гриша", "Гриши"), ("Даша", "Даши"), ("Егор", "Егора"), ("Зоя", "Зои"), ("Илья", "Ильи"),
        ("Катя", "Кати"), ("Лёня", "Лёни"), ("Марина", "Марины"), ("Никита", "Никиты"), ("Оля", "Оли"), ("Паша", "Паши"), ("Рита", "Риты"),
    ];

    private static readonly (string More, string Less, string FromMost, string FromLeast)[] Comparisons =
    [
        ("старше", "младше", "от самого старшего", "от самого младшего"),
        ("выше", "ниже", "от самого высокого", "от самого низкого"),
    ];

    private static readonly string[] Places = ["на первом", "на втором", "на третьем", "на четвёртом", "на пятом", "на шестом"];

    /// <summary>Four people, the comparisons in their order and all one way; asked is an end.</summary>
    public static GeneratedTask Plain(SeededNumbers numbers) => Draw(numbers, people: 4, turned: 0, new TaskDemand(Rules: 0, Steps: 2, Load: 0, Lures: 1));

    /// <summary>Four people, one comparison the other way round, all in another order; asked is somebody between.</summary>
    public static GeneratedTask OfFour(SeededNumbers numbers) => Draw(numbers, people: 4, turned: 1, new TaskDemand(Rules: 0, Steps: 3, Load: 2, Lures: 2));

    /// <summary>Five people, two comparisons the other way round.</summary>
    public static GeneratedTask OfFive(SeededNumbers numbers) => Draw(numbers, people: 5, turned: 2, new TaskDemand(Rules: 0, Steps: 4, Load: 3, Lures: 2));

    /// <summary>Six people, two comparisons the other way round.</summary>
    public static GeneratedTask OfSix(SeededNumbers numbers) => Draw(numbers, people: 6, turned: 2, new TaskDemand(Rules: 0, Steps: 5, Load: 4, Lures: 2));

    private static GeneratedTask Draw(SeededNumbers numbers, int people, int turned, TaskDemand demand)
    {
        (string more, string less, string fromMost, string fromLeast) = numbers.Pick(Comparisons);
        (string Who, string Of)[] row = [.. numbers.Shuffled(People).Take(people)];
        int[] otherWay = [.. numbers.Shuffled(Enumerable.Range(0, people - 1)).Take(turned)];
        string[] told =
        [
            .. Enumerable.Range(0, people - 1).Select(place => otherWay.Contains(place)
                ? $"{row[place + 1].Who} {less} {row[place].Of}."
                : $"{row[place].Who} {more} {row[place + 1].Of}."),
        ];
        bool fromTop = numbers.Between(0, 1) == 0;
        (string Who, string Of)[] counted = fromTop ? row : [.. row.Reverse()];
        int asked = turned == 0 ? 0 : numbers.Between(1, people - 2);
        string from = fromTop ? fromMost : fromLeast;
        string[] others = numbers.Shuffled(counted.Where((_, place) => place != asked).Select(one => one.Who));
        return new GeneratedTask(
            $"{string.Join(' ', turned == 0 ? told : numbers.Shuffled(told))} Кто {Places[asked]} месте, если считать {from}?",
            new Choice(counted[asked].Who),
            [.. others.Take(3).Select(who => new Choice(who))],
            $"По порядку {from}: {string.Join(", ", counted.Select(one => one.Who))}. {char.ToUpperInvariant(Places[asked][0])}{Places[asked][1..]} месте — {counted[asked].Who}.")
        {
            Demand = demand,
        };
    }
}
