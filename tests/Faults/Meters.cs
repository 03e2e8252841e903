using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Web.Api;

namespace Diagnostics.Tests.Faults;

/// <summary>How hard a server in a process of its own works, as it says itself.</summary>
internal static class Meters
{
    public static async Task<ServerMeters> ReadAsync(Uri server)
    {
        using HttpClient look = new() { BaseAddress = server };
        return (await look.GetFromJsonAsync<ServerMeters>("/api/rehearsal/meters"))!;
    }

    /// <summary>Looks every quarter of a second until it is so, at most this long; false when it never was.</summary>
    /// <param name="look">Sees every look, the last too.</param>
    public static async Task<bool> BecomesAsync(Uri server, Func<ServerMeters, bool> so, TimeSpan within, Action<ServerMeters>? look = null)
    {
        for (DateTime until = DateTime.UtcNow + within; ; await Task.Delay(TimeSpan.FromMilliseconds(250)))
        {
            ServerMeters now = await ReadAsync(server);
            look?.Invoke(now);
            if (so(now) || DateTime.UtcNow > until)
            {
                return so(now);
            }
        }
    }

    /// <summary>The middle of the lesson's two-second 99th percentiles that lie in a stretch of time (or, while answers come, outside it), ms. A moment without an answer within is the slowest there can be.</summary>
    public static double MedianP99(JsonElement report, DateTimeOffset from, DateTimeOffset until, bool inside)
    {
        DateTimeOffset began = report.GetProperty("startedAt").GetDateTimeOffset();
        double[] of = [.. report.GetProperty("timeline").EnumerateArray()
            .Where(moment => began.AddSeconds(moment.GetProperty("second").GetDouble()) is var at && (at >= from && at <= until) == inside)
            .Select(moment => moment.GetProperty("answersPerSecond").GetDouble() > 0 ? moment.GetProperty("p99Ms").GetDouble() : double.PositiveInfinity)
            .Where(ms => inside || double.IsFinite(ms)).Order()];
        Assert.NotEmpty(of);
        return of[of.Length / 2];
    }

    /// <summary>Whether answers took in this stretch about as long as in the rest of the run: a busy machine slows both.</summary>
    public static void AssertNoSlower(JsonElement report, DateTimeOffset from, DateTimeOffset until)
    {
        (double during, double otherwise) = (MedianP99(report, from, until, inside: true), MedianP99(report, from, until, inside: false));
        Assert.True(double.IsFinite(during), "No answers came during the fault.");
        double most = ShortDay.IsLong ? (2 * otherwise) + 50 : (5 * otherwise) + 500;
        Assert.True(during <= most, $"Answers took {during} ms (p99) during the fault and {otherwise} ms otherwise.");
    }
}
