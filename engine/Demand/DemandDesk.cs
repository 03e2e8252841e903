using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Atlas.Overlay;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Storage;
using Diagnostics.Engine.Tables;

namespace Diagnostics.Engine.Demand;

/// <summary>Forecasts of demand a region brings on its page: read, looked at, written, taken out and taken back. Who may is decided before.</summary>
public sealed class DemandDesk
{
    /// <summary>Of a region, with the rows that count no more: some years of all groups of ОКЗ and all directions.</summary>
    public const int MostRows = 20_000;

    private readonly DemandShelf _shelf;
    private readonly Database _database;
    private readonly Writer _writer;
    private readonly OrgPaths _paths;
    private readonly AuditLog _audit;
    private readonly TimeProvider _clock;
    private readonly DemandCheck _check;

    internal DemandDesk(DemandShelf shelf, Database database, Writer writer, OrgPaths paths, AuditLog audit, TimeProvider clock)
    {
        (_shelf, _database, _writer, _paths, _audit, _clock) = (shelf, database, writer, paths, audit, clock);
        _check = new DemandCheck(shelf.Atlas);
    }

    private const string Versions = """
        SELECT v.number, v.act, v.about, v.added, v.changed, v.removed, COALESCE(a.name, v.made_by) AS MadeBy, v.made_at AS AtMs, COALESCE(b.name, v.taken_back_by) AS TakenBackBy, v.taken_back_at AS TakenBackAtMs
        FROM demand_version v LEFT JOIN account a ON a.id = v.made_by LEFT JOIN account b ON b.id = v.taken_back_by WHERE v.region_id = @regionId ORDER BY v.number DESC
        """;

    /// <param name="place">A region, or a place in one.</param>
    /// <returns>Null for a place that lies in no region.</returns>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<DemandPage?> ReadAsync(OrgNode place, CancellationToken cancellation)
    {
        if (await RegionAsync(place, cancellation) is not { } regionId)
        {
            return null;
        }

        DemandStanding standing = await _shelf.FreshAsync(regionId, cancellation);
        return new DemandPage(
            standing.Sectors.Sectors, standing.Sectors.Forecasts, await TitleAsync(regionId, cancellation), standing.Revision, standing.Number, standing.IsDamaged,
            [.. (await _database.QueryAsync<VersionRow>(Versions, new { regionId }, cancellation)).Select(row => row.Shown)]);
    }

    /// <summary>What rows would do; nothing is written. Null for what is no region and for too many rows.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<DemandLook?> LookAsync(OrgNode region, IReadOnlyList<DemandRow> rows, CancellationToken cancellation) =>
        await PlanAsync(region, rows, cancellation) is var (plan, standing) ? plan.Look with { Revision = standing.Revision } : null;

    /// <summary>Writes all rows or none: half a forecast would look like all there is. The same again changes nothing.</summary>
    /// <param name="revision">Of what was looked at.</param>
    /// <exception cref="StoreBusyException">The store cannot be read or written now.</exception>
    public async Task<DemandOutcome> ImportAsync(OrgNode region, IReadOnlyList<DemandRow> rows, long revision, string actor, CancellationToken cancellation)
    {
        if (await PlanAsync(region, rows, cancellation) is not var (plan, standing))
        {
            return DemandOutcome.Invalid;
        }

        return standing.IsDamaged ? DemandOutcome.Damaged
            : plan.Look.FaultCount > 0 ? DemandOutcome.Faulty
            : plan.ChangesNothing ? DemandOutcome.Done
            : standing.Revision != revision ? DemandOutcome.Changed
            : await WriteAsync(region, revision, new Made(DemandAct.Imported, "", plan.Look.New, plan.Look.Changed, 0, plan.Next), actor, cancellation);
    }

    /// <summary>Takes a forecast out, of all its sources and with all its earlier rows; what lies in the operator's folder stays.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read or written now.</exception>
    public async Task<DemandOutcome> TakeOutAsync(OrgNode region, ForecastKey key, long revision, string actor, CancellationToken cancellation)
    {
        if (region.Kind != NodeKind.Region)
        {
            return DemandOutcome.Invalid;
        }

        DemandStanding standing = await _shelf.FreshAsync(region.Id, cancellation);
        ImmutableArray<RegionalDemand> next = [.. standing.Imported.Where(need => (need.Year, need.System, need.Region) != (key.Year, key.System, key.Region))];
        int removed = standing.Imported.Length - next.Length;
        return standing.IsDamaged ? DemandOutcome.Damaged
            : standing.Revision != revision ? DemandOutcome.Changed
            : removed == 0 ? DemandOutcome.Invalid
            : await WriteAsync(region, revision, new Made(DemandAct.TakenOut, $"{key.Year} {StoredText.Of(key.System)} {key.Region}", 0, 0, removed, next), actor, cancellation);
    }

    private const string Insert = """
        INSERT INTO demand_version (region_id, number, act, about, added, changed, removed, made_by, made_at, demand)
        VALUES (@Id, @number, @act, @About, @Added, @Changed, @Removed, @actor, @at, @packed)
        """;

