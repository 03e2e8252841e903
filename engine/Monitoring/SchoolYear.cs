namespace Diagnostics.Engine.Monitoring;

/// <summary>School years, each by the summer it ends in: that in which its last grades leave.</summary>
internal static class SchoolYear
{
    /// <summary>Of a school year: August, as no lesson is later in the one before.</summary>
    private const int FirstMonth = 8;

    /// <param name="lessonMs">Unix ms.</param>
    public static int Of(long lessonMs)
    {
        var day = DateTimeOffset.FromUnixTimeMilliseconds(lessonMs);
        return day.Month >= FirstMonth ? day.Year + 1 : day.Year;
    }

    /// <summary>That most lessons were ended in, so that one late class moves nobody; the earlier of two that have as many.</summary>
    /// <returns>Null where no lesson was ended.</returns>
    public static int? OfMost(IEnumerable<LessonDay> days) =>
        days.GroupBy(one => Of(one.Day * LessonDay.Ms)).OrderByDescending(year => year.Sum(one => one.Lessons)).ThenBy(year => year.Key).Select(year => (int?)year.Key).FirstOrDefault();
}

/// <summary>How many of a campaign's lessons were ended on a day.</summary>
internal sealed record LessonDay
{
    public const long Ms = 86_400_000;

    /// <summary>Since 1970, UTC.</summary>
    public required long Day { get; init; }

    public required long Lessons { get; init; }
}
