using System.Diagnostics.Metrics;
using Diagnostics.Engine.Sessions;
using Diagnostics.Web.Watch;

namespace Diagnostics.Tests.Watch;

public sealed class FigureTests
{
    [Fact]
    public void A_quantile_lies_in_the_bucket_of_the_exact_one()
    {
        Random chance = new(7);
        Spread spread = new();
        double[] values = [.. Enumerable.Range(0, 20_000).Select(_ => Math.Exp(chance.NextDouble() * 9))];
        foreach (double value in values)
        {
            spread.Add(value);
        }

        Array.Sort(values);
        Assert.Equal(values.Sum(), spread.Sum, values.Sum() * 1e-9);
        Assert.Equal(values.Length, spread.Counts().Sum());
        foreach (double share in new[] { 0.01, 0.5, 0.95, 0.99, 1 })
        {
            double exact = values[(int)Math.Ceiling(share * values.Length) - 1];
            double told = Spread.Quantile(spread.Counts(), share)!.Value;
            Assert.Equal(BucketOf(exact), BucketOf(told));
        }
    }

    [Fact]
    public void Bounds_are_inclusive_and_what_is_above_all_is_told_as_the_last()
    {
        Spread spread = new();
        Assert.Null(Spread.Quantile(spread.Counts(), 0.5));
        spread.Add(2);
        Assert.Equal(2, Spread.Quantile(spread.Counts(), 1));
        Assert.Equal(1, spread.Counts()[Array.IndexOf(Spread.Bounds, 2.0)]);
        spread.Add(1e9);
        Assert.Equal(Spread.Bounds[^1], Spread.Quantile(spread.Counts(), 1));
    }

    [Fact]
    public void Figures_are_written_as_prometheus_reads_them()
    {
        using Meter meter = new("Diagnostics.Made.Up");
        using FigureBook book = new([meter]);
        Counter<long> refused = meter.CreateCounter<long>("answers.refused", "{put}", "Not taken.");
        Histogram<double> time = meter.CreateHistogram<double>("store.commit", "ms", "A line\nand \\ another.");
        meter.CreateObservableGauge("disk.free", () => new Measurement<long>(12, new KeyValuePair<string, object?>("folder", "a\"b\\c\nd")), "By");
        meter.CreateCounter<long>("never.counted");
        refused.Add(2, new KeyValuePair<string, object?>("reason", "busy"));
        refused.Add(1, new KeyValuePair<string, object?>("reason", "gap"));
        refused.Add(3, new KeyValuePair<string, object?>("reason", "busy"));
        time.Record(0.25);
        time.Record(7);
        time.Record(70_000);
        string text = PrometheusText.Of(book.Read().Where(figure => figure.Instrument.Meter == meter));
        string[] lines = text.Split('\n');
        Assert.Equal(
            [
                "# TYPE diagnostics_disk_free_bytes gauge", """diagnostics_disk_free_bytes{folder="a\"b\\c\nd"} 12""",
                "# HELP diagnostics_answers_refused_total Not taken.", "# TYPE diagnostics_answers_refused_total counter",
                """diagnostics_answers_refused_total{reason="busy"} 5""", """diagnostics_answers_refused_total{reason="gap"} 1""",
            ],
            [.. lines.Where(line => line.Contains("disk", StringComparison.Ordinal)), .. lines.Where(line => line.Contains("refused", StringComparison.Ordinal))]);
        Assert.Contains(@"# HELP diagnostics_store_commit_milliseconds A line\nand \\ another.", lines);
        Assert.Contains("""diagnostics_store_commit_milliseconds_bucket{le="0.25"} 1""", lines);
        Assert.Contains("""diagnostics_store_commit_milliseconds_bucket{le="6"} 1""", lines);
        Assert.Contains("""diagnostics_store_commit_milliseconds_bucket{le="8"} 2""", lines);
        Assert.Contains("""diagnostics_store_commit_milliseconds_bucket{le="60000"} 2""", lines);
        Assert.Contains("""diagnostics_store_commit_milliseconds_bucket{le="+Inf"} 3""", lines);
        Assert.Contains("diagnostics_store_commit_milliseconds_sum 70007.25", lines);
        Assert.Contains("diagnostics_store_commit_milliseconds_count 3", lines);
        Assert.DoesNotContain("never", text, StringComparison.Ordinal);
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Measuring_on_the_way_of_an_answer_allocates_nothing_while_the_figures_are_kept()
    {
        using AnswerMeter meter = new(() => 0, () => 0);
        using FigureBook book = new([meter.Meter]);
        Measure(meter, 1_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Measure(meter, 10_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(33_000, book.Value("answers.accepted"));
        Assert.Equal(11_000, book.Value("answers.refused", "reason", "busy"));
        Assert.Equal(11_000, book.Value("answers.refused", "reason", "rate"));
        Assert.Equal(11_000, book.Spread("answers.acknowledged").Counts.Sum());
    }

    [Fact]
    public async Task Many_who_measure_at_once_lose_nothing()
    {
        using AnswerMeter meter = new(() => 0, () => 0);
        using FigureBook book = new([meter.Meter]);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Measure(meter, 5_000))));
        Assert.Equal(120_000, book.Value("answers.accepted"));
        Assert.Equal(40_000, book.Value("answers.refused", "reason", "rate"));
        (long[] counts, double sum) = book.Spread("answers.acknowledged");
        Assert.Equal((40_000, 80_000), (counts.Sum(), sum));
    }

    private static void Measure(AnswerMeter meter, int times)
    {
        for (int i = 0; i < times; i++)
        {
            meter.Accepted(3);
            meter.Acknowledged(TimeSpan.FromMilliseconds(2), isPaced: i % 2 == 0);
            meter.Refused(PutRefusal.Busy);
            meter.Refused(PutRefusal.Rate);
        }
    }

    private static int BucketOf(double value) => Spread.Bounds.Count(bound => bound < value);
}
