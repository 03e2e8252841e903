namespace Diagnostics.Engine.Portfolios;

/// <summary>What of a session's surroundings stands in a portfolio.</summary>
internal sealed record PortfolioPlace
{
    public const string OfSession = """
        SELECT r.name AS Region, g.year, f.battery_id AS BatteryId, f.battery_version AS BatteryVersion
        FROM test_session x
        JOIN finished_session f ON f.session_id = x.id
        JOIN school_class c ON c.id = x.class_id
        JOIN campaign g ON g.id = c.campaign_id
        JOIN region r ON r.id = g.region_id
        WHERE x.id = @SessionId
        """;

    public required string Region { get; init; }

    public required int Year { get; init; }

    public required string BatteryId { get; init; }

    public required string BatteryVersion { get; init; }

    public string Battery => $"{BatteryId} {BatteryVersion}";
}
