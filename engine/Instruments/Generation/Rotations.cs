using System.Collections.Immutable;

namespace Diagnostics.Engine.Instruments.Generation;

/// <summary>
/// Which figure is the shown one turned on the table? Mistakes: a mirror image is taken for a turn, a moved square is overlooked.
/// </summary>
internal static class Rotations
{
    private const double Square = 24;
    private const int Most = 5;

    /// <summary>Five squares; one mirror image and two changed figures.</summary>
    public static GeneratedTask Simple(SeededNumbers numbers) => Draw(numbers, squares: 5, mirrors: 1);

    /// <summary>Six squares; two mirror images and a changed figure.</summary>
    public static GeneratedTask Middle(SeededNumbers numbers) => Draw(numbers, squares: 6, mirrors: 2);

    /// <summary>Seven squares; two mirror images and a changed figure.</summary>
    public static GeneratedTask Hard(SeededNumbers numbers) => Draw(numbers, squares: 7, mirrors: 2);

    /// <summary>Eight squares; three mirror images.</summary>
    public static GeneratedTask Hardest(SeededNumbers numbers) => Draw(numbers, squares: 8, mirrors: 3);

    /// <summary>Nine squares; three mirror images.</summary>
    public static GeneratedTask OfNine(SeededNumbers numbers) => Draw(numbers, squares: 9, mirrors: 3);

    private static GeneratedTask Draw(SeededNumbers numbers, int squares, int mirrors) => GeneratedTask.FirstOf(() =>
    {
        Polyomino figure = Polyomino.Grown(numbers, squares);
        if (!figure.IsLopsided || figure.HasBlock || figure.Width > Most || figure.Height > Most)
        {
            return null;
        }

        List<Polyomino> wrong = [.. numbers.Shuffled(figure.Mirrored.Positions()).Take(mirrors)];
        while (wrong.Count < 3)
        {
            if (figure.WithOneMoved(numbers) is not { } changed || changed.Width > Most || changed.Height > Most
                || wrong.Append(figure).Any(other => IsSame(other, changed)))
            {
                return null;
            }

            wrong.Add(changed.Turned(numbers.Between(0, 3)));
        }

        int quarters = numbers.Between(1, 3);
        return new GeneratedTask(
            "Фигуру на рисунке повернули, не переворачивая другой стороной. Какая фигура получилась?",
            Offered(figure.Turned(quarters)),
            [.. numbers.Shuffled(wrong).Select(Offered)],
            $"Поверни фигуру на {quarters * 90}° по часовой стрелке: все квадраты совпадут. "
                + "Остальные фигуры — зеркальные или с переставленным квадратом: их поворотом не получить.")
        {
            Picture = Drawn(figure),
            PictureText = $"Фигура из квадратов: {InWords(figure)}.",
            Demand = new TaskDemand(Rules: mirrors > 1 ? 2 : 1, Steps: quarters == 2 ? 2 : 1, Load: squares - 5, Lures: mirrors),
        };
    });

    private static bool IsSame(Polyomino one, Polyomino other) =>
        one.Positions().Contains(other) || one.Mirrored.Positions().Contains(other);

    private static Choice Offered(Polyomino figure) => new($"Фигура: {InWords(figure)}", Drawn(figure));

    /// <summary>Rows from above with the squares' numbers from the left, so that the task can be done without seeing.</summary>
    private static string InWords(Polyomino figure) => string.Join("; ", figure.Cells
        .GroupBy(cell => cell.Y).Select(row => $"{row.Key + 1}-й ряд — {string.Join(", ", row.Select(cell => cell.X + 1))}"));

    /// <summary>Every figure in a frame of the same size, so that the size of a picture says nothing.</summary>
    private static SvgElement Drawn(Polyomino figure)
    {
        double left = (Most - figure.Width) * Square / 2;
        double top = (Most - figure.Height) * Square / 2;
        ImmutableArray<SvgElement> squares =
        [
            .. figure.Cells.Select(cell =>
                Shapes.Rectangle(4 + left + (cell.X * Square), 4 + top + (cell.Y * Square), Square, Square, 0.3, 3)),
        ];
        return Shapes.Frame(8 + (Most * Square), 8 + (Most * Square), squares);
    }
}
