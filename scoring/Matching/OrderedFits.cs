using System.Collections.Immutable;

namespace Diagnostics.Scoring.Matching;

/// <summary>A list of occupations in a stated order, with demand beside the fit.</summary>
public sealed class OrderedFits
{
    private OrderedFits(FitOrder order, DemandTable? demand, ImmutableArray<OrderedFit> rows)
    {
        Order = order;
        Demand = demand;
        Rows = rows;
    }

    /// <summary>The order of <see cref="Rows"/>.</summary>
    public FitOrder Order { get; }

    /// <summary>Source, date and region of the demand; null when none was given.</summary>
    public DemandTable? Demand { get; }

    /// <summary>The list.</summary>
    public ImmutableArray<OrderedFit> Rows { get; }

    /// <summary>The default order: by fit alone. Demand, if there is any, is only shown.</summary>
    /// <param name="occupations">The atlas.</param>
    /// <param name="bands">The person's fits.</param>
    /// <param name="demand">Demand to show, or null.</param>
    /// <returns>The list.</returns>
    public static OrderedFits ByFit(Occupations occupations, FitBands bands, DemandTable? demand = null) =>
        new(FitOrder.Fit, demand, [.. Beside(occupations, bands, demand).OrderBy(row => row.Fit.Rank)]);

    /// <summary>The optional order: best band first, within a band most demand first and unknown demand last, then by fit.</summary>
    /// <param name="occupations">The atlas.</param>
    /// <param name="bands">The person's fits.</param>
    /// <param name="demand">The demand.</param>
    /// <returns>The list.</returns>
    public static OrderedFits ByBandThenDemand(Occupations occupations, FitBands bands, DemandTable demand)
    {
        ArgumentNullException.ThrowIfNull(demand);
        IEnumerable<OrderedFit> rows = Beside(occupations, bands, demand)
            .OrderBy(row => row.Fit.Band)
            .ThenBy(row => double.IsNaN(row.Demand))
            .ThenByDescending(row => row.Demand)
            .ThenBy(row => row.Fit.Rank);
        return new OrderedFits(FitOrder.BandThenDemand, demand, [.. rows]);
    }

    private static IEnumerable<OrderedFit> Beside(Occupations occupations, FitBands bands, DemandTable? demand)
    {
        ArgumentNullException.ThrowIfNull(occupations);
        ArgumentNullException.ThrowIfNull(bands);
        return bands.Fits.Select(fit => new OrderedFit(fit, demand?.IndexOf(occupations[fit.Occupation].Code) ?? double.NaN));
    }
}
