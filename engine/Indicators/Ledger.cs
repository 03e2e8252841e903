namespace Diagnostics.Engine.Indicators;

/// <summary>
/// Counts that are told, and sums that tie them together: what may be told so that nobody finds out a count that may not (complementary suppression). A count once kept back stays so.
/// For one thread.
/// </summary>
internal sealed class Ledger
{
    /// <summary>So many counts are tried before the nearest is taken.</summary>
    private const int MostTrials = 24;

    private readonly List<LedgerEntry> _entries = [];
    private readonly List<(int Whole, int[] Parts)> _sums = [];
    private readonly List<LinearKnowledge.Equation> _known = [];

    /// <summary>Adds a count.</summary>
    /// <returns>Its number.</returns>
    public int Add(LedgerEntry entry)
    {
        _entries.Add(entry);
        return _entries.Count - 1;
    }

    /// <summary>Whoever reads can add up: these parts make that whole.</summary>
    public void Sum(int whole, IEnumerable<int> parts) => _sums.Add((whole, [.. parts]));

    /// <summary>Parts whose whole everybody knows.</summary>
    public void SumToKnown(IEnumerable<int> parts) => _sums.Add((-1, [.. parts]));

    /// <summary>What is known of counts from elsewhere.</summary>
    public void Know(IEnumerable<LinearKnowledge.Equation> equations) => _known.AddRange(equations);

    public bool IsTold(int entry) => _entries[entry].Standing is LedgerStanding.Told or LedgerStanding.Open;

    /// <summary>Keeps back more and more until nothing that may not be told follows from what is.</summary>
    public void Protect()
    {
        while (TooSmallSum() || Found() || SaysTooMuch())
        {
        }

        if (Exposed().Any())
        {
            // Nothing near it is left to be kept back, so all is.
            while (Keep(Enumerable.Range(0, _entries.Count)))
            {
            }
        }

        Release();
    }

    /// <summary>What was kept back on the way may not have been needed in the end.</summary>
    private void Release()
    {
        foreach (int one in Enumerable.Range(0, _entries.Count).Where(one => _entries[one] is { IsMain: true, Standing: LedgerStanding.Withheld }).OrderByDescending(one => _entries[one].Count))
        {
            LedgerEntry before = _entries[one];
            _entries[one] = before with { Standing = LedgerStanding.Open };
            if (SmallSums().Any() || Exposed().Any() || SaidTooMuch().Any())
            {
                _entries[one] = before;
            }
        }
    }

    /// <summary>What is told here says of these counts, beside each other: for whoever tells parts of them. Unknowns are their places among these.</summary>
    public IReadOnlyList<LinearKnowledge.Equation> KnownOf(IReadOnlyList<int> entries)
    {
        Dictionary<int, int> outside = entries.Index().Where(one => !IsTold(one.Item)).ToDictionary(one => one.Item, one => one.Index);
        return outside.Count == 0
            ? []
            : [.. LinearKnowledge.Among(Equations(), outside.Keys.ToHashSet()).Select(equation => new LinearKnowledge.Equation([.. equation.Terms.Select(term => (outside[term.Unknown], term.Factor))]))];
    }

    /// <summary>Counts that are not told, together, may still be few: then one more is kept back with them.</summary>
    private bool TooSmallSum()
    {
        bool kept = false;
        foreach (int[] parts in SmallSums())
        {
            kept |= Keep(parts);
        }

        return kept;
    }

    private IEnumerable<int[]> SmallSums() =>
        from sum in _sums
        where sum.Whole < 0 || IsTold(sum.Whole)
        let hidden = sum.Parts.Where(part => !IsTold(part)).ToArray()
        where hidden.Any(IsSecret) && IsSmall(hidden, isWholeKnown: sum.Whole < 0)
        select sum.Parts;

    /// <summary>Whether counts that are not told are small together: few, all but few, or of few. Options of one question leave nobody over, so there only the first is asked.</summary>
    private bool IsSmall(int[] hidden, bool isWholeKnown)
    {
        LedgerEntry[] entries = [.. hidden.Select(one => _entries[one])];
        long count = entries.Sum(one => one.Count), size = entries.Sum(one => one.Size);
        return count < entries.Max(one => one.Least)
            || (!isWholeKnown && ((entries[0].HasRest && size - count < entries.Max(one => one.Least)) || size < entries.Max(one => one.LeastSize)));
    }

    private IEnumerable<int> Exposed() => LinearKnowledge.Fixed(Equations()).Where(IsSecret).Order();

    private bool Found()
    {
        bool kept = false;
        foreach (int secret in Exposed().ToArray())
        {
            int[][] alone = [.. SumsWith(secret).Where(sum => sum.Count(one => one >= 0 && !IsTold(one)) == 1)];
            kept |= alone.Length == 0 ? Hide(secret) : alone.Aggregate(false, (any, sum) => Keep(sum) || any);
        }

        return kept;
    }

