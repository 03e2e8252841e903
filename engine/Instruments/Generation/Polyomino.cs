using System.Collections.Immutable;

namespace Diagnostics.Engine.Instruments.Generation;

/// <summary>A figure of squares, moved to the corner and in reading order; two are equal when they cover the same squares.</summary>
internal sealed class Polyomino : IEquatable<Polyomino>
{
    private Polyomino(IEnumerable<(int X, int Y)> cells)
    {
        (int X, int Y)[] all = [.. cells];
        int left = all.Min(cell => cell.X);
        int top = all.Min(cell => cell.Y);
        Cells = [.. all.Select(cell => (cell.X - left, cell.Y - top)).OrderBy(cell => cell.Item2).ThenBy(cell => cell.Item1)];
    }

    public ImmutableArray<(int X, int Y)> Cells { get; }

    public int Width => Cells.Max(cell => cell.X) + 1;

    public int Height => Cells.Max(cell => cell.Y) + 1;

    /// <summary>The same figure turned over.</summary>
    public Polyomino Mirrored => new(Cells.Select(cell => (-cell.X, cell.Y)));

    /// <summary>Whether its eight positions all differ: then a turned figure is never its own mirror image.</summary>
    public bool IsLopsided => Positions().Concat(Mirrored.Positions()).Distinct().Count() == 8;

    /// <summary>Whether four squares form a larger one: such figures are harder to tell from their mirror images than to turn.</summary>
    public bool HasBlock => Cells.Any(cell =>
        Cells.Contains((cell.X + 1, cell.Y)) && Cells.Contains((cell.X, cell.Y + 1)) && Cells.Contains((cell.X + 1, cell.Y + 1)));

    public static Polyomino Grown(SeededNumbers numbers, int size)
    {
        List<(int X, int Y)> cells = [(0, 0)];
        while (cells.Count < size)
        {
            (int X, int Y) next = numbers.Pick(Around(numbers.Pick(cells)));
            if (!cells.Contains(next))
            {
                cells.Add(next);
            }
        }

        return new Polyomino(cells);
    }

    public Polyomino Turned(int quarters) =>
        quarters == 0 ? this : new Polyomino(Cells.Select(cell => (-cell.Y, cell.X))).Turned(quarters - 1);

    /// <summary>The four positions a figure has on the table.</summary>
    public IEnumerable<Polyomino> Positions() => Enumerable.Range(0, 4).Select(Turned);

    /// <summary>The figure with one square put elsewhere, still in one piece; null when the draw did not give one.</summary>
    public Polyomino? WithOneMoved(SeededNumbers numbers)
    {
        (int X, int Y)[] kept = [.. Cells.Remove(numbers.Pick(Cells))];
        (int X, int Y) added = numbers.Pick(Around(numbers.Pick(kept)));
        return kept.Contains(added) || !IsOnePiece([.. kept, added]) ? null : new Polyomino([.. kept, added]);
    }

    public bool Equals(Polyomino? other) => other is not null && Cells.SequenceEqual(other.Cells);

    public override bool Equals(object? other) => Equals(other as Polyomino);

    public override int GetHashCode() => Cells.Aggregate(17, HashCode.Combine);

    private static (int X, int Y)[] Around((int X, int Y) cell) =>
        [(cell.X + 1, cell.Y), (cell.X - 1, cell.Y), (cell.X, cell.Y + 1), (cell.X, cell.Y - 1)];

    private static bool IsOnePiece((int X, int Y)[] cells)
    {
        HashSet<(int X, int Y)> reached = [cells[0]];
        while (cells.FirstOrDefault(cell => !reached.Contains(cell) && Around(cell).Any(reached.Contains), (X: int.MaxValue, Y: 0)) is var next
            && next.X != int.MaxValue)
        {
            reached.Add(next);
        }

        return reached.Count == cells.Length;
    }
}
