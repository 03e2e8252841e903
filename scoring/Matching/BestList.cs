namespace Diagnostics.Scoring.Matching;

/// <summary>The best occupations met so far: r descending, then number (that is, code) ascending. Lives in the caller's memory.</summary>
/// <param name="best">Occupation numbers, [top].</param>
/// <param name="r">Their correlations, [top].</param>
internal ref struct BestList(Span<int> best, Span<double> r)
{
    private readonly Span<int> _best = best;
    private readonly Span<double> _r = r;

    /// <summary>How many are in the list.</summary>
    public int Count { get; set; }

    /// <summary>Offers an occupation; it is kept if it belongs to the best.</summary>
    public void Offer(int occupation, double r)
    {
        int place = Count;
        if (place < _best.Length)
        {
            Count++;
        }
        else if (!IsBefore(occupation, r, place - 1))
        {
            return;
        }
        else
        {
            place--;
        }

        for (; place > 0 && IsBefore(occupation, r, place - 1); place--)
        {
            _best[place] = _best[place - 1];
            _r[place] = _r[place - 1];
        }

        _best[place] = occupation;
        _r[place] = r;
    }

    private readonly bool IsBefore(int occupation, double r, int place) =>
        r > _r[place] || (r == _r[place] && occupation < _best[place]);
}
