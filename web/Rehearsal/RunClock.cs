namespace Diagnostics.Web.Rehearsal;

/// <summary>Seconds since the run began, monotonic, the same beginning in every process of the crowd.</summary>
internal sealed class RunClock
{
    private readonly long _began;

    public RunClock(TimeProvider time, long startAtMs)
    {
        Time = time;
        double ahead = startAtMs - time.GetUtcNow().ToUnixTimeMilliseconds();
        _began = time.GetTimestamp() + (long)(ahead / 1000 * time.TimestampFrequency);
    }

    public TimeProvider Time { get; }

    public double Now => (double)(Time.GetTimestamp() - _began) / Time.TimestampFrequency;

    public long UnixMs => Time.GetUtcNow().ToUnixTimeMilliseconds();

    public Task UntilAsync(double second, CancellationToken cancellation)
    {
        double wait = second - Now;
        return wait > 0 ? Task.Delay(TimeSpan.FromSeconds(wait), Time, cancellation) : Task.CompletedTask;
    }
}
