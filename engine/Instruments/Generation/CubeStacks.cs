namespace Diagnostics.Engine.Instruments.Generation;

/// <summary>How many cubes? Mistakes: only what is seen is counted, one cube is missed or counted twice.</summary>
internal static class CubeStacks
{
    private const int Side = 3;
    private const double Across = 30;
    private const double Down = 17;
    private const double Up = 34;
    private const double Margin = 6;

    /// <summary>A building up to three high: count its cubes.</summary>
    public static GeneratedTask Count(SeededNumbers numbers) => Count(numbers, highest: 3, least: 11, most: 18);

    /// <summary>The same of lower and higher buildings.</summary>
    public static GeneratedTask Count(SeededNumbers numbers, int highest, int least, int most) => GeneratedTask.FirstOf(() =>
    {
        CubeStack stack = CubeStack.Drawn(numbers, Side, highest);
        return stack.Count < least || stack.Count > most || stack.Hidden < 2
            ? null
            : Drawn(stack, GeneratedTask.OfNumbers(
                "На площадке 3 × 3 стоят столбики из кубиков, пустот внутри нет. Сколько всего кубиков?",
                stack.Count,
                [stack.Count - stack.Hidden, stack.Count - 1, stack.Count + 1],
                $"Сложи высоты столбиков, ряд за рядом от дальнего угла: {InWords(stack)}. "
                    + $"Всего {stack.Count}; не видно совсем: {stack.Hidden}."))
                .Demanding(new TaskDemand(Rules: 0, Steps: 2, Load: Math.Min(3, stack.Hidden / 2) + highest - 2, Lures: 2));
    });

    /// <summary>A building up to four high: what lacks to a full block? Mistakes: as before, or what is there is the answer.</summary>
    public static GeneratedTask Complete(SeededNumbers numbers) => Complete(numbers, highest: 4, least: 14, most: 24);

    /// <summary>The same of another height.</summary>
    public static GeneratedTask Complete(SeededNumbers numbers, int highest, int least, int most) => GeneratedTask.FirstOf(() =>
    {
        CubeStack stack = CubeStack.Drawn(numbers, Side, highest);
        int whole = Side * Side * highest;
        return stack.Count < least || stack.Count > most || stack.Hidden < 2
            ? null
            : Drawn(stack, GeneratedTask.OfNumbers(
                "На площадке 3 × 3 стоят столбики из кубиков, пустот внутри нет. "
                    + $"Сколько кубиков добавить, чтобы получился сплошной блок 3 × 3 высотой {highest}?",
                whole - stack.Count,
                [stack.Count, whole - stack.Count + stack.Hidden, whole - stack.Count + 1],
                $"В полном блоке 3 × 3 × {highest} = {whole} кубиков. Есть: {InWords(stack)} — всего {stack.Count}. "
                    + $"Не хватает {whole} − {stack.Count} = {whole - stack.Count}."))
                .Demanding(new TaskDemand(Rules: 1, Steps: 3, Load: Math.Min(3, stack.Hidden / 2) + (highest - 4), Lures: 2));
    });

    private static string InWords(CubeStack stack) => string.Join("; ", Enumerable.Range(0, Side)
        .Select(x => string.Join(" + ", Enumerable.Range(0, Side).Select(y => stack.Height(x, y)))));

    private static GeneratedTask? Drawn(CubeStack stack, GeneratedTask? task)
    {
        if (task is null)
        {
            return null;
        }

        int highest = stack.Height(0, 0);
        SvgElement picture = Shapes.Frame(
            (2 * Side * Across) + (2 * Margin),
            (2 * Side * Down) + (highest * Up) + (2 * Margin),
            [Edge(highest), .. FreeFloor(stack, highest), .. Faces(stack, highest)]);
        return task with
        {
            Picture = picture,
            PictureText = $"Высоты столбиков, ряд за рядом от дальнего угла: "
                + $"{InWords(stack).Replace(" + ", ", ", StringComparison.Ordinal)}.",
        };
    }

    /// <summary>The near edge of the floor, from the left corner over the front one to the right one.</summary>
    private static SvgElement Edge(int highest) =>
        Shapes.Polyline([Point(0, Side, 0, highest), Point(Side, Side, 0, highest), Point(Side, 0, 0, highest)], 2);

    private static IEnumerable<SvgElement> FreeFloor(CubeStack stack, int highest) =>
        from x in Enumerable.Range(0, Side)
        from y in Enumerable.Range(0, Side)
        where stack.Height(x, y) == 0
        select Top(x, y, 0, highest, density: 0, line: 1);

    /// <summary>The faces that are seen, and only those: nothing has to cover anything, so no colour of the page is needed.</summary>
    private static IEnumerable<SvgElement> Faces(CubeStack stack, int highest)
    {
        foreach ((int x, int y, int z) in stack.Cubes())
        {
            if (stack.Height(x, y) == z + 1)
            {
                yield return Top(x, y, z + 1, highest, density: 0.08, line: 2);
            }

            if (stack.Height(x, y + 1) <= z)
            {
                yield return Shapes.Polygon(
                    [
                        Point(x, y + 1, z, highest), Point(x + 1, y + 1, z, highest), Point(x + 1, y + 1, z + 1, highest),
                        Point(x, y + 1, z + 1, highest),
                    ],
                    0.3,
                    2);
            }

            if (stack.Height(x + 1, y) <= z)
            {
                yield return Shapes.Polygon(
                    [
                        Point(x + 1, y, z, highest), Point(x + 1, y + 1, z, highest), Point(x + 1, y + 1, z + 1, highest),
                        Point(x + 1, y, z + 1, highest),
                    ],
                    0.55,
                    2);
            }
        }
    }

    private static SvgElement Top(int x, int y, int z, int highest, double density, double line) => Shapes.Polygon(
        [Point(x, y, z, highest), Point(x + 1, y, z, highest), Point(x + 1, y + 1, z, highest), Point(x, y + 1, z, highest)],
        density,
        line);

    private static (double X, double Y) Point(int x, int y, int z, int highest) =>
        (Margin + ((x - y + Side) * Across), Margin + ((x + y) * Down) + ((highest - z) * Up));
}
