namespace Diagnostics.Scoring.Keys;

/// <summary>What a scale's score is when some of its items were not answered. A property of the instrument.</summary>
public abstract record MissingRule
{
    private MissingRule()
    {
    }

    /// <summary>
    /// With m of k items answered the score is (k/m) × the answered sum when m ≥ ceil(<paramref name="Share"/>·k) and m &gt; 0,
    /// otherwise not available; the score is not rounded.
    /// </summary>
    /// <param name="Share">Least share of answered items, in (0, 1].</param>
    public sealed record Prorate(double Share) : MissingRule
    {
        /// <summary>
        /// The least number of answered items for a score: ceil(<see cref="Share"/>·k) in decimal arithmetic, so that 0.55·20 is 11.
        /// </summary>
        /// <param name="items">k, number of items of the scale.</param>
        /// <returns>1 .. k, or 0 for a scale without items.</returns>
        public int LeastAnswered(int items) => (int)Math.Ceiling((decimal)Share * items);
    }

    /// <summary>
    /// The score is the plain sum as long as at most <paramref name="Blanks"/> items of the whole key are blank and one of the scale's is
    /// answered; otherwise not available.
    /// </summary>
    /// <param name="Blanks">Largest allowed number of unanswered items over the whole key, not over the scale.</param>
    public sealed record Tolerate(int Blanks) : MissingRule;

    /// <summary>An item without an answer counts 0 points (right/wrong sections).</summary>
    public sealed record Zero : MissingRule;
}
