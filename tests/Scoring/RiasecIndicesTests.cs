using Diagnostics.Scoring.Interests;
using Diagnostics.Scoring.Scales;
using Diagnostics.Tests.Reference;

namespace Diagnostics.Tests.Scoring;

public sealed class RiasecIndicesTests
{
    [Fact]
    public void The_edge_cases_agree_with_the_reference()
    {
        ReferenceTable edges = ReferenceTable.Read(ReferenceTable.FreePath("edge_riasec.ref.csv"));
        Assert.Equal(8, edges.Rows);
        for (int row = 0; row < edges.Rows; row++)
        {
            int at = row;
            double[] scores = [.. HollandCode.Letters.Select(letter => edges.Number(at, $"raw_{letter}"))];
            RiasecIndices indices = RiasecIndices.Of(scores);
            Assert.Equal(edges.Text(row, "code3"), indices.Code3);
            Assert.Equal(edges.Number(row, "tie_in_top3"), indices.TieInTop3 ? 1 : 0);
            foreach ((string column, double actual) in Numbers(indices))
            {
                Agreement.Relative(edges.Number(row, column), actual, 1e-10, $"case {edges.Text(row, "case")}, {column}");
            }
        }
    }

    [Fact]
    public void Any_score_not_available_makes_all_indices_not_available()
    {
        RiasecIndices indices = RiasecIndices.Of([1, 2, 3, double.NaN, 5, 6]);
        Assert.False(indices.IsAvailable);
        Assert.Equal("", indices.Code3);
        Assert.All(Numbers(indices), number => Assert.True(double.IsNaN(number.Value), number.Column));
        Assert.Equal("", HollandCode.Alternatives([1, 2, 3, double.NaN, 5, 6]));
        Assert.Throws<ArgumentException>(() => RiasecIndices.Of([1, 2, 3]));
    }

    [Theory]
    [InlineData("RI(A/S)", 9, 8, 7, 7, 1, 0)]
    [InlineData("(R/I)A", 9, 9, 7, 6, 1, 0)]
    [InlineData("R(I/A/S)", 9, 7, 7, 7, 1, 0)]
    [InlineData("(R/I/A/S/E/C)", 5, 5, 5, 5, 5, 5)]
    [InlineData("CES", 1, 2, 3, 4, 5, 6)]
    [InlineData("S(I/C)", 12, 25, 24, 31, 8, 25)]
    public void A_code_names_a_letter_only_where_its_rank_is_clear(
        string expected, double r, double i, double a, double s, double e, double c) =>
        Assert.Equal(expected, HollandCode.Alternatives([r, i, a, s, e, c]));

    [Fact]
    public void With_bands_a_group_is_everything_indistinguishable_from_its_highest()
    {
        // Joint limit 4.38: 38 and 36 go together; of the rest 30, 28 and 26 do; 20 is alone and not needed.
        Assert.Equal("(R/I)(A/S/E)", HollandCode.Alternatives([.. new double[] { 38, 36, 30, 28, 26, 20 }.Select(Banded)]));
        Assert.Equal("RIA", HollandCode.Alternatives([.. new double[] { 40, 35, 30, 25, 20, 15 }.Select(Banded)]));
    }

    [Fact]
    public void A_profile_whose_opposites_are_equal_points_nowhere_also_when_rounding_leaves_a_little()
    {
        // 10/9 of 19 and of 5 points: prorated scores whose differences are 0 only in exact arithmetic.
        double high = 10 * 19.0 / 9;
        double low = 10 * 5.0 / 9;
        var indices = RiasecIndices.Of([20, high, low, 20, high, low]);
        Assert.Equal((0, 0, 0), (indices.ThingsPeople, indices.DataIdeas, indices.Radius));
        Assert.Equal(double.NaN, indices.AngleDegrees);
        Assert.True(indices.ProfileVariance > 0);
        Assert.Equal(0, RiasecIndices.Of([20, high, low, 19, high, low]).DataIdeas);
    }

    private static BandedScore Banded(double raw) => new(new ScaleScore("s", raw, 10, 0, 10, 0, 40), 0.5, 1.96 * 0.5 * Math.Sqrt(10));

    private static (string Column, double Value)[] Numbers(RiasecIndices indices) =>
    [
        ("diff_holland", indices.HollandDifferentiation), ("diff_top3", indices.Top3Differentiation),
        ("iachan_L1", indices.IachanL1), ("iachan_L2", indices.IachanL2), ("DI3_holland_pkg", indices.Di3),
        ("profile_sd_pop", indices.ProfileSd), ("profile_var_pop", indices.ProfileVariance),
        ("elevation_sum", indices.ElevationSum), ("elevation_mean", indices.ElevationMean),
        ("consistency_hexdist", indices.HexagonDistance), ("consistency_3to1", indices.Consistency),
        ("prediger_TP", indices.ThingsPeople), ("prediger_DI_173", indices.DataIdeas173), ("prediger_DI_sqrt3", indices.DataIdeas),
        ("prediger_angle_deg", indices.AngleDegrees), ("prediger_radius", indices.Radius),
    ];
}
