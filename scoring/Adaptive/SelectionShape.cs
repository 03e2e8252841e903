namespace Diagnostics.Scoring.Adaptive;

/// <summary>What both selectors demand of their arguments.</summary>
internal static class SelectionShape
{
    public static void Check(AdaptiveBank bank, double theta, ReadOnlySpan<bool> closed)
    {
        ArgumentNullException.ThrowIfNull(bank);
        if (!double.IsFinite(theta))
        {
            throw new ArgumentOutOfRangeException(nameof(theta), theta, "θ is not finite.");
        }

        if (closed.Length != bank.Items.Length)
        {
            throw new ArgumentException($"{closed.Length} marks for {bank.Items.Length} items.", nameof(closed));
        }
    }
}
