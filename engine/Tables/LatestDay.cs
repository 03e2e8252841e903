namespace Diagnostics.Engine.Tables;

/// <summary>The latest day that is no day to come: it has begun somewhere on earth. In the Far East it is tomorrow's day already while the server's clock, in UTC, says today.</summary>
internal static class LatestDay
{
    /// <summary>Of the time zone that comes first.</summary>
    private const int HoursAhead = 14;

    public static DateOnly Of(TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime.AddHours(HoursAhead));
}
