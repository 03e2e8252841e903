using System.Collections.Immutable;

namespace Diagnostics.Engine.Instruments.Generation;

/// <summary>Wheels that turn each other. Mistakes: the direction is counted wrong, the ratio is turned round.</summary>
internal static class GearTrains
{
    private const double Margin = 12;

    /// <summary>A row of four wheels: which way does the last one turn, and faster or slower?</summary>
    public static GeneratedTask Direction(SeededNumbers numbers) => Direction(numbers, count: 4);

    /// <summary>The same of a row of any length.</summary>
    public static GeneratedTask Direction(SeededNumbers numbers, int count) => GeneratedTask.FirstOf(() =>
    {
        ImmutableArray<Gear> gears = Chain(numbers, count, [8, 10, 12, 14, 16], mostBend: 0.25);
        bool clockwise = numbers.Between(0, 1) == 1;
        if (Math.Abs(gears[0].Teeth - gears[^1].Teeth) < 4 || !IsClear(gears))
        {
            return null;
        }

        bool lastClockwise = clockwise == (gears.Length % 2 == 1);
        bool faster = gears[^1].Teeth < gears[0].Teeth;
        return new GeneratedTask(
            "Закрашенное колесо крутят по стрелке. Как будет вращаться колесо с точкой?",
            Offered(lastClockwise, faster),
            [Offered(!lastClockwise, faster), Offered(lastClockwise, !faster), Offered(!lastClockwise, !faster)],
            $"Соседние колёса вращаются в разные стороны, а колёса через одно — в одну. Колесо с точкой — {gears.Length}-е, значит, "
                + $"{Way(lastClockwise)}. У него {(faster ? "меньше" : "больше")} зубьев, значит, оно вращается {Speed(faster)}.")
        {
            Picture = Drawn(gears, clockwise),
            PictureText = InWords(gears, clockwise),
            Demand = new TaskDemand(Rules: count == 2 ? 1 : 2, Steps: Math.Max(1, count - 2), Load: 0, Lures: 2),
        };

        static Choice Offered(bool clockwise, bool faster) =>
            new($"{(clockwise ? "По часовой стрелке" : "Против часовой стрелки")}, {Speed(faster)} закрашенного");
    });

    private static string Counted(int turns)
    {
        bool isTeen = turns % 100 is 11 or 12 or 13 or 14;
        return (turns % 10) switch
        {
            1 when !isTeen => "оборот",
            2 or 3 or 4 when !isTeen => "оборота",
            _ => "оборотов",
        };
    }

    /// <summary>A bent row of five wheels: how many turns does the last one make, and which way?</summary>
    public static GeneratedTask Turns(SeededNumbers numbers) => Turns(numbers, count: 5);

    /// <summary>The same of a row of any length.</summary>
    public static GeneratedTask Turns(SeededNumbers numbers, int count) => GeneratedTask.FirstOf(() =>
    {
        ImmutableArray<Gear> gears = Chain(numbers, count, [8, 12, 16], mostBend: 1);
        bool clockwise = numbers.Between(0, 1) == 1;
        (int first, int last) = (gears[0].Teeth, gears[^1].Teeth);
        if (first % last == 0 || last % first == 0 || !IsClear(gears))
        {
            return null;
        }

        // All counts are multiples of 4, so both the right ratio and the one turned round give whole turns.
        int turns = first / 4 * (last / 4);
        int right = turns * first / last;
        int swapped = turns * last / first;
        bool lastClockwise = clockwise == (gears.Length % 2 == 1);
        return new GeneratedTask(
            $"У закрашенного колеса зубьев {first}, у колеса с точкой — {last}. Закрашенное сделало {turns} {Counted(turns)} по стрелке. "
                + "Сколько оборотов сделало колесо с точкой и в какую сторону?",
            Offered(right, lastClockwise),
            [Offered(swapped, lastClockwise), Offered(right, !lastClockwise), Offered(swapped, !lastClockwise)],
            $"Через каждое касание проходит поровну зубьев: {turns} × {first} = {turns * first}, и {turns * first} : {last} = {right}. "
                + $"Колёс {gears.Length}, соседние вращаются в разные стороны, поэтому последнее — {Way(lastClockwise)}.")
        {
            Picture = Drawn(gears, clockwise),
            PictureText = InWords(gears, clockwise),
            Demand = new TaskDemand(Rules: 3, Steps: count - 2, Load: Math.Abs(first - last) > 4 ? 0 : 1, Lures: 3),
        };

        static Choice Offered(int turns, bool clockwise) => new($"Оборотов: {turns}, {Way(clockwise)}");
    });

