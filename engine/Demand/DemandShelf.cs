using System.Collections.Concurrent;
using System.Collections.Immutable;
using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.Atlas.Overlay;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Demand;

/// <summary>What each region needs, at hand: a result asks it without waiting for the store. For any number of threads.</summary>
public sealed class DemandShelf
{
    private readonly Database _database;
    private readonly ConcurrentDictionary<string, DemandStanding> _regions = new(StringComparer.Ordinal);
    private readonly DemandStanding _folderAlone;

    internal DemandShelf(Database database, RegionalOverlay? overlay, AtlasYear atlas)
    {
        (_database, Folder, Atlas) = (database, overlay?.Demand ?? [], atlas);
        _folderAlone = DemandStanding.Of(0, 0, [], Folder, atlas);
    }

    internal AtlasYear Atlas { get; }

    /// <summary>What lies in the operator's folder, the same for every region.</summary>
    internal ImmutableArray<RegionalDemand> Folder { get; }

    private const string Revisions = """
        SELECT v.region_id AS RegionId, MAX(v.number) + COUNT(v.taken_back_at) AS Revision, MAX(CASE WHEN v.taken_back_at IS NULL THEN v.number ELSE 0 END) AS Number
        FROM demand_version v GROUP BY v.region_id
        """;

    private const string RevisionOf = """
        SELECT @regionId AS RegionId, COALESCE(MAX(v.number), 0) + COUNT(v.taken_back_at) AS Revision, COALESCE(MAX(CASE WHEN v.taken_back_at IS NULL THEN v.number ELSE 0 END), 0) AS Number
        FROM demand_version v WHERE v.region_id = @regionId
        """;

    private const string RowsOf = "SELECT demand FROM demand_version WHERE region_id = @RegionId AND number = @Number";

    /// <summary>As it was last read.</summary>
    internal DemandStanding Of(string regionId) => _regions.GetValueOrDefault(regionId, _folderAlone);

    /// <summary>As the store has it now.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    internal async Task<DemandStanding> FreshAsync(string regionId, CancellationToken cancellation)
    {
        RevisionRow row = (await _database.QueryAsync<RevisionRow>(RevisionOf, new { regionId }, cancellation)).Single();
        await TakeAsync(row, cancellation);
        return Of(regionId);
    }

    /// <summary>Reads what other servers over the same store have written.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        foreach (RevisionRow row in await _database.QueryAsync<RevisionRow>(Revisions, null, cancellation))
        {
            await TakeAsync(row, cancellation);
        }
    }

    /// <summary>In the same transaction as what is written over it.</summary>
    internal static long RevisionIn(WriteScope scope, string regionId) => scope.FirstOrDefault<RevisionRow>(RevisionOf, new { regionId })!.Revision;

    private async Task TakeAsync(RevisionRow row, CancellationToken cancellation)
    {
        if (row.Revision <= Of(row.RegionId).Revision)
        {
            return;
        }

        string? packed = row.Number == 0 ? null : await _database.FirstOrDefaultAsync<string>(RowsOf, row, cancellation);
        var read = DemandStanding.Of(row.Revision, row.Number, packed is null ? [] : PackedDemand.TryRead(packed), Folder, Atlas);
        // A slower reading of something older comes too late.
        _regions.AddOrUpdate(row.RegionId, read, (_, there) => there.Revision > read.Revision ? there : read);
    }

    private sealed record RevisionRow
    {
        public required string RegionId { get; init; }

        public required long Revision { get; init; }

        public required long Number { get; init; }
    }
}
