namespace Diagnostics.Engine.Campaigns;

internal sealed record CampaignRow
{
    /// <summary>With the tables they are read from; a WHERE follows.</summary>
    public const string Columns = """
        g.id, g.region_id AS RegionId, r.name AS RegionName, g.year, g.opens_at AS OpensAt, g.closes_at AS ClosesAt, g.show_settings AS ShowSettings,
            g.consent_settings AS ConsentSettings, g.keep_years AS KeepYears, g.shortened_at AS ShortenedAt
        FROM campaign g JOIN region r ON r.id = g.region_id
        """;

    public required string Id { get; init; }

    public required string RegionId { get; init; }

    public required string RegionName { get; init; }

    public required int Year { get; init; }

    public required long OpensAt { get; init; }

    public required long ClosesAt { get; init; }

    public required string ShowSettings { get; init; }

    public required string ConsentSettings { get; init; }

    public required int KeepYears { get; init; }

    public long? ShortenedAt { get; init; }

    public Campaign ToCampaign() => new(Id, RegionId, Year, OpensAt, ClosesAt, Campaigns.ShowSettings.FromJson(ShowSettings))
    {
        Consent = Campaigns.ConsentSettings.FromJson(ConsentSettings),
        KeepYears = KeepYears,
        ShortenedAtMs = ShortenedAt,
    };
}
