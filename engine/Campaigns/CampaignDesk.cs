using System.Collections.Immutable;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Campaigns;

/// <summary>A region's campaigns: their settings, what a change of them would do, and the change. Who may do it is decided before.</summary>
public sealed class CampaignDesk
{
    private readonly Database _database;
    private readonly Writer _writer;
    private readonly AuditLog _audit;
    private readonly TimeProvider _clock;

    internal CampaignDesk(Database database, Writer writer, AuditLog audit, TimeProvider clock) =>
        (_database, _writer, _audit, _clock) = (database, writer, audit, clock);

    private const string Under = $"SELECT {CampaignRow.Columns} WHERE @kind = 'server' OR (@kind = 'region' AND g.region_id = @id) ORDER BY r.name, g.year DESC";

    /// <summary>The campaigns of a region, or of all; the newest first.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<IReadOnlyList<CampaignView>> ListAsync(OrgNode place, CancellationToken cancellation) =>
        [.. (await _database.QueryAsync<CampaignRow>(Under, new { kind = StoredText.Of(place.Kind), id = place.Id }, cancellation)).Select(Show)];

    private const string One = $"SELECT {CampaignRow.Columns} WHERE g.id = @campaignId AND g.region_id = @regionId";

    private static readonly string HeldSessions =
        "SELECT COUNT(*) AS Number FROM test_session x JOIN school_class c ON c.id = x.class_id WHERE c.campaign_id = @id AND " + SessionTables.Held;

    private const string PreliminaryResults = """
        SELECT COUNT(*) AS Number FROM test_session x JOIN school_class c ON c.id = x.class_id
        WHERE c.campaign_id = @id AND x.state = 'finished'
            AND NOT EXISTS (SELECT 1 FROM result_release r WHERE r.session_id = x.id AND r.withdrawn_at IS NULL)
        """;

    private const string IssuedByGrade = """
        SELECT c.grade, COUNT(*) AS Number FROM test_session x JOIN school_class c ON c.id = x.class_id
        WHERE c.campaign_id = @id AND x.state = 'issued' GROUP BY c.grade
        """;

    /// <summary>What a change would do. Null when there is no such campaign in this region.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<CampaignEffect?> LookAsync(string regionId, string campaignId, CampaignSettings wanted, CancellationToken cancellation)
    {
        if (await _database.FirstOrDefaultAsync<CampaignRow>(One, new { campaignId, regionId }, cancellation) is not { } row)
        {
            return null;
        }

        Campaign before = row.ToCampaign();
        Campaign after = Changed(before, wanted);
        long now = NowMs;
        var id = new { id = campaignId };
        bool isOver = now >= after.ClosesAtMs;
        ImmutableArray<int> grades = [.. before.Consent.ParentsDecide.Except(after.Consent.ParentsDecide), .. after.Consent.ParentsDecide.Except(before.Consent.ParentsDecide)];
        return new CampaignEffect(
            after.EraseFromMs,
            after.EraseFromMs <= now + Campaign.NoticeMs ? await CountAsync(HeldSessions, id, cancellation) : 0,
            before.Show == after.Show ? 0 : await CountAsync(PreliminaryResults, id, cancellation),
            isOver == now >= before.ClosesAtMs ? null : isOver,
            grades.IsEmpty
                ? 0
                : (await _database.QueryAsync<GradeRow>(IssuedByGrade, id, cancellation)).Where(grade => grades.Contains(grade.Grade)).Sum(grade => grade.Number));
    }

    private const string Update = """
        UPDATE campaign SET opens_at = @OpensAtMs, closes_at = @ClosesAtMs, show_settings = @show, consent_settings = @consent,
            keep_years = @KeepYears, shortened_at = @ShortenedAtMs WHERE id = @Id
        """;

    /// <summary>Null when it is done. What it erases waits for the notice; see <see cref="Campaign.EraseFromMs"/>.</summary>
    /// <param name="stamp">Of the settings this change was made from.</param>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public Task<CampaignFault?> ChangeAsync(
        string regionId, string campaignId, CampaignSettings wanted, string stamp, string actor, CancellationToken cancellation) =>
        wanted.Fault is { } fault
            ? Task.FromResult<CampaignFault?>(fault)
            : _writer.RunAsync(null, scope => Change(scope, regionId, campaignId, wanted, stamp, actor), cancellation);

    private CampaignFault? Change(WriteScope scope, string regionId, string campaignId, CampaignSettings wanted, string stamp, string actor)
    {
        // The row first: it keeps another node out until this transaction ends.
        scope.Execute("UPDATE campaign SET year = year WHERE id = @campaignId", new { campaignId });
        if (scope.FirstOrDefault<CampaignRow>(One, new { campaignId, regionId }) is not { } row)
        {
            return CampaignFault.Unknown;
        }

        Campaign before = row.ToCampaign();
        if (StampOf(CampaignSettings.Of(before)) != stamp)
        {
            return CampaignFault.Changed;
        }

        Campaign after = Changed(before, wanted);
        scope.Execute(
            Update,
            new
            {
                after.Id,
                after.OpensAtMs,
                after.ClosesAtMs,
                show = after.Show.ToJson(),
                consent = after.Consent.ToJson(),
                after.KeepYears,
                after.ShortenedAtMs,
            });
        foreach (string what in Parts(before, after))
        {
            _audit.Write(scope, new AuditEntry(actor, AuditAct.CampaignChanged, "region", regionId, new OrgNode(NodeKind.Region, regionId), what));
        }

        return null;
    }

    /// <summary>A change that brings the day of erasing nearer begins a notice; one that does not leaves what is running.</summary>
    private Campaign Changed(Campaign before, CampaignSettings wanted)
    {
        Campaign after = wanted.On(before);
        bool isShorter = (after with { ShortenedAtMs = null }).EraseFromMs < (before with { ShortenedAtMs = null }).EraseFromMs;
        return isShorter ? after with { ShortenedAtMs = NowMs } : after;
    }

    private static IEnumerable<string> Parts(Campaign before, Campaign after)
    {
        (string What, bool Changed)[] parts =
        [
            ("window", (before.OpensAtMs, before.ClosesAtMs) != (after.OpensAtMs, after.ClosesAtMs)),
            ("show", before.Show != after.Show),
            ("keep", before.KeepYears != after.KeepYears),
            ("operator", (before.Consent.OperatorName, before.Consent.OperatorAddress) != (after.Consent.OperatorName, after.Consent.OperatorAddress)),
            ("consent", !before.Consent.ParentsDecide.SequenceEqual(after.Consent.ParentsDecide)),
        ];
        return parts.Where(part => part.Changed).Select(part => part.What);
    }

    private static CampaignView Show(CampaignRow row)
    {
        Campaign campaign = row.ToCampaign();
        var settings = CampaignSettings.Of(campaign);
        return new CampaignView(campaign.Id, campaign.RegionId, row.RegionName, campaign.Year, settings, StampOf(settings), campaign.EraseFromMs);
    }

    private static string StampOf(CampaignSettings settings) => Sha256Hex.Of(JsonSerializer.Serialize(settings));

    private async Task<int> CountAsync(string sql, object values, CancellationToken cancellation) =>
        (await _database.FirstOrDefaultAsync<CountRow>(sql, values, cancellation))!.Number;

    private long NowMs => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    private sealed record CountRow
    {
        public required int Number { get; init; }
    }

    private sealed record GradeRow
    {
        public required int Grade { get; init; }

        public required int Number { get; init; }
    }
}
