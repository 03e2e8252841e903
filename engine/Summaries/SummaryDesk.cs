using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Indicators;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Summaries;

/// <summary>A school looks at what it would tell of its year, publishes exactly that, and takes it back. Who may do it is decided before.</summary>
public sealed class SummaryDesk
{
    private readonly Database _database;
    private readonly Writer _writer;
    private readonly OrgPaths _paths;
    private readonly IndicatorDesk _indicators;
    private readonly AuditLog _audit;
    private readonly TimeProvider _clock;

    internal SummaryDesk(Database database, Writer writer, OrgPaths paths, IndicatorDesk indicators, AuditLog audit, TimeProvider clock) =>
        (_database, _writer, _paths, _indicators, _audit, _clock) = (database, writer, paths, indicators, audit, clock);

    private const string OfSchool = $"SELECT {SummaryRow.Columns} FROM school_summary p WHERE p.school_id = @schoolId";

    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<SummaryState> ReadAsync(string schoolId, CancellationToken cancellation)
    {
        SummaryRow? row = await RowAsync(schoolId, cancellation);
        SchoolSummary? draft = await DraftAsync(schoolId, row, cancellation);
        return new SummaryState(
            draft, draft is null ? null : SummaryRow.StampOf(draft),
            row?.Read() is { } told
                ? new PublicSummary(
                    row.Link, row.PublishedAt, await AccountName.OfAsync(_database, row.PublishedBy, cancellation),
                    SummaryRow.StampOf(told), told)
                : null);
    }

    /// <summary>What would be public by the last pass; null where nothing may be told.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<SchoolSummary?> DraftAsync(string schoolId, CancellationToken cancellation) => await DraftAsync(schoolId, await RowAsync(schoolId, cancellation), cancellation);

    private async Task<SchoolSummary?> DraftAsync(string schoolId, SummaryRow? row, CancellationToken cancellation) =>
        await _paths.FindAsync(new OrgNode(NodeKind.School, schoolId), cancellation) is { MunicipalityId: { } municipality }
        && await _indicators.ReadAsync(new OrgNode(NodeKind.Municipality, municipality), cancellation) is { } page
        && SummaryWriter.Write(page, schoolId) is { } draft
            ? ToldBefore.Read(row).Keep(draft)
            : null;

    private Task<SummaryRow?> RowAsync(string schoolId, CancellationToken cancellation) => _database.FirstOrDefaultAsync<SummaryRow>(OfSchool, new { schoolId }, cancellation);

    private const string Insert = """
        INSERT INTO school_summary (school_id, link, year, published_at, published_by, summary, hash, told) VALUES (@SchoolId, @Link, @Year, @PublishedAt, @PublishedBy, @Summary, @Hash, @Told)
        """;

    private const string Update = """
        UPDATE school_summary SET year = @Year, published_at = @PublishedAt, published_by = @PublishedBy, summary = @Summary, hash = @Hash, told = @Told WHERE school_id = @SchoolId
        """;

    /// <summary>Makes public what was looked at.</summary>
    /// <param name="stamp">Of the draft that was looked at.</param>
    /// <param name="actor">Identifier of the account that publishes.</param>
    /// <returns>False when the draft is another by now, or none.</returns>
    /// <exception cref="StoreBusyException">The store cannot be read or written now.</exception>
    public async Task<bool> PublishAsync(string schoolId, string stamp, string actor, CancellationToken cancellation)
    {
        SummaryRow? known = await RowAsync(schoolId, cancellation);
        if (await DraftAsync(schoolId, known, cancellation) is not { } draft || SummaryRow.StampOf(draft) != stamp)
        {
            return false;
        }

        (string packed, string told) = (PackedText.Pack(SummaryRow.JsonOf(draft)), ToldBefore.Read(known).With(draft));
        return await _writer.RunAsync(
            null,
            scope =>
            {
                SummaryRow? before = scope.FirstOrDefault<SummaryRow>(OfSchool, new { schoolId });
                if (before?.Told != known?.Told)
                {
                    return false;
                }

                SummaryRow row = new()
                {
                    SchoolId = schoolId,
                    // A school's site goes on showing it when it is published again, also after it was taken back.
                    Link = before?.Link ?? NewId.Secret(),
                    Year = draft.Year,
                    PublishedAt = _clock.GetUtcNow().ToUnixTimeMilliseconds(),
                    PublishedBy = actor,
                    Summary = packed,
                    Told = told,
                };
                scope.Execute(before is null ? Insert : Update, row with { Hash = row.TrueHash() });
                _audit.Write(scope, EntryOf(actor, AuditAct.SummaryPublished, schoolId));
                return true;
            },
            cancellation);
    }

    private const string Withdraw = "UPDATE school_summary SET summary = NULL, hash = NULL WHERE school_id = @schoolId AND summary IS NOT NULL";

    /// <summary>From now on its address opens nothing. Nothing happens where nothing is public.</summary>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public Task<bool> WithdrawAsync(string schoolId, string actor, CancellationToken cancellation) => _writer.RunAsync(
        null,
        scope =>
        {
            bool was = scope.Execute(Withdraw, new { schoolId }) == 1;
            if (was)
            {
                _audit.Write(scope, EntryOf(actor, AuditAct.SummaryWithdrawn, schoolId));
            }

            return was;
        },
        cancellation);

    private const string OfLink = $"SELECT {SummaryRow.Columns} FROM school_summary p WHERE p.link = @link AND p.summary IS NOT NULL";

    /// <summary>What stands at a public address; null where nothing does, or nothing any more.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<OpenSummary?> OpenAsync(string link, CancellationToken cancellation) =>
        link.Length <= LongestLink && link.All(char.IsAsciiLetterOrDigit)
        && await _database.FirstOrDefaultAsync<SummaryRow>(OfLink, new { link }, cancellation) is { Hash: { } hash } row && row.Read() is { } summary
            ? new OpenSummary(summary, row.PublishedAt, hash)
            : null;

    private const int LongestLink = 40;

    private static AuditEntry EntryOf(string actor, AuditAct act, string schoolId) => new(actor, act, "school", schoolId, new OrgNode(NodeKind.School, schoolId));
}

/// <param name="Draft">What would be public; null where nothing may be told yet.</param>
/// <param name="Stamp">Of the draft, for publishing it.</param>
/// <param name="Public">What is public now; null while nothing is.</param>
public sealed record SummaryState(SchoolSummary? Draft, string? Stamp, PublicSummary? Public);

/// <param name="Link">The end of its address.</param>
/// <param name="By">The name of whoever published it.</param>
/// <param name="Stamp">The draft's, where it is still the same.</param>
public sealed record PublicSummary(string Link, long PublishedAtMs, string By, string Stamp, SchoolSummary Summary);

/// <param name="Hash">Of all of it: another for every other publication.</param>
public sealed record OpenSummary(SchoolSummary Summary, long PublishedAtMs, string Hash);
