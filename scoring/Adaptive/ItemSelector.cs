namespace Diagnostics.Scoring.Adaptive;

/// <summary>
/// Which item tells most at a θ. The same choice as <see cref="ScalarItemSelector"/>'s, except between items whose information differs by less
/// than 1e-12 of it. Allocates nothing.
/// </summary>
public static class ItemSelector
{
    /// <summary>The open item with the highest information; of equal ones the first.</summary>
    /// <param name="bank">The items.</param>
    /// <param name="theta">θ, finite.</param>
    /// <param name="closed">Which items may not be given, [items].</param>
    /// <returns>Its number, or −1 when all are closed.</returns>
    /// <exception cref="ArgumentException">There is not a mark for every item.</exception>
    public static int Best(AdaptiveBank bank, double theta, ReadOnlySpan<bool> closed)
    {
        SelectionShape.Check(bank, theta, closed);
        Span<double> information = stackalloc double[bank.Items.Length];
        bank.Information.At(theta, information);
        int best = -1;
        double most = -1;
        for (int item = 0; item < information.Length; item++)
        {
            if (information[item] > most && !closed[item])
            {
                (best, most) = (item, information[item]);
            }
        }

        return best;
    }

    /// <summary>The open items with the highest information, the highest first; of equal ones the first.</summary>
    /// <param name="bank">The items.</param>
    /// <param name="theta">θ, finite.</param>
    /// <param name="closed">Which items may not be given, [items].</param>
    /// <param name="best">Receives their numbers, as many as are asked for.</param>
    /// <returns>How many there are: fewer than asked for when fewer are open.</returns>
    /// <exception cref="ArgumentException">There is not a mark for every item.</exception>
    public static int Best(AdaptiveBank bank, double theta, ReadOnlySpan<bool> closed, Span<int> best)
    {
        SelectionShape.Check(bank, theta, closed);
        Span<double> information = stackalloc double[bank.Items.Length];
        bank.Information.At(theta, information);
        int found = 0;
        for (int item = 0; item < information.Length; item++)
        {
            if (closed[item] || (found == best.Length && !(information[item] > information[best[found - 1]])))
            {
                continue;
            }

            int place = found < best.Length ? found++ : found - 1;
            for (; place > 0 && information[item] > information[best[place - 1]]; place--)
            {
                best[place] = best[place - 1];
            }

            best[place] = item;
        }

        return found;
    }
}
