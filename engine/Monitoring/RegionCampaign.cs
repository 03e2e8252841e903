using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Monitoring;

/// <summary>The campaign a region's figures are of: its newest with lessons, or the one of a year that is named.</summary>
internal sealed record RegionCampaign
{
    /// <summary>Keeps of campaigns g those of their region's newest year with lessons.</summary>
    public const string IsNewest = """
        g.year = (SELECT MAX(w.year) FROM campaign w
            WHERE w.region_id = g.region_id AND EXISTS (SELECT 1 FROM school_class l WHERE l.campaign_id = w.id AND l.kind = 'lesson'))
        """;

    private const string OfRegion = $"""
        SELECT g.id, g.year, r.name AS Region FROM campaign g JOIN region r ON r.id = g.region_id
        WHERE g.region_id = @regionId AND {IsNewest}
        """;

    private const string OfYear = """
        SELECT g.id, g.year, r.name AS Region FROM campaign g JOIN region r ON r.id = g.region_id
        WHERE g.region_id = @regionId AND g.year = @year AND EXISTS (SELECT 1 FROM school_class l WHERE l.campaign_id = g.id AND l.kind = 'lesson')
        """;

    private const string Counted = "SELECT g.year FROM region_reading r JOIN campaign g ON g.id = r.campaign_id WHERE r.region_id = @regionId ORDER BY g.year DESC";

    private const string WentOn = """
        SELECT CASE
            WHEN EXISTS (SELECT 1 FROM school_class c WHERE c.campaign_id = @id AND c.kind = 'lesson' AND (c.lesson IN ('running', 'paused') OR c.lesson_ended_at > @sinceMs)) THEN 1
            WHEN EXISTS (SELECT 1 FROM school_class c JOIN test_session x ON x.class_id = c.id WHERE c.campaign_id = @id AND c.kind = 'lesson' AND x.finished_at > @sinceMs) THEN 1
            ELSE 0 END AS WentOn
        """;

    private const string LessonDays = """
        SELECT lesson_ended_at / 86400000 AS Day, COUNT(*) AS Lessons FROM school_class
        WHERE campaign_id = @id AND kind = 'lesson' AND lesson_ended_at IS NOT NULL GROUP BY lesson_ended_at / 86400000
        """;

    public required string Id { get; init; }

    public required int Year { get; init; }

    public required string Region { get; init; }

    /// <summary>Null before the first class.</summary>
    public static Task<RegionCampaign?> FindAsync(Database database, string regionId, CancellationToken cancellation) =>
        database.FirstOrDefaultAsync<RegionCampaign>(OfRegion, new { regionId }, cancellation);

    /// <param name="year">Null: the newest with lessons.</param>
    /// <returns>Null where there is no campaign with lessons of this year.</returns>
    public static Task<RegionCampaign?> FindAsync(Database database, string regionId, int? year, CancellationToken cancellation) =>
        year is null ? FindAsync(database, regionId, cancellation) : database.FirstOrDefaultAsync<RegionCampaign>(OfYear, new { regionId, year }, cancellation);

    /// <summary>Years of the campaigns whose last reading is kept, the newest first.</summary>
    public static Task<IReadOnlyList<int>> CountedAsync(Database database, string regionId, CancellationToken cancellation) =>
        database.QueryAsync<int>(Counted, new { regionId }, cancellation);

    /// <summary>Whether somebody finished or a lesson was ended after a time, or a lesson is open still. At home and on paper students finish after their lesson.</summary>
    public static async Task<bool> WentOnAsync(Database database, string id, long sinceMs, CancellationToken cancellation) =>
        (await database.QueryAsync<int>(WentOn, new { id, sinceMs }, cancellation)).Single() == 1;

    /// <summary>The summer in which the last grades leave that had a campaign's lessons: of the school year in which most of them were ended.</summary>
    /// <param name="otherwiseMs">A time of that school year, where nobody ended a lesson.</param>
    public static async Task<int> LeftInAsync(Database database, string id, long otherwiseMs, CancellationToken cancellation) =>
        SchoolYear.OfMost(await database.QueryAsync<LessonDay>(LessonDays, new { id }, cancellation)) ?? SchoolYear.Of(otherwiseMs);
}
