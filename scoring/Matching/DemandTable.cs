using System.Collections.Frozen;

namespace Diagnostics.Scoring.Matching;

/// <summary>
/// Labour demand by occupation, from one source at one date for one region: only such numbers may be compared. It stands beside the fit and
/// never enters r or a band. Immutable.
/// </summary>
public sealed class DemandTable
{
    private readonly FrozenDictionary<string, double> _indices;

    private DemandTable(string source, DateOnly date, string region, FrozenDictionary<string, double> indices)
    {
        Source = source;
        Date = date;
        Region = region;
        _indices = indices;
    }

    /// <summary>Where the numbers come from.</summary>
    public string Source { get; }

    /// <summary>The day they describe.</summary>
    public DateOnly Date { get; }

    /// <summary>The region they describe.</summary>
    public string Region { get; }

    /// <summary>Makes a table.</summary>
    /// <param name="source">Where the numbers come from, not empty.</param>
    /// <param name="date">The day they describe.</param>
    /// <param name="region">The region they describe, not empty.</param>
    /// <param name="indices">Demand index by occupation code, finite, larger = more demand, in the source's unit.</param>
    /// <returns>The table.</returns>
    /// <exception cref="ArgumentException">Source or region is empty, a code repeats, or an index is not finite.</exception>
    public static DemandTable Create(string source, DateOnly date, string region, IEnumerable<KeyValuePair<string, double>> indices)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(source);
        ArgumentException.ThrowIfNullOrWhiteSpace(region);
        ArgumentNullException.ThrowIfNull(indices);
        Dictionary<string, double> known = new(StringComparer.Ordinal);
        foreach ((string code, double index) in indices)
        {
            if (!double.IsFinite(index) || !known.TryAdd(code, index))
            {
                throw new ArgumentException($"Demand for {code}: {index:R} is not finite or the code repeats.", nameof(indices));
            }
        }

        return new DemandTable(source, date, region, known.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>The demand index of an occupation.</summary>
    /// <param name="code">Its code.</param>
    /// <returns>The index; NaN = unknown.</returns>
    public double IndexOf(string code) => _indices.GetValueOrDefault(code, double.NaN);
}
