using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Campaigns;

/// <summary>
/// A region's campaign of the next year: what opening it means, and opening it. Classes made from then on belong to it; those that are there stay in theirs. Who may
/// do it is decided before.
/// </summary>
public sealed class NextCampaignDesk
{
    private readonly Database _database;
    private readonly Writer _writer;
    private readonly AuditLog _audit;
    private readonly TimeProvider _clock;

    internal NextCampaignDesk(Database database, Writer writer, AuditLog audit, TimeProvider clock) =>
        (_database, _writer, _audit, _clock) = (database, writer, audit, clock);

    private const string Newest = $"SELECT {CampaignRow.Columns} WHERE g.region_id = @regionId ORDER BY g.year DESC";

    private const string Lessons = """
        SELECT COUNT(*) AS Classes, COALESCE(SUM(CASE WHEN lesson IN ('running', 'paused') THEN 1 ELSE 0 END), 0) AS Running
        FROM school_class WHERE campaign_id = @Id AND kind = 'lesson'
        """;

    /// <summary>What would be opened, or why nothing can be.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<(NextCampaign? Next, CampaignFault? Fault)> LookAsync(string regionId, CancellationToken cancellation)
    {
        if ((await _database.FirstOrDefaultAsync<CampaignRow>(Newest, new { regionId }, cancellation))?.ToCampaign() is not { } newest)
        {
            return (null, CampaignFault.Unknown);
        }

        LessonsRow lessons = (await _database.FirstOrDefaultAsync<LessonsRow>(Lessons, new { newest.Id }, cancellation))!;
        Campaign next = After(newest);
        return IsEarly(next, newest, lessons)
            ? (null, CampaignFault.Early)
            : (new NextCampaign(newest.Year, next.Year, next.OpensAtMs, next.ClosesAtMs, lessons.Classes, lessons.Running), null);
    }

    /// <summary>Null when it is open, also when it was before.</summary>
    /// <param name="year">The year that was looked at: a second press opens no second one.</param>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public Task<CampaignFault?> OpenAsync(string regionId, int year, string actor, CancellationToken cancellation) =>
        _writer.RunAsync(null, scope => Open(scope, regionId, year, actor), cancellation);

    private CampaignFault? Open(WriteScope scope, string regionId, int year, string actor)
    {
        // The rows first: they keep another node out until this transaction ends.
        scope.Execute("UPDATE campaign SET year = year WHERE region_id = @regionId", new { regionId });
        if (scope.FirstOrDefault<CampaignRow>(Newest, new { regionId })?.ToCampaign() is not { } newest)
        {
            return CampaignFault.Unknown;
        }

        if (newest.Year == year)
        {
            return null;
        }

        Campaign next = After(newest);
        if (next.Year != year)
        {
            return CampaignFault.Changed;
        }

        if (IsEarly(next, newest, scope.FirstOrDefault<LessonsRow>(Lessons, new { newest.Id })!))
        {
            return CampaignFault.Early;
        }

        OrgTree.Write(scope, next);
        _audit.Write(scope, new AuditEntry(actor, AuditAct.CampaignOpened, "region", regionId, new OrgNode(NodeKind.Region, regionId), $"{year}"));
        return null;
    }

    /// <summary>The year after the newest, or this one where years were left out.</summary>
    private Campaign After(Campaign newest) => newest.In(Math.Max(newest.Year + 1, ThisYear));

    /// <summary>Nobody has used the newest yet, or the next is further off than a year: whoever presses twice in a week does not want two.</summary>
    private bool IsEarly(Campaign next, Campaign newest, LessonsRow lessons) => next.Year > ThisYear + 1 || (lessons.Classes == 0 && newest.Year >= ThisYear);

    private int ThisYear => _clock.GetUtcNow().Year;

    private sealed record LessonsRow
    {
        public required int Classes { get; init; }

        public required int Running { get; init; }
    }
}

/// <summary>What opening the next campaign means, told before.</summary>
/// <param name="NewestYear">Of the campaign whose settings it takes over.</param>
/// <param name="Year">Its own.</param>
/// <param name="OpensAtMs">Start of its window until somebody sets it.</param>
/// <param name="ClosesAtMs">End of it, exclusive.</param>
/// <param name="Classes">Classes that stay in the newest.</param>
/// <param name="Running">Of these with a lesson going on now.</param>
public sealed record NextCampaign(int NewestYear, int Year, long OpensAtMs, long ClosesAtMs, int Classes, int Running);
