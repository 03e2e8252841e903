using System.Collections.Immutable;

namespace Diagnostics.Engine.Instruments.Generation;

/// <summary>Nets of a cube with marks. Mistakes: neighbours are taken for opposites, the way round a corner is lost.</summary>
internal static class CubeNets
{
    private const double Square = 46;
    private const double Margin = 4;

    /// <summary>A net with four squares in a row: which mark comes opposite a given one, when the two do not stand in one line?</summary>
    public static GeneratedTask Opposite(SeededNumbers numbers) => Opposite(numbers, line: 4);

    /// <summary>The same of a net with other lines: without four squares in a row nothing but folding helps.</summary>
    public static GeneratedTask Opposite(SeededNumbers numbers, int line) => GeneratedTask.FirstOf(() =>
    {
        if (CubeNet.Drawn(numbers) is not { } net || net.LongestLine != line)
        {
            return null;
        }

        FaceMark[] marks = numbers.Shuffled(FaceMark.All);
        int asked = numbers.Between(0, 5);
        int right = CubeNet.Opposite(asked);
        if (net.AreInLine(asked, right))
        {
            return null;
        }

        return new GeneratedTask(
            $"Из развёртки сложили куб. Какой знак окажется на грани напротив знака «{marks[asked].Name}»?",
            Alone(marks[right]),
            [
                .. numbers.Shuffled(Enumerable.Range(0, 6).Where(face => face != asked && face != right)).Take(3)
                    .Select(face => Alone(marks[face])),
            ],
            $"Напротив друг друга: {Pairs(marks)}. Квадраты, которые стоят в одном ряду через один, всегда окажутся напротив.")
        {
            Picture = Drawn(net, marks),
            PictureText = InWords(net, marks),
            Demand = line == 4 ? new TaskDemand(Rules: 1, Steps: 2, Load: net.Apart(asked, right) > 3 ? 1 : 0, Lures: 1) : new TaskDemand(Rules: 2, Steps: 3, Load: net.Apart(asked, right) > 3 ? 2 : 1, Lures: 2),
        };
    });

    /// <summary>Any net: which of four cubes can be folded from it?</summary>
    public static GeneratedTask Folded(SeededNumbers numbers) => GeneratedTask.FirstOf(() =>
    {
        if (CubeNet.Drawn(numbers) is not { } net)
        {
            return null;
        }

        FaceMark[] marks = numbers.Shuffled(FaceMark.All);
        ImmutableArray<int>[] corners = numbers.Shuffled(
            Enumerable.Range(0, 8).Select(corner => CubeNet.Corner(corner >= 4, corner % 4 >= 2, corner % 2 == 1)));
        ImmutableArray<int> opposed = numbers.Shuffled([corners[3][0], corners[3][1], CubeNet.Opposite(corners[3][0])]).ToImmutableArray();
        Choice right = Cube(corners[0], marks, numbers);
        return new GeneratedTask(
            "Развёртку сложили в куб, знаки остались снаружи. Какой куб получился?",
            right,
            [Cube(Reversed(corners[1]), marks, numbers), Cube(Reversed(corners[2]), marks, numbers), Cube(opposed, marks, numbers)],
            $"Напротив друг друга: {Pairs(marks)} — такие знаки не видны вместе, а на одном из неверных кубов видны. "
                + $"На двух других неверных кубах знаки идут вокруг угла в обратную сторону. Верный порядок по часовой стрелке: "
                + $"{string.Join(", ", corners[0].Select(face => marks[face].Name))}.")
        {
            Picture = Drawn(net, marks),
            PictureText = InWords(net, marks),
            Demand = new TaskDemand(Rules: 3, Steps: 4, Load: net.LongestLine == 4 ? 0 : 1, Lures: 3),
        };
    });

    private static ImmutableArray<int> Reversed(ImmutableArray<int> corner) => [corner[0], corner[2], corner[1]];

    private static string Pairs(FaceMark[] marks) =>
        string.Join("; ", Enumerable.Range(0, 3).Select(pair => 2 * pair)
            .Select(face => $"{marks[face].Name} и {marks[CubeNet.Opposite(face)].Name}"));

    private static SvgElement Drawn(CubeNet net, FaceMark[] marks) => Shapes.Frame(
        ((net.Cells.Max(cell => cell.X) + 1) * Square) + (2 * Margin),
        ((net.Cells.Max(cell => cell.Y) + 1) * Square) + (2 * Margin),
        net.Cells.Select((cell, place) => marks[net.Faces[place]].On(Plane(cell))));

    private static FacePlane Plane((int X, int Y) cell) =>
        new((Margin + (cell.X * Square), Margin + (cell.Y * Square)), (Square, 0), (0, Square));

    private static string InWords(CubeNet net, FaceMark[] marks) => "Развёртка куба, ряды сверху вниз, места слева направо. "
        + string.Join("; ", net.Cells
            .Select((cell, place) => (cell, Mark: marks[net.Faces[place]].Name))
            .GroupBy(square => square.cell.Y)
            .Select(row => $"{row.Key + 1}-й ряд: "
                + string.Join(", ", row.Select(square => $"место {square.cell.X + 1} — {square.Mark}"))))
        + ".";

    private static Choice Alone(FaceMark mark) => new(
        char.ToUpperInvariant(mark.Name[0]) + mark.Name[1..],
        Shapes.Frame(Square + (2 * Margin), Square + (2 * Margin), [mark.On(Plane((0, 0)))]));

    /// <summary>A cube seen from its corner; which of the three faces is on top is drawn.</summary>
    private static Choice Cube(ImmutableArray<int> clockwise, FaceMark[] marks, SeededNumbers numbers)
    {
        const double Across = 50;
        const double Down = 29;
        const double Up = 58;
        int first = numbers.Between(0, 2);
        FaceMark[] seen = [.. Enumerable.Range(first, 3).Select(place => marks[clockwise[place % 3]])];
        (double X, double Y) near = (Margin + Across, Margin + (2 * Down));
        SvgElement[] faces =
        [
            seen[0].On(new FacePlane((Margin + Across, Margin), (Across, Down), (-Across, Down))),
            seen[1].On(new FacePlane(near, (Across, -Down), (0, Up))),
            seen[2].On(new FacePlane(near, (-Across, -Down), (0, Up))),
        ];
        return new Choice(
            $"Сверху {seen[0].Name}, справа {seen[1].Name}, слева {seen[2].Name}",
            Shapes.Frame((2 * Across) + (2 * Margin), (2 * Down) + Up + (2 * Margin), faces));
    }
}
