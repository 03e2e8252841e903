using Diagnostics.Engine.Instruments;

namespace Diagnostics.Tests.Instruments.Generation;

/// <summary>Compares the drawn squares under all eight ways to put a figure on the table, by their coordinates.</summary>
internal static class RotationSolver
{
    public static int[] Solve(Seen seen)
    {
        string[] turned = [.. Enumerable.Range(0, 4).Select(quarters => Cells(seen.Picture!, quarters, flipped: false))];
        string[] flipped = [.. Enumerable.Range(0, 4).Select(quarters => Cells(seen.Picture!, quarters, flipped: true))];
        Assert.Empty(turned.Intersect(flipped));
        return seen.Where(option => turned.Contains(Cells(option.Picture!, 0, flipped: false)));
    }

    /// <summary>The middles of the squares after turning the whole drawing, from its left upper corner, in units of a square.</summary>
    private static string Cells(SvgElement picture, int quarters, bool flipped)
    {
        (double X, double Y, double Side)[] squares =
        [
            .. Seen.All(picture, "rect").Select(square => (Seen.Value(square, "x"), Seen.Value(square, "y"), Seen.Value(square, "width"))),
        ];
        double side = squares[0].Side;
        (double X, double Y)[] middles = [.. squares.Select(square => Turn((square.X * (flipped ? -1 : 1), square.Y), quarters))];
        (double left, double top) = (middles.Min(middle => middle.X), middles.Min(middle => middle.Y));
        return string.Join(' ', middles
            .Select(middle => ((int)Math.Round((middle.X - left) / side), (int)Math.Round((middle.Y - top) / side))).Order());
    }

    private static (double X, double Y) Turn((double X, double Y) point, int quarters) =>
        quarters == 0 ? point : Turn((-point.Y, point.X), quarters - 1);
}
