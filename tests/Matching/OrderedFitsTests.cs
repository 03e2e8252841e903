using Diagnostics.Scoring.Matching;

namespace Diagnostics.Tests.Matching;

public sealed class OrderedFitsTests
{
    private static readonly DateOnly Day = new(2026, 9, 1);

    [Fact]
    public void No_demand_whatever_moves_an_occupation_across_bands_or_changes_a_fit()
    {
        RandomAtlas random = new(41);
        for (int round = 0; round < 50; round++)
        {
            Occupations atlas = random.NextAtlas(120);
            FitBands bands = Bands(atlas, round);
            DemandTable demand = DemandTable.Create("test", Day, "region", Enumerable.Range(0, atlas.Count)
                .Where(_ => random.Next(3) > 0)
                .Select(occupation => KeyValuePair.Create(atlas[occupation].Code, random.Next(5) * 1e6)));
            var ordered = OrderedFits.ByBandThenDemand(atlas, bands, demand);
            Assert.Equal(FitOrder.BandThenDemand, ordered.Order);
            Assert.Same(demand, ordered.Demand);
            Assert.Equal(bands.Fits.Length, ordered.Rows.Length);
            Assert.Equal(bands.Fits.Select(fit => fit.Band).Order(), ordered.Rows.Select(row => row.Fit.Band));
            Assert.Equal(bands.Fits.AsEnumerable(), ordered.Rows.Select(row => row.Fit).OrderBy(fit => fit.Rank));
            Assert.All(ordered.Rows.Zip(ordered.Rows.Skip(1)).Where(pair => pair.First.Fit.Band == pair.Second.Fit.Band), pair =>
            {
                bool isKnownFirst = double.IsNaN(pair.Second.Demand) || pair.First.Demand >= pair.Second.Demand;
                bool isTie = pair.First.Demand.Equals(pair.Second.Demand);
                Assert.True(isKnownFirst && (!isTie || pair.First.Fit.Rank < pair.Second.Fit.Rank));
            });
        }
    }

    [Fact]
    public void The_default_order_is_fit_and_demand_is_only_shown()
    {
        Occupations atlas = new RandomAtlas(42).NextAtlas(80);
        FitBands bands = Bands(atlas, 1);
        DemandTable demand = DemandTable.Create("test", Day, "region", [KeyValuePair.Create(atlas[bands.Fits[^1].Occupation].Code, 9.5)]);
        foreach (OrderedFits list in new[] { OrderedFits.ByFit(atlas, bands), OrderedFits.ByFit(atlas, bands, demand) })
        {
            Assert.Equal(FitOrder.Fit, list.Order);
            Assert.Equal(bands.Fits.AsEnumerable(), list.Rows.Select(row => row.Fit));
        }

        Assert.Equal(9.5, OrderedFits.ByFit(atlas, bands, demand).Rows[^1].Demand);
        Assert.True(double.IsNaN(OrderedFits.ByFit(atlas, bands).Rows[^1].Demand));
    }

    [Fact]
    public void A_demand_table_has_one_source_date_and_region_and_no_doubtful_number()
    {
        var demand = DemandTable.Create("survey", Day, "region", [KeyValuePair.Create("1", 2.5)]);
        Assert.Equal(("survey", Day, "region", 2.5), (demand.Source, demand.Date, demand.Region, demand.IndexOf("1")));
        Assert.True(double.IsNaN(demand.IndexOf("2")));
        Assert.Throws<ArgumentException>(() => DemandTable.Create("", Day, "region", []));
        Assert.Throws<ArgumentException>(() => DemandTable.Create("survey", Day, " ", []));
        Assert.Throws<ArgumentException>(() => DemandTable.Create("survey", Day, "region", [KeyValuePair.Create("1", double.NaN)]));
        Assert.Throws<ArgumentException>(
            () => DemandTable.Create("survey", Day, "region", [KeyValuePair.Create("1", 1.0), KeyValuePair.Create("1", 2.0)]));
    }

    private static FitBands Bands(Occupations atlas, int seed) => FitBands.Form(DrawnMatch.Raw(
        atlas, ProfileDraws.ByErrors([31, 8, 14, 25, 2, 19], [3, 3, 3, 3, 3, 3], 100, new Random(seed))));
}
