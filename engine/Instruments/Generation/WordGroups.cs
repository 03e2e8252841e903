namespace Diagnostics.Engine.Instruments.Generation;

/// <summary>Three words of one group and one of another. Mistakes: what stands near, but is of the other group, is taken for one of the three.</summary>
internal static class WordGroups
{
    /// <summary>Two groups a row that lie near each other; words of other rows lie far away.</summary>
    private static readonly (Group First, Group Second)[] Near =
    [
        (new("хвойные деревья", ["ель", "сосна", "кедр", "пихта"]), new("лиственные деревья", ["берёза", "осина", "липа", "клён", "дуб"])),
        (new("птицы", ["воробей", "синица", "дятел", "сорока", "ворона"]), new("насекомые", ["бабочка", "стрекоза", "шмель", "пчела", "комар"])),
        (new("измерительные приборы", ["термометр", "линейка", "весы", "секундомер"]), new("инструменты для обработки дерева", ["пила", "рубанок", "стамеска", "топор"])),
        (new("струнные инструменты", ["скрипка", "виолончель", "балалайка", "гитара", "арфа"]), new("духовые инструменты", ["флейта", "труба", "кларнет", "саксофон"])),
        (new("злаки", ["пшеница", "рожь", "овёс", "ячмень"]), new("корнеплоды", ["морковь", "свёкла", "редис", "репа"])),
        (new("металлы", ["железо", "медь", "олово", "свинец", "цинк"]), new("горные породы", ["гранит", "мрамор", "базальт", "песчаник"])),
        (new("плоские фигуры", ["круг", "квадрат", "ромб", "трапеция"]), new("объёмные тела", ["шар", "куб", "конус", "цилиндр"])),
        (new("водоёмы и водотоки", ["озеро", "река", "ручей", "пруд"]), new("формы рельефа", ["холм", "гора", "овраг", "равнина"])),
        (new("водный транспорт", ["паром", "катер", "баржа", "теплоход"]), new("воздушный транспорт", ["самолёт", "вертолёт", "дирижабль", "планёр"])),
        (new("мебель", ["шкаф", "стол", "комод", "кровать"]), new("посуда", ["тарелка", "чашка", "миска", "кастрюля"])),
    ];

    /// <summary>The odd one has nothing to do with the three.</summary>
    public static GeneratedTask Far(SeededNumbers numbers)
    {
        (Group First, Group Second)[] rows = numbers.Shuffled(Near);
        return Draw(numbers, Either(numbers, rows[0]), Either(numbers, rows[1]), new TaskDemand(Rules: 1, Steps: 1, Load: 0, Lures: 0));
    }

    /// <summary>The odd one is of the neighbouring group.</summary>
    public static GeneratedTask Close(SeededNumbers numbers)
    {
        (Group first, Group second) = numbers.Pick(Near);
        (Group of, Group other) = numbers.Between(0, 1) == 0 ? (first, second) : (second, first);
        return Draw(numbers, of, other, new TaskDemand(Rules: 1, Steps: 1, Load: 1, Lures: 1));
    }

    private static Group Either(SeededNumbers numbers, (Group First, Group Second) row) => numbers.Between(0, 1) == 0 ? row.First : row.Second;

    private static GeneratedTask Draw(SeededNumbers numbers, Group of, Group other, TaskDemand demand)
    {
        string[] three = [.. numbers.Shuffled(of.Words).Take(3)];
        string odd = numbers.Pick(other.Words);
        return new GeneratedTask(
            "Три слова похожи по смыслу, одно — лишнее. Какое?",
            new Choice(odd),
            [.. three.Select(word => new Choice(word))],
            $"{char.ToUpperInvariant(three[0][0])}{three[0][1..]}, {three[1]} и {three[2]} — {of.Name}. Слово «{odd}» из другой группы: {other.Name}.")
        {
            Demand = demand,
        };
    }

    private sealed record Group(string Name, string[] Words);
}
