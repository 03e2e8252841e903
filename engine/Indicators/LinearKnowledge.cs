namespace Diagnostics.Engine.Indicators;

/// <summary>
/// What a reader knows of numbers that are not told, when sums of them are: a sparse system of linear equations, solved exactly (Gauss–Jordan over the integers modulo a prime of 31 bits: what
/// is fixed over the rationals is fixed there too, but for a chance of one in two thousand million). Pure.
/// </summary>
internal static class LinearKnowledge
{
    private const long Prime = 2_147_483_647;

    /// <summary>One known sum of unknown numbers.</summary>
    /// <param name="Terms">Unknown and its factor modulo the prime; each unknown once.</param>
    public sealed record Equation(IReadOnlyList<(int Unknown, long Factor)> Terms);

    /// <summary>Which unknowns have one value only.</summary>
    public static IReadOnlySet<int> Fixed(IEnumerable<Equation> equations)
    {
        (HashSet<int> found, List<Equation> left) = Peel(equations);
        foreach (SortedDictionary<int, long> row in Reduce(left, unknown => unknown))
        {
            if (row.Count == 1)
            {
                found.Add(row.First().Key);
            }
        }

        return found;
    }

    /// <summary>What the equations say of these unknowns alone, as independent equations.</summary>
    public static IReadOnlyList<Equation> Among(IEnumerable<Equation> equations, IReadOnlySet<int> these)
    {
        (HashSet<int> found, List<Equation> left) = Peel(equations);

        // The others are eliminated first: what is left has none of them.
        const int Behind = 1 << 30;
        IEnumerable<Equation> said = Reduce(left, unknown => these.Contains(unknown) ? unknown + Behind : unknown)
            .Where(row => row.First().Key >= Behind)
            .Select(row => new Equation([.. row.Select(term => (term.Key - Behind, term.Value))]));
        return [.. found.Where(these.Contains).Select(unknown => new Equation([(unknown, 1)])), .. said];
    }

    /// <summary>Whether these say anything that those do not.</summary>
    public static bool SayMore(IReadOnlyList<Equation> these, IReadOnlyList<Equation> those) =>
        Reduce([.. those, .. these], unknown => unknown).Count > Reduce(those, unknown => unknown).Count;

    /// <summary>Most unknowns follow one after the other from equations that have no other unknown left.</summary>
    private static (HashSet<int> Found, List<Equation> Left) Peel(IEnumerable<Equation> equations)
    {
        List<Equation> left = [.. equations];
        HashSet<int> found = [];
        while (true)
        {
            int before = found.Count;
            found.UnionWith(left.Where(equation => equation.Terms.Count == 1).Select(equation => equation.Terms[0].Unknown));
            if (found.Count == before)
            {
                return (found, [.. left.Where(equation => equation.Terms.Count > 1)]);
            }

            left = [.. left.Select(equation => equation.Terms.Any(term => found.Contains(term.Unknown)) ? new Equation([.. equation.Terms.Where(term => !found.Contains(term.Unknown))]) : equation)
                .Where(equation => equation.Terms.Count > 0)];
        }
    }

    /// <summary>Rows of the reduced echelon form by their columns; none is empty.</summary>
    private static List<SortedDictionary<int, long>> Reduce(IEnumerable<Equation> equations, Func<int, int> columnOf)
    {
        Dictionary<int, SortedDictionary<int, long>> byPivot = [];
        foreach (Equation equation in equations.OrderBy(equation => equation.Terms.Count))
        {
            SortedDictionary<int, long> row = [];
            foreach ((int unknown, long factor) in equation.Terms)
            {
                Add(row, columnOf(unknown), factor);
            }

            foreach (int column in row.Keys.Where(byPivot.ContainsKey).ToArray())
            {
                Subtract(row, byPivot[column], row[column]);
            }

            if (row.Count == 0)
            {
                continue;
            }

            int pivot = row.First().Key;
            Scale(row, Inverse(row[pivot]));
            foreach (SortedDictionary<int, long> known in byPivot.Values)
            {
                if (known.TryGetValue(pivot, out long factor))
                {
                    Subtract(known, row, factor);
                }
            }

            byPivot.Add(pivot, row);
        }

        return [.. byPivot.Values];
    }

    private static void Add(SortedDictionary<int, long> row, int column, long factor)
    {
        long sum = Modulo(row.GetValueOrDefault(column) + factor);
        if (sum == 0)
        {
            row.Remove(column);
        }
        else
        {
            row[column] = sum;
        }
    }

    private static void Subtract(SortedDictionary<int, long> row, SortedDictionary<int, long> other, long factor)
    {
        foreach ((int column, long value) in other)
        {
            Add(row, column, -(factor * value % Prime));
        }
    }

    private static void Scale(SortedDictionary<int, long> row, long factor)
    {
        foreach (int column in row.Keys.ToArray())
        {
            row[column] = row[column] * factor % Prime;
        }
    }

    private static long Modulo(long value) => ((value % Prime) + Prime) % Prime;

    /// <summary>By Fermat's little theorem.</summary>
    private static long Inverse(long value)
    {
        long result = 1;
        for (long exponent = Prime - 2, power = value; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) == 1)
            {
                result = result * power % Prime;
            }

            power = power * power % Prime;
        }

        return result;
    }
}
