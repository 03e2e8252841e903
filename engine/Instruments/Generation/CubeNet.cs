using System.Collections.Immutable;

namespace Diagnostics.Engine.Instruments.Generation;

/// <summary>
/// Six squares that fold into a cube. It is found by rolling a cube over the squares: each square becomes the face the cube lies on.
/// </summary>
/// <param name="Cells">The squares.</param>
/// <param name="Faces">
/// Face of each square: 0 the one on the first square, 1 the one opposite, 2 north, 3 south, 4 east, 5 west (north is up in the drawing).
/// </param>
internal sealed record CubeNet(ImmutableArray<(int X, int Y)> Cells, ImmutableArray<int> Faces)
{
    /// <summary>Squares in one line at the longest.</summary>
    public int LongestLine => Math.Max(
        Cells.GroupBy(cell => cell.Y).Max(row => row.Count()), Cells.GroupBy(cell => cell.X).Max(column => column.Count()));

    public bool AreInLine(int face, int other)
    {
        ((int x, int y), (int otherX, int otherY)) = (Cells[Faces.IndexOf(face)], Cells[Faces.IndexOf(other)]);
        return x == otherX || y == otherY;
    }

    /// <summary>How many squares lie between two faces on the drawing, across and down together.</summary>
    public int Apart(int face, int other)
    {
        ((int x, int y), (int otherX, int otherY)) = (Cells[Faces.IndexOf(face)], Cells[Faces.IndexOf(other)]);
        return Math.Abs(x - otherX) + Math.Abs(y - otherY);
    }

    /// <summary>A figure of six squares that folds into a cube; null when the draw gave another one.</summary>
    public static CubeNet? Drawn(SeededNumbers numbers)
    {
        Polyomino figure = Polyomino.Grown(numbers, 6);
        Dictionary<(int X, int Y), int[]> rolled = new() { [figure.Cells[0]] = [0, 1, 2, 3, 4, 5] };
        Queue<(int X, int Y)> waiting = new(rolled.Keys);
        while (waiting.TryDequeue(out (int X, int Y) cell))
        {
            foreach ((int x, int y) in new[] { (1, 0), (-1, 0), (0, 1), (0, -1) })
            {
                (int X, int Y) next = (cell.X + x, cell.Y + y);
                if (figure.Cells.Contains(next) && rolled.TryAdd(next, Rolled(rolled[cell], x, y)))
                {
                    waiting.Enqueue(next);
                }
            }
        }

        ImmutableArray<int> faces = [.. figure.Cells.Select(cell => rolled[cell][0])];
        return faces.Distinct().Count() == 6 ? new CubeNet(figure.Cells, faces) : null;
    }

    /// <summary>Faces in pairs differ in the last bit only.</summary>
    public static int Opposite(int face) => face ^ 1;

    /// <summary>
    /// Three faces that meet, in clockwise order as one looks at their corner from outside. The cube is folded away from the viewer, so
    /// that what is drawn on the net is outside: face 0 looks at the viewer.
    /// </summary>
    public static ImmutableArray<int> Corner(bool far, bool north, bool east)
    {
        int[] faces = [far ? 1 : 0, north ? 2 : 3, east ? 4 : 5];
        return far ^ north ^ east ? [faces[0], faces[2], faces[1]] : [.. faces];
    }

    /// <summary>What lies where after a roll by one square, in the order of the faces' numbers.</summary>
    private static int[] Rolled(int[] lies, int x, int y) => (x, y) switch
    {
        (1, 0) => [lies[4], lies[5], lies[2], lies[3], lies[1], lies[0]],
        (-1, 0) => [lies[5], lies[4], lies[2], lies[3], lies[0], lies[1]],
        (0, 1) => [lies[3], lies[2], lies[0], lies[1], lies[4], lies[5]],
        _ => [lies[2], lies[3], lies[1], lies[0], lies[4], lies[5]],
    };
}
