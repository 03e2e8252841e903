namespace Diagnostics.Scoring.Adaptive;

/// <summary>The definition of choosing, to be read; the oracle of <see cref="ItemSelector"/>.</summary>
public static class ScalarItemSelector
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
        int best = -1;
        double most = -1;
        for (int item = 0; item < closed.Length; item++)
        {
            if (!closed[item] && bank.Items[item].Information(theta) is var information && information > most)
            {
                (best, most) = (item, information);
            }
        }

        return best;
    }
}
