namespace Diagnostics.Engine.Instruments.Generation;

/// <summary>Words bound in the same way. Mistakes: something bound to the word in another way, a pair bound in another way.</summary>
internal static class WordPairs
{
    private static readonly Bond[] Bonds =
    [
        new("прибор и то, что им измеряют", "measure", 0,
        [
            new("барометр", "давление", ["ветер", "стрелка", "прогноз"]), new("спидометр", "скорость", ["руль", "дорога", "водитель"]),
            new("термометр", "температура", ["стекло", "погода", "ртуть"]), new("секундомер", "время", ["бегун", "стрелка", "кнопка"]),
            new("рулетка", "длина", ["ремонт", "лента", "метр"]),
        ]),
        new("мастер и то, что он делает", "maker", 0,
        [
            new("портной", "костюм", ["игла", "ткань", "ателье"]), new("пекарь", "хлеб", ["печь", "мука", "пекарня"]),
            new("столяр", "шкаф", ["рубанок", "доска", "мастерская"]), new("сапожник", "ботинки", ["кожа", "шило", "каблук"]),
            new("кузнец", "подкова", ["молот", "кузница", "лошадь"]),
        ]),
        new("часть и целое", "whole", 0,
        [
            new("страница", "книга", ["бумага", "буква", "читатель"]), new("лепесток", "цветок", ["пчела", "аромат", "ваза"]),
            new("клавиша", "пианино", ["музыка", "палец", "нота"]), new("ступенька", "лестница", ["этаж", "подъём", "шаг"]),
            new("крыло", "самолёт", ["полёт", "лётчик", "небо"]),
        ]),
        new("материал и то, что из него делают", "whole", 1,
        [
            new("кирпич", "стена", ["каменщик", "раствор", "завод"]), new("тесто", "пирог", ["духовка", "повар", "дрожжи"]),
            new("бревно", "изба", ["пила", "лес", "плотник"]), new("пряжа", "свитер", ["спицы", "овца", "вязание"]),
        ]),
        new("причина и следствие", "cause", 1,
        [
            new("дождь", "лужа", ["зонт", "туча", "осень"]), new("мороз", "лёд", ["зима", "шуба", "коньки"]),
            new("засуха", "неурожай", ["поле", "полив", "лето"]), new("усталость", "ошибка", ["отдых", "работа", "вечер"]),
        ]),
        new("противоположности", "opposite", 1,
        [
            new("щедрый", "скупой", ["добрый", "богатый", "весёлый"]), new("прозрачный", "мутный", ["стеклянный", "чистый", "водяной"]),
            new("частый", "редкий", ["густой", "обычный", "быстрый"]), new("острый", "тупой", ["колючий", "тонкий", "железный"]),
        ]),
    ];

    /// <summary>One pair is given whole, of another the first word.</summary>
    public static GeneratedTask Word(SeededNumbers numbers)
    {
        Bond bond = numbers.Pick(Bonds);
        Pair[] pairs = numbers.Shuffled(bond.Pairs);
        return new GeneratedTask(
            $"Подбери слово так, чтобы связь была такой же: {pairs[0]}, {pairs[1].First} — …",
            new Choice(pairs[1].Second),
            [.. numbers.Shuffled(pairs[1].Lures).Select(lure => new Choice(lure))],
            $"Здесь связаны {bond.Name}: {pairs[0]}, {pairs[1]}.")
        {
            Demand = new TaskDemand(Rules: 2, Steps: 1, Load: bond.Load, Lures: 2),
        };
    }

    /// <summary>Which of four pairs is bound as the given one?</summary>
    public static GeneratedTask Same(SeededNumbers numbers)
    {
        Bond[] bonds = numbers.Shuffled(Bonds);
        Pair[] pairs = numbers.Shuffled(bonds[0].Pairs);
        return new GeneratedTask(
            $"В какой паре слова связаны так же, как в паре «{pairs[0]}»?",
            new Choice(pairs[1].ToString()),
            [.. bonds.Where(other => other.Kin != bonds[0].Kin).Take(3).Select(other => new Choice(numbers.Pick(other.Pairs).ToString()))],
            $"Здесь связаны {bonds[0].Name}: {pairs[0]}, {pairs[1]}. В других парах связь другая.")
        {
            Demand = new TaskDemand(Rules: 2, Steps: 3, Load: bonds[0].Load + 1, Lures: 1),
        };
    }

    /// <param name="Name">What the two words are to each other.</param>
    /// <param name="Kin">Bonds of one kin are not offered against each other: a brick is also a part of a wall.</param>
    /// <param name="Load">1 where the bond is no thing to be seen.</param>
    /// <param name="Pairs">Pairs so bound.</param>
    private sealed record Bond(string Name, string Kin, int Load, Pair[] Pairs);

    private sealed record Pair(string First, string Second, string[] Lures)
    {
        public override string ToString() => $"{First} — {Second}";
    }
}
