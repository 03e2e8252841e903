using Diagnostics.Engine;
using Diagnostics.Engine.Monitoring;

namespace Diagnostics.Tests.Monitoring;

/// <summary>What is asked for waits in its order, and a region has one run at a time.</summary>
public sealed class AskedRunsTests
{
    private static readonly AskedReading First = new("one", "tester");

    private readonly AskedRuns<AskedReading, ReadingProgress> _runs = new(share => new ReadingProgress(share, HasFailed: false), ReadingProgress.None);

    [Fact]
    public void A_region_that_waits_or_is_under_way_is_not_asked_for_twice()
    {
        Assert.True(_runs.Ask(First));
        Assert.False(_runs.Ask(First));
        _runs.Teller("one").Report(0.5);
        Assert.False(_runs.Ask(First));

        _runs.End("one", new ReadingProgress(null, HasFailed: true));

        Assert.True(_runs.Ask(First));
    }

    [Fact]
    public async Task Regions_wait_in_the_order_of_asking()
    {
        _runs.Ask(First);
        _runs.Ask(new AskedReading("two", "tester"));
        _runs.Ask(First);

        List<string> told = [];
        await foreach (AskedReading asked in _runs.AskedAsync(default))
        {
            told.Add(asked.RegionId);
            if (told.Count == 2)
            {
                break;
            }
        }

        Assert.Equal(["one", "two"], told);
    }

    [Fact]
    public void Progress_is_told_on_the_spot_and_of_its_region_alone()
    {
        Assert.Same(ReadingProgress.None, _runs.ProgressOf("one"));
        _runs.Ask(First);
        Assert.Equal(0, _runs.ProgressOf("one").Share);

        _runs.Teller("one").Report(0.25);

        Assert.Equal(0.25, _runs.ProgressOf("one").Share);
        Assert.Same(ReadingProgress.None, _runs.ProgressOf("two"));
        _runs.End("one", new ReadingProgress(null, HasFailed: true));
        Assert.Equal(new ReadingProgress(null, HasFailed: true), _runs.ProgressOf("one"));
    }
}