    /// <summary>A count that follows from several sums together: the smallest that hides it when it is kept back as well, or the nearest where none does alone.</summary>
    private bool Hide(int secret)
    {
        if (!LinearKnowledge.Fixed(Equations()).Contains(secret))
        {
            return false;
        }

        foreach (int one in InOrder(Near(new HashSet<int> { secret })).Take(MostTrials))
        {
            LedgerEntry before = _entries[one];
            _entries[one] = before with { Standing = LedgerStanding.Withheld };
            if (!LinearKnowledge.Fixed(Equations()).Contains(secret))
            {
                return true;
            }

            _entries[one] = before;
        }

        return KeepNear(secret);
    }

    /// <summary>Parts may not say more of a whole that another table keeps back than that table does.</summary>
    private bool SaysTooMuch() => SaidTooMuch().Any(said => said.Terms.Any(term => KeepNear(term.Unknown)));

    private IReadOnlyList<LinearKnowledge.Equation> SaidTooMuch()
    {
        HashSet<int> wholes = [.. Enumerable.Range(0, _entries.Count).Where(entry => _entries[entry].Standing is LedgerStanding.KeptAbove)];
        LinearKnowledge.Equation[] known = [.. Known()];
        return wholes.Count == 0 ? [] : [.. LinearKnowledge.Among(Equations(), wholes).Where(said => LinearKnowledge.SayMore([said], known))];
    }

    /// <summary>Keeps back the smallest told count that stands in a sum with this one, or further away where there is none.</summary>
    private bool KeepNear(int entry)
    {
        HashSet<int> reached = [entry];
        while (true)
        {
            int[] near = Near(reached);
            if (Keep(near))
            {
                return true;
            }

            int before = reached.Count;
            reached.UnionWith(near.Where(one => !IsTold(one)));
            if (reached.Count == before)
            {
                return false;
            }
        }
    }

    private bool Keep(IEnumerable<int> among)
    {
        foreach (int next in InOrder(among))
        {
            _entries[next] = _entries[next] with { Standing = LedgerStanding.Withheld };
            return true;
        }

        return false;
    }

    /// <summary>Those that may be kept back, the smallest first.</summary>
    private IEnumerable<int> InOrder(IEnumerable<int> among) =>
        among.Where(one => one >= 0 && _entries[one].Standing is LedgerStanding.Open && _entries[one].Size > 0)
            .OrderBy(one => _entries[one].IsMain).ThenBy(one => _entries[one].Size).ThenBy(one => _entries[one].Count).ThenBy(one => one);

    private bool IsSecret(int entry) => _entries[entry].Standing is LedgerStanding.Secret;

    /// <summary>Every sum one of these stands in, a whole among its parts; −1 where it is known.</summary>
    private IEnumerable<int[]> SumsWith(int entry) => _sums.Where(sum => sum.Whole == entry || sum.Parts.Contains(entry)).Select(sum => (int[])[sum.Whole, .. sum.Parts]);

    private int[] Near(IReadOnlySet<int> entries) => [.. entries.SelectMany(SumsWith).SelectMany(sum => sum).Where(one => one >= 0).Distinct()];

    /// <summary>All that is known of counts that are not told; unknowns are entries.</summary>
    private List<LinearKnowledge.Equation> Equations()
    {
        List<LinearKnowledge.Equation> equations = [.. Known()];
        foreach ((int whole, int[] parts) in _sums)
        {
            List<(int, long)> terms = [.. parts.Where(part => !IsTold(part)).Select(part => (part, 1L))];
            if (whole >= 0 && !IsTold(whole))
            {
                terms.Add((whole, -1));
            }

            if (terms.Count > 0)
            {
                equations.Add(new LinearKnowledge.Equation(terms));
            }
        }

        return equations;
    }

    /// <summary>What is known from elsewhere, without what is told here.</summary>
    private IEnumerable<LinearKnowledge.Equation> Known() =>
        _known.Select(equation => new LinearKnowledge.Equation([.. equation.Terms.Where(term => !IsTold(term.Unknown))])).Where(equation => equation.Terms.Count > 0);
}

/// <summary>A count that may be told or not.</summary>
/// <param name="Count">How many; of a mean, of how many it is.</param>
/// <param name="Size">Of how many: the smaller goes first where one more has to be kept back.</param>
/// <param name="Least">Neither it nor what is left of its group may be smaller, alone or added to others.</param>
/// <param name="LeastSize">Nor may its group.</param>
/// <param name="HasRest">Whether those it leaves of its group are told with it: not of a mean.</param>
/// <param name="IsMain">Of a whole place: kept back last, and told again where it was kept back in vain.</param>
/// <param name="Standing">What may become of it here.</param>
internal sealed record LedgerEntry(long Count, long Size, long Least, long LeastSize, bool HasRest, bool IsMain, LedgerStanding Standing)
{
    public bool IsSmall => Count < Least || (HasRest && Size - Count < Least) || Size < LeastSize;
}

/// <summary>What becomes of a count.</summary>
internal enum LedgerStanding
{
    /// <summary>Told, and may be kept back where another needs it.</summary>
    Open,

    /// <summary>Told already, elsewhere.</summary>
    Told,

    /// <summary>Not told, without being a secret.</summary>
    Kept,

    /// <summary>Kept back so that a secret stays one.</summary>
    Withheld,

    /// <summary>Not told, and nobody may find it out.</summary>
    Secret,

    /// <summary>Not told by a table above: the parts may not say more of it.</summary>
    KeptAbove,
}
