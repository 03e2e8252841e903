namespace Diagnostics.Tests.Instruments.Generation;

/// <summary>
/// Reads the building from the drawing of its tops: on a line from the back corner to the front the tops follow one another downwards, so
/// the order gives the place and the place gives the height. The number of faces of each kind is the check.
/// </summary>
internal static class StackSolver
{
    public static int[] Solve(Seen seen)
    {
        (double X, double Y)[] edge = Seen.Points(Assert.Single(Seen.All(seen.Picture!, "polyline")));
        ((double X, double Y) left, (double X, double Y) front, (double X, double Y) right) = (edge[0], edge[1], edge[2]);
        const int Side = 3;
        double across = (right.X - left.X) / (2 * Side);
        double down = (front.Y - left.Y) / Side;
        (double X, double Y) back = (front.X, front.Y - (2 * Side * down));
        (double X, double Y)[][] faces = [.. Seen.All(seen.Picture!, "polygon").Select(Seen.Points)];
        (double X, double Y)[] tops = [.. faces.Where(IsTop).Select(Seen.Middle)];
        Assert.Equal(Side * Side, tops.Length);
        double up = faces.Where(face => !IsTop(face)).Select(face => face.Max(p => p.Y) - face.Min(p => p.Y) - down).First();
        int[,] heights = new int[Side, Side];
        foreach (IGrouping<int, (double X, double Y)> line in tops.GroupBy(top => (int)Math.Round((top.X - back.X) / across)))
        {
            (double X, double Y)[] fromBack = [.. line.OrderBy(top => top.Y)];
            Assert.Equal(Side - Math.Abs(line.Key), fromBack.Length);
            for (int place = 0; place < fromBack.Length; place++)
            {
                (int x, int y) = (place + Math.Max(0, line.Key), place + Math.Max(0, -line.Key));
                double lift = (back.Y + ((x + y + 1) * down) - fromBack[place].Y) / up;
                Assert.Equal(Math.Round(lift), lift, 3);
                heights[x, y] = (int)Math.Round(lift);
            }
        }

        int steps = Enumerable.Range(0, Side).Sum(row => heights[0, row] + heights[row, 0]);
        Assert.Equal(steps, faces.Count(face => !IsTop(face)));
        int count = heights.Cast<int>().Sum();
        bool isLack = seen.Text.Contains("добавить", StringComparison.Ordinal);
        return seen.WhereNumber(number => number == (isLack ? (Side * Side * seen.NumbersInText[^1]) - count : count));
    }

    /// <summary>A top is as wide as two sides and has no upright edge.</summary>
    private static bool IsTop((double X, double Y)[] face) => face.Select(point => Math.Round(point.X, 1)).Distinct().Count() == 3;
}
