namespace Diagnostics.Engine.Instruments.Generation;

/// <summary>
/// Columns of cubes on a square floor, none higher than the one behind it: then each column's top is seen, and the drawing allows one
/// building only.
/// </summary>
internal sealed class CubeStack
{
    private readonly int[,] _heights;

    private CubeStack(int[,] heights) => _heights = heights;

    public int Side => _heights.GetLength(0);

    public int Count => _heights.Cast<int>().Sum();

    /// <summary>Cubes none of whose faces is seen.</summary>
    public int Hidden => Cubes().Count(cube => cube.Z + 1 < _heights[cube.X, cube.Y] && Height(cube.X + 1, cube.Y) > cube.Z
        && Height(cube.X, cube.Y + 1) > cube.Z);

    public static CubeStack Drawn(SeededNumbers numbers, int side, int highest)
    {
        int[,] heights = new int[side, side];
        for (int x = 0; x < side; x++)
        {
            for (int y = 0; y < side; y++)
            {
                int most = Math.Min(x == 0 ? highest : heights[x - 1, y], y == 0 ? highest : heights[x, y - 1]);
                heights[x, y] = x + y == 0 ? highest : numbers.Between(Math.Max(0, most - 2), most);
            }
        }

        return new CubeStack(heights);
    }

    /// <summary>Height of a column; 0 beyond the floor.</summary>
    public int Height(int x, int y) => x < Side && y < Side ? _heights[x, y] : 0;

    /// <summary>Every cube, from the back to the front.</summary>
    public IEnumerable<(int X, int Y, int Z)> Cubes() =>
        from x in Enumerable.Range(0, Side)
        from y in Enumerable.Range(0, Side)
        from z in Enumerable.Range(0, _heights[x, y])
        select (x, y, z);
}
