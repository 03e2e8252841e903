using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Consent;

/// <summary>What a parent sees and does behind the link: never a name, an answer or a result.</summary>
public sealed class ParentDesk
{
    private readonly Database _database;
    private readonly ConsentPen _pen;
    private readonly ParentRequests _requests;
    private readonly ParentLinks _links;
    private readonly AuditLog _audit;

    internal ParentDesk(Database database, ConsentPen pen, ParentRequests requests, ParentLinks links, AuditLog audit) =>
        (_database, _pen, _requests, _links, _audit) = (database, pen, requests, links, audit);

    private const string CampaignOf = $"SELECT {CampaignRow.Columns} WHERE g.id = @CampaignId";

    private const string EntriesOf = $"""
        SELECT {ConsentRow.Columns} FROM consent_entry e WHERE e.session_id = @id AND e.party = 'parent' ORDER BY e.number
        """;

    /// <summary>Null when the link opens nothing.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<ParentView?> LookAsync(string? link, CancellationToken cancellation)
    {
        if (await _links.FindAsync(link, cancellation) is not { } row)
        {
            return null;
        }

        if (row.Erased is not null)
        {
            return new ParentView.Gone();
        }

        Campaign campaign = (await _database.FirstOrDefaultAsync<CampaignRow>(CampaignOf, new { row.CampaignId }, cancellation))!.ToCampaign();
        IReadOnlyList<ConsentRow> entries = await _database.QueryAsync<ConsentRow>(EntriesOf, new { id = row.SessionId }, cancellation);
        IReadOnlyList<ParentRequest> asked = await _requests.OfSessionAsync(row.SessionId, cancellation);
        ConsentEntry[] told = [.. entries.Select(one => one.ToEntry())];
        return new ParentView.Seen(
            row.SchoolName, $"{row.Grade}{row.Letter}", row.Seat, campaign.Consent.ParentsDecide.Contains(row.Grade), told.LastOrDefault()?.Decision, row.State switch
            {
                "issued" => ParentProgress.Before,
                "finished" => ParentProgress.Finished,
                _ => ParentProgress.Begun,
            },
            campaign.EraseFromMs,
            campaign.Consent.OperatorName,
            campaign.Consent.OperatorAddress,
            [.. told.Select(one => new ParentDecided(one.Decision, one.Way, one.AtMs))],
            [.. asked.Where(one => one.ClosedBy != AuditEntry.Parent).Select(one => new ParentAsked(one.Kind, one.AskedAtMs, one.ClosedAtMs))]);
    }

    /// <summary>The last decision counts. False when the link opens nothing, or nothing any more.</summary>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public async Task<bool> DecideAsync(string? link, bool agrees, string textVersion, CancellationToken cancellation) =>
        await _links.FindAsync(link, cancellation) is { Erased: null } row
        && await _pen.WriteAsync(
            row.ClassId, [row.SessionId], new ConsentAct(ConsentParty.Parent, agrees, textVersion, ConsentWay.Link),
            (scope, stands) => _audit.Write(scope, Entry(row, ConsentRegistry.ActOf(stands.Single()), "parent")), cancellation) == 1;

    /// <summary>Asks the school for something; a request that is open already stays as it is. False when the link opens nothing.</summary>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public async Task<bool> AskAsync(string? link, ParentRequestKind kind, CancellationToken cancellation) =>
        await _links.FindAsync(link, cancellation) is { Erased: null } row
        && await _requests.OpenAsync(
            row.SessionId, kind, Entry(row, kind == ParentRequestKind.Deletion ? AuditAct.DeletionAsked : AuditAct.MeetingAsked, ""), cancellation);

    /// <summary>Takes an open request back. False when the link opens nothing or nothing is open.</summary>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public async Task<bool> RecallAsync(string? link, ParentRequestKind kind, CancellationToken cancellation) =>
        await _links.FindAsync(link, cancellation) is { Erased: null } row
        && await _requests.RecallAsync(row.SessionId, kind, Entry(row, AuditAct.RequestRecalled, StoredText.Of(kind)), cancellation);

    private static AuditEntry Entry(LinkedSeat row, AuditAct act, string detail) =>
        new(AuditEntry.Parent, act, "session", row.SessionId, new OrgNode(NodeKind.Class, row.ClassId), detail);
}

/// <summary>What a link shows.</summary>
public abstract record ParentView
{
    private ParentView()
    {
    }

    /// <param name="IsNeeded">Nothing starts without this parent's agreement.</param>
    /// <param name="Decision">The last one; null when none was made.</param>
    /// <param name="EraseFromMs">From when on what is held is erased, Unix ms; see <see cref="Campaign.EraseFromMs"/>.</param>
    /// <param name="OperatorName">The organisation whose data they are; empty where none is set.</param>
    public sealed record Seen(
        string SchoolName, string ClassName, int Seat, bool IsNeeded, ConsentDecision? Decision, ParentProgress Progress, long EraseFromMs,
        string OperatorName, string OperatorAddress,
        IReadOnlyList<ParentDecided> Decided, IReadOnlyList<ParentAsked> Asked) : ParentView;

    /// <summary>All was erased.</summary>
    public sealed record Gone : ParentView;
}

/// <summary>How far the student has come, as far as a parent is told.</summary>
public enum ParentProgress
{
    Before,
    Begun,
    Finished,
}

public sealed record ParentDecided(ConsentDecision Decision, ConsentWay Way, long AtMs);

/// <summary>A request that was not taken back.</summary>
public sealed record ParentAsked(ParentRequestKind Kind, long AskedAtMs, long? ClosedAtMs);
