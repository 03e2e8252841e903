using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Consent;

/// <summary>Where a parent's link leads. One way for every door of the parents' page.</summary>
internal sealed class ParentLinks(Database database, KeyRing keys)
{
    private const string OfLink = """
        SELECT x.id AS SessionId, x.class_id AS ClassId, s.name AS SchoolName, c.grade, c.letter, t.number AS Seat, x.state, c.campaign_id AS CampaignId, r.session_id AS Erased
        FROM parent_link l
        JOIN seat t ON t.id = l.seat_id
        JOIN test_session x ON x.seat_id = t.id
        JOIN school_class c ON c.id = x.class_id
        JOIN school s ON s.id = c.school_id
        LEFT JOIN erasure r ON r.session_id = x.id
        WHERE l.link_hash = @hash
        """;

    /// <summary>Null when the link opens nothing.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<LinkedSeat?> FindAsync(string? link, CancellationToken cancellation)
    {
        foreach (ParentLink reading in ParentLink.Readings(link))
        {
            if (await database.FirstOrDefaultAsync<LinkedSeat>(OfLink, new { hash = reading.Hash(keys.LookUp.Span) }, cancellation) is { } row)
            {
                return row;
            }
        }

        return null;
    }
}

internal sealed record LinkedSeat
{
    public required string SessionId { get; init; }

    public required string ClassId { get; init; }

    public required string SchoolName { get; init; }

    public required int Grade { get; init; }

    public required string Letter { get; init; }

    public required int Seat { get; init; }

    public required string State { get; init; }

    public required string CampaignId { get; init; }

    /// <summary>Not null when all was erased.</summary>
    public string? Erased { get; init; }
}