    private static string Way(bool clockwise) => clockwise ? "по часовой стрелке" : "против часовой стрелки";

    private static string Speed(bool faster) => faster ? "быстрее" : "медленнее";

    private static string InWords(ImmutableArray<Gear> gears, bool clockwise) =>
        $"Цепочка зубчатых колёс, каждое касается следующего. "
        + $"Число зубьев по порядку: {string.Join(", ", gears.Select(gear => gear.Teeth))}. "
        + $"Первое закрашено, стрелка на нём — {Way(clockwise)}. На последнем стоит точка.";

    private static ImmutableArray<Gear> Chain(SeededNumbers numbers, int count, int[] teeth, double mostBend)
    {
        List<Gear> gears = [new Gear((0, 0), numbers.Pick(teeth), 0)];
        while (gears.Count < count)
        {
            double direction = numbers.Between(-100, 100) / 100.0 * mostBend;
            gears.Add(gears[^1].Meshed(numbers.Pick(teeth), direction));
        }

        return [.. gears];
    }

    /// <summary>Whether wheels that do not touch are clearly apart.</summary>
    private static bool IsClear(ImmutableArray<Gear> gears) =>
        (from one in Enumerable.Range(0, gears.Length)
         from other in Enumerable.Range(one + 2, Math.Max(0, gears.Length - one - 2))
         select gears[one].DistanceTo(gears[other]) - gears[one].Radius - gears[other].Radius).All(gap => gap > 16);

    private static SvgElement Drawn(ImmutableArray<Gear> gears, bool clockwise)
    {
        double left = gears.Min(gear => gear.Centre.X - gear.Radius) - Margin;
        double top = gears.Min(gear => gear.Centre.Y - gear.Radius) - Margin;
        ImmutableArray<Gear> placed = [.. gears.Select(gear => gear with { Centre = (gear.Centre.X - left, gear.Centre.Y - top) })];
        return Shapes.Frame(
            placed.Max(gear => gear.Centre.X + gear.Radius) + Margin,
            placed.Max(gear => gear.Centre.Y + gear.Radius) + Margin,
            [.. placed.SelectMany((gear, place) => Wheel(gear, isFirst: place == 0)), .. Arrow(placed[0], clockwise), Dot(placed[^1])]);
    }

    private static IEnumerable<SvgElement> Wheel(Gear gear, bool isFirst) =>
        [Shapes.Polygon(gear.Outline(), isFirst ? 0.3 : 0, 2), Shapes.Circle(gear.Centre, 3, 0, 2)];

    private static SvgElement Dot(Gear gear) => Shapes.Circle(gear.At(gear.Radius * 0.55, -Math.PI / 2), 4.5, 1, 0);

    /// <summary>Three quarters of a circle with a head at its end; on a screen growing angles run clockwise.</summary>
    private static IEnumerable<SvgElement> Arrow(Gear gear, bool clockwise)
    {
        const int Pieces = 18;
        double radius = gear.Radius * 0.6;
        double sign = clockwise ? 1 : -1;
        double AngleAt(double part) => (-Math.PI / 2) + (sign * ((part * 1.4 * Math.PI) - (0.7 * Math.PI)));
        yield return Shapes.Polyline(Enumerable.Range(0, Pieces + 1).Select(piece => gear.At(radius, AngleAt(piece / (double)Pieces))), 3);
        double end = AngleAt(1);
        double length = sign * 9 / radius;
        yield return Shapes.Polygon(
            [gear.At(radius, end + length), gear.At(radius + 6.5, end - (length * 0.1)), gear.At(radius - 6.5, end - (length * 0.1))],
            1,
            0);
    }
}
