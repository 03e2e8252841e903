using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Campaigns;

/// <summary>What stands on a class's leaflet for after the lesson beside its words: nothing of any student.</summary>
public sealed class Leaflets
{
    private readonly Database _database;

    internal Leaflets(Database database) => _database = database;

    private const string ClassOf = "SELECT s.name AS SchoolName, c.grade, c.letter FROM school_class c JOIN school s ON s.id = c.school_id WHERE c.id = @classId";

    private const string CampaignOf = $"SELECT {CampaignRow.Columns} JOIN school_class c ON c.campaign_id = g.id WHERE c.id = @classId";

    /// <summary>Null when there is no such class.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<Leaflet?> ReadAsync(string classId, CancellationToken cancellation)
    {
        if (await _database.FirstOrDefaultAsync<ClassRow>(ClassOf, new { classId }, cancellation) is not { } row
            || await _database.FirstOrDefaultAsync<CampaignRow>(CampaignOf, new { classId }, cancellation) is not { } campaign)
        {
            return null;
        }

        ConsentSettings settings = campaign.ToCampaign().Consent;
        return new Leaflet(row.SchoolName, $"{row.Grade}{row.Letter}", settings.OperatorName, settings.OperatorAddress);
    }

    private sealed record ClassRow
    {
        public required string SchoolName { get; init; }

        public required int Grade { get; init; }

        public required string Letter { get; init; }
    }
}

/// <param name="OperatorName">The organisation whose data they are; empty until the campaign's settings name it.</param>
public sealed record Leaflet(string SchoolName, string ClassName, string OperatorName, string OperatorAddress);