    private const string NextNumber = "SELECT COALESCE(MAX(number), 0) + 1 FROM demand_version WHERE region_id = @Id";

    private async Task<DemandOutcome> WriteAsync(OrgNode region, long revision, Made made, string actor, CancellationToken cancellation)
    {
        string packed = PackedDemand.Of(made.Next);
        long at = _clock.GetUtcNow().ToUnixTimeMilliseconds();
        DemandOutcome outcome = await _writer.RunAsync(
            null,
            scope =>
            {
                if (DemandShelf.RevisionIn(scope, region.Id) != revision)
                {
                    return DemandOutcome.Changed;
                }

                long number = scope.Scalar<long>(NextNumber, new { region.Id });
                scope.Execute(Insert, new { region.Id, number, act = StoredText.Of(made.Act), made.About, made.Added, made.Changed, made.Removed, actor, at, packed });
                (AuditAct act, string detail) = made.Act switch
                {
                    DemandAct.Imported => (AuditAct.DemandImported, string.Create(CultureInfo.InvariantCulture, $"{number}: +{made.Added} ~{made.Changed}")),
                    DemandAct.TakenOut => (AuditAct.DemandTakenOut, string.Create(CultureInfo.InvariantCulture, $"{number}: -{made.Removed}")),
                };
                _audit.Write(scope, new AuditEntry(actor, act, "region", region.Id, region, detail));
                return DemandOutcome.Done;
            },
            cancellation);
        await _shelf.FreshAsync(region.Id, cancellation);
        return outcome;
    }

    private const string Standing = "SELECT COALESCE(MAX(number), 0) FROM demand_version WHERE region_id = @Id AND taken_back_at IS NULL";

    private const string TakeBack = "UPDATE demand_version SET taken_back_by = @actor, taken_back_at = @at WHERE region_id = @Id AND number = @number";

    /// <summary>Takes the version that stands back: the rows before it stand again, letter by letter. So only the last one can be.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read or written now.</exception>
    public async Task<DemandOutcome> TakeBackAsync(OrgNode region, long number, string actor, CancellationToken cancellation)
    {
        if (region.Kind != NodeKind.Region || number <= 0)
        {
            return DemandOutcome.Invalid;
        }

        long at = _clock.GetUtcNow().ToUnixTimeMilliseconds();
        DemandOutcome outcome = await _writer.RunAsync(
            null,
            scope =>
            {
                if (scope.Scalar<long>(Standing, new { region.Id }) != number)
                {
                    return DemandOutcome.Changed;
                }

                scope.Execute(TakeBack, new { region.Id, number, actor, at });
                _audit.Write(scope, new AuditEntry(actor, AuditAct.DemandTakenBack, "region", region.Id, region, string.Create(CultureInfo.InvariantCulture, $"{number}")));
                return DemandOutcome.Done;
            },
            cancellation);
        await _shelf.FreshAsync(region.Id, cancellation);
        return outcome;
    }

    /// <summary>What a region needs, for whoever writes of it.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    internal async Task<(string Region, SectorDemand Demand)> OfRegionAsync(string regionId, CancellationToken cancellation) =>
        (await TitleAsync(regionId, cancellation), (await _shelf.FreshAsync(regionId, cancellation)).Sectors);

    private async Task<(DemandPlan Plan, DemandStanding Standing)?> PlanAsync(OrgNode region, IReadOnlyList<DemandRow> rows, CancellationToken cancellation)
    {
        if (region.Kind != NodeKind.Region || rows.Count is 0 or > MostRows)
        {
            return null;
        }

        DemandStanding standing = await _shelf.FreshAsync(region.Id, cancellation);
        var plan = DemandPlan.Of(rows, _check, standing.Imported, _shelf.Folder, await TitleAsync(region.Id, cancellation), LatestDay.Of(_clock));
        return plan.Next.Length > MostRows ? null : (plan, standing);
    }

    private async Task<string?> RegionAsync(OrgNode place, CancellationToken cancellation) => (await _paths.FindAsync(place, cancellation))?.RegionId;

    private Task<string> TitleAsync(string regionId, CancellationToken cancellation) => _paths.TitleAsync(new OrgNode(NodeKind.Region, regionId), cancellation);

    private sealed record Made(DemandAct Act, string About, int Added, int Changed, int Removed, ImmutableArray<RegionalDemand> Next);

    private sealed record VersionRow
    {
        public required long Number { get; init; }

        public required string Act { get; init; }

        public required string About { get; init; }

        public required long Added { get; init; }

        public required long Changed { get; init; }

        public required long Removed { get; init; }

        public required string MadeBy { get; init; }

        public required long AtMs { get; init; }

        public string? TakenBackBy { get; init; }

        public long? TakenBackAtMs { get; init; }

        public DemandVersion Shown => new(Number, StoredText.Read<DemandAct>(Act), About, Added, Changed, Removed, MadeBy, AtMs, TakenBackBy, TakenBackAtMs);
    }
}
