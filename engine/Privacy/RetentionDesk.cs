using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Privacy;

/// <summary>
/// Erases what campaigns no longer keep: class by class, so that nobody waits for it, one node at a time. Nothing is remembered between two
/// steps but what the store holds, so a crash costs nothing: the next step goes on.
/// </summary>
public sealed class RetentionDesk
{
    private const long LeaseMs = 120_000;
    private readonly Database _database;
    private readonly Writer _writer;
    private readonly ErasureDesk _erasure;
    private readonly AuditLog _audit;
    private readonly TimeProvider _clock;
    private readonly string _holder = NewId.Next();

    internal RetentionDesk(Database database, Writer writer, ErasureDesk erasure, AuditLog audit, TimeProvider clock) =>
        (_database, _writer, _erasure, _audit, _clock) = (database, writer, erasure, audit, clock);

    /// <summary>Every campaign with what is held on it and from when on it is erased.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<IReadOnlyList<KeptCampaign>> ReadAsync(CancellationToken cancellation)
    {
        List<KeptCampaign> kept = [];
        foreach (CampaignRow row in await _database.QueryAsync<CampaignRow>(AllCampaigns, null, cancellation))
        {
            Campaign campaign = row.ToCampaign();
            HeldRow held = (await _database.FirstOrDefaultAsync<HeldRow>(HeldOf, new { id = row.Id }, cancellation))!;
            kept.Add(new KeptCampaign(
                row.Id, row.RegionName, row.Year, row.ClosesAt, row.KeepYears, campaign.EraseFromMs, campaign.EraseFromMs <= NowMs, held.Sessions));
        }

        return kept;
    }

    private const string AllCampaigns = $"SELECT {CampaignRow.Columns} ORDER BY r.name, g.year";

    private static readonly string HeldOf =
        "SELECT COUNT(*) AS Sessions FROM test_session x JOIN school_class c ON c.id = x.class_id WHERE c.campaign_id = @id AND " + SessionTables.Held;

    /// <summary>Classes that have something to erase; each is one step.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<IReadOnlyList<string>> DueClassesAsync(CancellationToken cancellation)
    {
        List<string> due = [];
        foreach (CampaignRow row in await _database.QueryAsync<CampaignRow>(AllCampaigns, null, cancellation))
        {
            if (row.ToCampaign().EraseFromMs <= NowMs)
            {
                due.AddRange(await _database.QueryAsync<string>(ClassesOf, new { id = row.Id }, cancellation));
            }
        }

        return due;
    }

    private static readonly string ClassesOf =
        "SELECT c.id FROM school_class c WHERE c.campaign_id = @id AND (EXISTS (SELECT 1 FROM name_list n WHERE n.class_id = c.id) "
        + "OR EXISTS (SELECT 1 FROM test_session x WHERE x.class_id = c.id AND " + SessionTables.Held + ")) ORDER BY c.id";

    private const string CampaignOf = $"SELECT {CampaignRow.Columns} JOIN school_class c ON c.campaign_id = g.id WHERE c.id = @classId";

    private const string DropNames = "DELETE FROM name_list WHERE class_id = @classId";

    private static readonly string HeldInClass = "SELECT x.id FROM test_session x WHERE x.class_id = @classId AND " + SessionTables.Held;

    /// <summary>
    /// Erases what is held on a class's sessions, if that is still due; how many there were. Null when another node does this work now.
    /// </summary>
    /// <exception cref="StoreBusyException">The store cannot be read or written now.</exception>
    public async Task<int?> EraseClassAsync(string classId, string actor, CancellationToken cancellation)
    {
        if (!await _writer.RunAsync(null, HoldLease, cancellation))
        {
            return null;
        }

        // Looked at again: the campaign may have been changed since the list was made.
        if (await _database.FirstOrDefaultAsync<CampaignRow>(CampaignOf, new { classId }, cancellation) is not { } campaign
            || campaign.ToCampaign().EraseFromMs > NowMs)
        {
            return 0;
        }

        IReadOnlyList<string> held = await _database.QueryAsync<string>(HeldInClass, new { classId }, cancellation);
        await _erasure.EraseTogetherAsync(
            held,
            (scope, erased) =>
            {
                scope.Execute(DropNames, new { classId });
                _audit.Write(
                    scope,
                    new AuditEntry(
                        actor, AuditAct.RetentionApplied, "class", classId, new OrgNode(NodeKind.Class, classId),
                        erased.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            },
            cancellation);
        return held.Count;
    }

    /// <summary>After the last class: what is left of the erased sessions in the log of answers, in one walk through it.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read or written now.</exception>
    public Task SweepAsync(CancellationToken cancellation) => _erasure.SweepLogAsync(cancellation);

    private const string TakeLease = """
        UPDATE node_lease SET holder = @holder, until_at = @until WHERE name = 'retention' AND (holder = @holder OR until_at <= @now)
        """;

    private bool HoldLease(WriteScope scope) => scope.Execute(TakeLease, new { holder = _holder, now = NowMs, until = NowMs + LeaseMs }) == 1;

    private long NowMs => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    private sealed record HeldRow
    {
        public required int Sessions { get; init; }
    }
}

/// <param name="ClosesAtMs">End of its window, Unix ms.</param>
/// <param name="EraseFromMs">From when on what is held is erased, Unix ms.</param>
/// <param name="IsDue">Whether that time has come.</param>
/// <param name="Sessions">Sessions on which something is held.</param>
public sealed record KeptCampaign(
    string Id, string RegionName, int Year, long ClosesAtMs, int KeepYears, long EraseFromMs, bool IsDue, int Sessions);
