using Diagnostics.Scoring.Interests;

namespace Diagnostics.Engine.Groups;

/// <summary>Counts over the sessions of a group, added one by one or group to group. Not safe for several threads.</summary>
internal sealed class GroupTally
{
    /// <summary>The scales of interests, in the order of <see cref="InterestFacts.Raw"/>.</summary>
    public static IReadOnlyList<string> Scales { get; } = [.. HollandCode.Letters.Select(letter => letter.ToString())];

    private readonly double[] _sums = new double[HollandCode.Letters.Length];
    private readonly double[] _squares = new double[HollandCode.Letters.Length];
    private readonly SortedDictionary<(string Id, string Tier), int> _values = [];
    private readonly SortedDictionary<string, int> _leading = new(StringComparer.Ordinal);

    /// <summary>Sessions with interests.</summary>
    public int Interests { get; private set; }

    /// <summary>Of these, those where no sphere stands out.</summary>
    public int Even { get; private set; }

    /// <summary>Sessions with values.</summary>
    public int Values { get; private set; }

    /// <summary>Of these, those whose answers tell no values apart.</summary>
    public int ValuesEven { get; private set; }

    public static GroupTally Of(IEnumerable<GroupFacts> facts)
    {
        var tally = new GroupTally();
        foreach (GroupFacts one in facts)
        {
            tally.Add(one);
        }

        return tally;
    }

    public static GroupTally Of(IEnumerable<GroupTally> parts)
    {
        var tally = new GroupTally();
        foreach (GroupTally part in parts)
        {
            tally.Add(part);
        }

        return tally;
    }

    /// <summary>Sessions in which a sphere is among the first.</summary>
    public int Leading(string scale) => _leading.GetValueOrDefault(scale);

    /// <summary>Sessions in which a value stands in a tier.</summary>
    public int InTier(string value, string tier) => _values.GetValueOrDefault((value, tier));

    /// <summary>Mean of the points of a scale and its standard error, the sample's SD (n − 1) over √n; of comparable scales and two or more sessions only.</summary>
    public (double Mean, double Error) MeanOf(int scale)
    {
        double mean = _sums[scale] / Interests;
        double variance = Math.Max(0, (_squares[scale] - (Interests * mean * mean)) / (Interests - 1));
        return (mean, Math.Sqrt(variance / Interests));
    }

    private void Add(GroupFacts facts)
    {
        if (facts.Interests is { } interests)
        {
            Interests++;
            Even += interests.Leading.IsEmpty ? 1 : 0;
            foreach (string scale in interests.Leading)
            {
                _leading[scale] = Leading(scale) + 1;
            }

            for (int scale = 0; scale < _sums.Length; scale++)
            {
                _sums[scale] += interests.Raw[scale];
                _squares[scale] += interests.Raw[scale] * interests.Raw[scale];
            }
        }

        if (facts.Values is { } values)
        {
            Values++;
            ValuesEven += values.IsEmpty ? 1 : 0;
            foreach ((string value, string tier) in values)
            {
                _values[(value, tier)] = InTier(value, tier) + 1;
            }
        }
    }

    private void Add(GroupTally part)
    {
        Interests += part.Interests;
        Even += part.Even;
        Values += part.Values;
        ValuesEven += part.ValuesEven;
        for (int scale = 0; scale < _sums.Length; scale++)
        {
            _sums[scale] += part._sums[scale];
            _squares[scale] += part._squares[scale];
        }

        foreach ((string scale, int count) in part._leading)
        {
            _leading[scale] = Leading(scale) + count;
        }

        foreach (((string value, string tier), int count) in part._values)
        {
            _values[(value, tier)] = InTier(value, tier) + count;
        }
    }
}
