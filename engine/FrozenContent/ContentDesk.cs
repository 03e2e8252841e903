using System.Collections.Immutable;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Signatures;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.FrozenContent;

/// <summary>Freezes what a campaign asks and how it is scored as a signed version, tells how the server differs from it, and has it rehearsed. Who may do it is decided before. Safe for several threads.</summary>
public sealed class ContentDesk
{
    private readonly Database _database;
    private readonly Writer _writer;
    private readonly ContentInventory _inventory;
    private readonly ContentSigner _signer;
    private readonly AskedRuns<AskedRehearsal, ContentProgress> _runs = new(share => new ContentProgress(share, null), ContentProgress.None);

    internal ContentDesk(Database database, Writer writer, ContentInventory inventory, ContentSigner signer) =>
        (_database, _writer, _inventory, _signer) = (database, writer, inventory, signer);

    private const string BatteriesOf = "SELECT DISTINCT battery_id AS Id, battery_version AS Version FROM school_class WHERE campaign_id = @Id";

    private const string Newest = $"""
        SELECT {ContentVersionRow.Columns} FROM content_version v
        WHERE v.campaign_id = @Id AND v.number = (SELECT MAX(n.number) FROM content_version n WHERE n.campaign_id = @Id)
        """;

    /// <summary>Null where the region has no campaign with classes.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<ContentView?> ReadAsync(string regionId, CancellationToken cancellation)
    {
        if (await RegionCampaign.FindAsync(_database, regionId, cancellation) is not { } campaign)
        {
            return null;
        }

        ContentUse use = await UseAsync(campaign, cancellation);
        ContentVersionRow? row = await NewestAsync(campaign, cancellation);
        ImmutableArray<ContentCount> counts = [.. use.Parts.CountBy(part => part.Kind).Select(one => new ContentCount(one.Key, one.Value))];
        ContentProgress progress = _runs.ProgressOf(regionId);
        if (row is null)
        {
            return new ContentView(campaign.Year, use.Stamp, counts, null, [], null, progress);
        }

        ContentStatement? proven = row.Proven(_signer.Published);
        ContentReport? report = row.Rehearsal is { } told ? ContentReport.FromJson(told) : null;
        return new ContentView(
            campaign.Year, use.Stamp, counts,
            new FrozenContentHead(row.Number, row.MadeAt, await AccountName.OfAsync(_database, row.MadeBy, cancellation), proven is not null, proven?.Parts.Length ?? 0, proven is not null && proven.Rules != ProfileMaker.RuleVersion),
            proven is null ? [] : _inventory.Compare(proven.Parts, use.Parts),
            report is null ? null : new ToldReport(report with { By = await AccountName.OfAsync(_database, report.By, cancellation) }, report.Content == use.Stamp), progress);
    }

    /// <summary>The statement of the newest version with its signature; null where nothing is frozen.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<SignedText?> StatementAsync(string regionId, CancellationToken cancellation) =>
        await RegionCampaign.FindAsync(_database, regionId, cancellation) is { } campaign ? (await NewestAsync(campaign, cancellation))?.Signed : null;

    private const string Next = "SELECT COALESCE(MAX(number), 0) + 1 FROM content_version WHERE campaign_id = @Id";

    /// <summary>Freezes the content of this stamp; null when the campaign would freeze another by now, or there is none.</summary>
    /// <param name="stamp">Of what was looked at.</param>
    /// <returns>The version's number.</returns>
    /// <exception cref="StoreBusyException">The store cannot be read or written now.</exception>
    public async Task<long?> FreezeAsync(string regionId, string stamp, string actor, CancellationToken cancellation)
    {
        if (await RegionCampaign.FindAsync(_database, regionId, cancellation) is not { } campaign)
        {
            return null;
        }

        ContentUse use = await UseAsync(campaign, cancellation);
        if (use.Stamp != stamp)
        {
            return null;
        }

        ImmutableArray<ExpectedSection> expected = [.. use.Batteries.SelectMany(battery => _inventory.ExpectedOf(battery))];
        return await _writer.RunAsync<long?>(
            null,
            scope =>
            {
                long number = scope.Scalar<long>(Next, new { campaign.Id });
                scope.Execute(ContentVersionRow.Insert, _signer.Sign(campaign, regionId, number, actor, use.Parts, expected));
                _signer.Audit.Write(scope, new AuditEntry(actor, AuditAct.ContentFrozen, "region", regionId, new OrgNode(NodeKind.Region, regionId), $"{number}"));
                return number;
            },
            cancellation);
    }

    /// <summary>Asks for a rehearsal of the newest version, behind those asked for before; false when nothing is frozen. Whoever asks while one is under way waits for that one.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<bool> AskAsync(string regionId, string actor, CancellationToken cancellation)
    {
        if (await RegionCampaign.FindAsync(_database, regionId, cancellation) is not { } campaign || await NewestAsync(campaign, cancellation) is null)
        {
            return false;
        }

        _runs.Ask(new AskedRehearsal(regionId, actor));
        return true;
    }

    /// <summary>What was asked for, in order; whoever goes through it makes each with <see cref="RunAsync"/>.</summary>
    public IAsyncEnumerable<AskedRehearsal> AskedAsync(CancellationToken cancellation) => _runs.AskedAsync(cancellation);

