using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Readiness;

/// <summary>The links to the checks of classes: made when first shown, replaced by whoever holds the lesson.</summary>
public sealed class CheckLinks
{
    private readonly Database _database;
    private readonly Writer _writer;
    private readonly KeyRing _keys;
    private readonly AuditLog _audit;
    private readonly TimeProvider _clock;

    internal CheckLinks(Database database, Writer writer, KeyRing keys, AuditLog audit, TimeProvider clock) =>
        (_database, _writer, _keys, _audit, _clock) = (database, writer, keys, audit, clock);

    private const string RevisionOf = "SELECT revision FROM check_link WHERE class_id = @classId";

    private const string ClassIsThere = "SELECT COUNT(*) FROM school_class WHERE id = @classId";

    private const string Insert = "INSERT INTO check_link (class_id, revision, link_hash, made_at) VALUES (@classId, @revision, @hash, @now)";

    private const string Update = "UPDATE check_link SET revision = @revision, link_hash = @hash, made_at = @now WHERE class_id = @classId";

    /// <summary>The class's link, made now if it has none; null when there is no such class.</summary>
    /// <exception cref="StoreBusyException">The store cannot be used now.</exception>
    public async Task<string?> OfClassAsync(string classId, CancellationToken cancellation)
    {
        IReadOnlyList<int> known = await _database.QueryAsync<int>(RevisionOf, new { classId }, cancellation);
        int? revision = known is [var held] ? held : await _writer.RunAsync(null, scope => Make(scope, classId), cancellation);
        return revision is { } made ? CheckLink.Of(_keys.Print.Span, classId, made).ToString() : null;
    }

    /// <summary>Another link; the old one, and every check that was opened by it, is refused from now on. Null when there is no such class.</summary>
    /// <exception cref="StoreBusyException">The store cannot be used now.</exception>
    public async Task<string?> RenewAsync(string classId, string actor, CancellationToken cancellation)
    {
        int? revision = await _writer.RunAsync<int?>(
            null,
            scope =>
            {
                if (Make(scope, classId) is not { } held)
                {
                    return null;
                }

                Keep(scope, Update, classId, held + 1);
                _audit.Write(scope, new AuditEntry(actor, AuditAct.CheckLinkRenewed, "class", classId, new OrgNode(NodeKind.Class, classId), ""));
                return held + 1;
            },
            cancellation);
        return revision is { } made ? CheckLink.Of(_keys.Print.Span, classId, made).ToString() : null;
    }

    /// <summary>The revision there is, or the first one.</summary>
    private int? Make(WriteScope scope, string classId)
    {
        if (scope.FirstOrDefault<int>(RevisionOf, new { classId }) is > 0 and var held)
        {
            return held;
        }

        return scope.Scalar<long>(ClassIsThere, new { classId }) == 1 ? Keep(scope, Insert, classId, 1) : null;
    }

    private int Keep(WriteScope scope, string sql, string classId, int revision)
    {
        string hash = CheckLink.Of(_keys.Print.Span, classId, revision).Hash(_keys.LookUp.Span);
        scope.Execute(sql, new { classId, revision, hash, now = _clock.GetUtcNow().ToUnixTimeMilliseconds() });
        return revision;
    }

    private const string ClassOf = """
        SELECT l.class_id AS ClassId, l.revision, s.name AS SchoolName, c.grade, c.letter, c.package_hash AS PackageHash, g.closes_at AS ClosesAt
        FROM check_link l
        JOIN school_class c ON c.id = l.class_id
        JOIN school s ON s.id = c.school_id
        JOIN campaign g ON g.id = c.campaign_id
        WHERE l.link_hash = @hash
        """;

    /// <summary>What a link opens; null when it opens nothing.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<CheckedClass?> FindAsync(string? link, CancellationToken cancellation)
    {
        foreach (CheckLink reading in CheckLink.Readings(link))
        {
            if (await _database.FirstOrDefaultAsync<ClassRow>(ClassOf, new { hash = reading.Hash(_keys.LookUp.Span) }, cancellation) is { } row)
            {
                return new CheckedClass(
                    row.ClassId, row.Revision, row.SchoolName, $"{row.Grade}{row.Letter}", row.PackageHash,
                    row.ClosesAt <= _clock.GetUtcNow().ToUnixTimeMilliseconds());
            }
        }

        return null;
    }

    private sealed record ClassRow
    {
        public required string ClassId { get; init; }

        public required int Revision { get; init; }

        public required string SchoolName { get; init; }

        public required int Grade { get; init; }

        public required string Letter { get; init; }

        public required string PackageHash { get; init; }

        public required long ClosesAt { get; init; }
    }
}

/// <param name="Revision">Of the link.</param>
/// <param name="IsOver">The campaign's window has closed: nothing is checked any more.</param>
public sealed record CheckedClass(string ClassId, int Revision, string SchoolName, string ClassName, string PackageHash, bool IsOver);
