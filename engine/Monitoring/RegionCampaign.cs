using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Monitoring;

/// <summary>The campaign a region's figures are of: its newest with lessons.</summary>
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

    public required string Id { get; init; }

    public required int Year { get; init; }

    public required string Region { get; init; }

    /// <summary>Null before the first class.</summary>
    public static Task<RegionCampaign?> FindAsync(Database database, string regionId, CancellationToken cancellation) =>
        database.FirstOrDefaultAsync<RegionCampaign>(OfRegion, new { regionId }, cancellation);
}
