using Diagnostics.Scoring.Moments;

namespace Diagnostics.Tests.Moments;

public sealed class FalseDiscoveryTests
{
    /// <summary>The example of Benjamini and Hochberg (1995, section 4†): fifteen tests, of which four are found at .05.</summary>
    [Fact]
    public void The_authors_example()
    {
        double[] probabilities = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000];
        double[] adjusted = [.. FalseDiscovery.Adjusted(probabilities)];
        Assert.Equal(4, adjusted.Count(p => p <= 0.05));
        Assert.Equal(0.0015, adjusted[0], 1e-12);
        Assert.Equal(0.0095 * 15 / 4, adjusted[3], 1e-12);

        // p·m/rank would be .0645 for the sixth… and .0639 for the seventh: none is larger than one behind it.
        Assert.Equal(0.0298 * 15 / 7, adjusted[5], 1e-12);
        Assert.Equal(1, adjusted[^1]);
    }

    [Fact]
    public void The_order_is_kept_and_what_was_no_test_does_not_count()
    {
        double[] adjusted = [.. FalseDiscovery.Adjusted([0.04, double.NaN, 0.01, 0.9])];
        Assert.Equal(0.06, adjusted[0], 1e-12);
        Assert.True(double.IsNaN(adjusted[1]));
        Assert.Equal(0.03, adjusted[2], 1e-12);
        Assert.Equal(0.9, adjusted[3], 1e-12);
        Assert.Empty(FalseDiscovery.Adjusted([]));
    }
}