    private const string Keep = "UPDATE content_version SET rehearsal = @report WHERE id = @Id";

    /// <summary>Rehearses the newest version and keeps what was found; null where nothing is frozen, or what is stored is not what was signed.</summary>
    /// <param name="engine">Whose doors the students go through.</param>
    /// <exception cref="Rehearsals.RehearsalOpenException">Another rehearsal is open.</exception>
    /// <exception cref="StoreBusyException">The store cannot be used now.</exception>
    public async Task<ContentReport?> RunAsync(DiagnosticsEngine engine, AskedRehearsal asked, CancellationToken cancellation)
    {
        ContentStop? stop = ContentStop.Failed;
        try
        {
            if (await RegionCampaign.FindAsync(_database, asked.RegionId, cancellation) is not { } campaign
                || await NewestAsync(campaign, cancellation) is not { } row || row.Proven(_signer.Published) is not { } frozen)
            {
                return null;
            }

            ContentUse use = await UseAsync(campaign, cancellation);
            RehearsedContent played = await new ContentRehearsal(engine).RunAsync(frozen, _runs.Teller(asked.RegionId), cancellation);
            var report = new ContentReport(_signer.NowMs, asked.Actor, use.Stamp, played.Batteries, played.Students, played.Sections, played.Faults);
            await _writer.RunAsync(
                null,
                scope =>
                {
                    _signer.Audit.Write(
                        scope,
                        new AuditEntry(
                            asked.Actor, AuditAct.ContentRehearsed, "region", asked.RegionId, new OrgNode(NodeKind.Region, asked.RegionId), $"{row.Number} faults {report.Faults.Length}"));
                    return scope.Execute(Keep, new { row.Id, report = report.ToJson() });
                },
                cancellation);
            stop = null;
            return report;
        }
        catch (Rehearsals.RehearsalOpenException)
        {
            stop = ContentStop.Occupied;
            throw;
        }
        finally
        {
            _runs.End(asked.RegionId, new ContentProgress(null, stop));
        }
    }

    private const string Frozen = "SELECT DISTINCT region_id FROM content_version ORDER BY region_id";

    /// <summary>Regions with a frozen version from which this server differs, or which is not what was signed.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<ImmutableArray<string>> DifferingAsync(CancellationToken cancellation)
    {
        ImmutableArray<string>.Builder differing = ImmutableArray.CreateBuilder<string>();
        foreach (string regionId in await _database.QueryAsync<string>(Frozen, null, cancellation))
        {
            if (await ReadAsync(regionId, cancellation) is { Differs: true })
            {
                differing.Add(regionId);
            }
        }

        return differing.ToImmutable();
    }

    private async Task<ContentUse> UseAsync(RegionCampaign campaign, CancellationToken cancellation)
    {
        IReadOnlyList<BatteryRow> batteries = await _database.QueryAsync<BatteryRow>(BatteriesOf, new { campaign.Id }, cancellation);
        return _inventory.Of(batteries.Select(one => (one.Id, one.Version)));
    }

    private Task<ContentVersionRow?> NewestAsync(RegionCampaign campaign, CancellationToken cancellation) =>
        _database.FirstOrDefaultAsync<ContentVersionRow>(Newest, new { campaign.Id }, cancellation);

    private sealed record BatteryRow
    {
        public required string Id { get; init; }

        public required string Version { get; init; }
    }
}

/// <param name="Stamp">Of what the campaign uses now, and the rules it is scored by.</param>
/// <param name="Counts">Of it, by kind.</param>
/// <param name="Frozen">The newest version; null before the first.</param>
/// <param name="Differences">How this server differs from it.</param>
/// <param name="Rehearsal">The last one of it; null before the first.</param>
public sealed record ContentView(
    int Year, string Stamp, ImmutableArray<ContentCount> Counts, FrozenContentHead? Frozen, ImmutableArray<ContentDifference> Differences, ToldReport? Rehearsal, ContentProgress Progress)
{
    /// <summary>The one word for the page, the log and the verb: this server runs or scores something else than was frozen, or what is stored is not what was signed.</summary>
    public bool Differs => Frozen is { } frozen && (!frozen.Holds || frozen.OtherRules || !Differences.IsEmpty);
}

public sealed record ContentCount(ContentPartKind Kind, int Number);

/// <param name="By">The name of whoever froze it.</param>
/// <param name="Holds">Whether it is what was signed.</param>
/// <param name="OtherRules">This server scores by other rules than those it was frozen with.</param>
public sealed record FrozenContentHead(long Number, long MadeAtMs, string By, bool Holds, int Parts, bool OtherRules);

/// <param name="IsOfNow">The campaign used then what it uses now.</param>
public sealed record ToldReport(ContentReport Report, bool IsOfNow);

/// <param name="Share">Of the batteries that are played, 0..1; null while nothing is under way.</param>
/// <param name="Stopped">Why the last one came to no end; null when it did.</param>
public sealed record ContentProgress(double? Share, ContentStop? Stopped) : IRunProgress
{
    public static readonly ContentProgress None = new(null, null);
}

public enum ContentStop
{
    Failed,

    /// <summary>Another rehearsal is open.</summary>
    Occupied,
}

/// <param name="Actor">Identifier of the account that asks.</param>
public sealed record AskedRehearsal(string RegionId, string Actor) : IAskedRun;
