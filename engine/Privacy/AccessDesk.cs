using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Privacy;

/// <summary>The access report of a school: accounts by their place, deeds by the log's index of the school. Who may read it is decided before.</summary>
public sealed class AccessDesk
{
    /// <summary>Lines of one reading.</summary>
    public const int MostLines = 100;

    /// <summary>The longest period: a year and a day.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(367);

    private readonly Database _database;
    private readonly OrgPaths _paths;
    private readonly AuditLog _audit;

    internal AccessDesk(Database database, AuditLog audit) => (_database, _paths, _audit) = (database, new OrgPaths(database), audit);

    /// <summary>Null when there is no such school.</summary>
    /// <param name="fromMs">Unix ms, inclusive.</param>
    /// <param name="toMs">Unix ms, exclusive.</param>
    /// <param name="before">Only lines with a smaller number.</param>
    /// <exception cref="ArgumentException">The period is empty or longer than <see cref="Longest"/>.</exception>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<AccessReport?> ReadAsync(string schoolId, long fromMs, long toMs, long before, CancellationToken cancellation)
    {
        if (fromMs < 0 || toMs <= fromMs || toMs - fromMs > (long)Longest.TotalMilliseconds)
        {
            throw new ArgumentException($"A period has 1 ms..{Longest.Days} days.", nameof(toMs));
        }

        OrgNode school = new(NodeKind.School, schoolId);
        if (await _paths.FindAsync(school, cancellation) is not { } path)
        {
            return null;
        }

        IReadOnlyList<PersonRow> people = await _database.QueryAsync<PersonRow>(People, path, cancellation);
        IReadOnlyList<DeedRow> deeds = await _database.QueryAsync<DeedRow>(Deeds, new { schoolId, fromMs, toMs }, cancellation);
        IReadOnlyList<AuditLine> lines = await _audit.ReadSinglyAsync(schoolId, fromMs, toMs, before, MostLines + 1, cancellation);
        return new AccessReport(
            await _paths.TitleAsync(school, cancellation), fromMs, toMs, [.. people.Select(row => row.ToPerson())], [.. deeds.Select(row => row.ToDeeds())],
            [.. lines.Take(MostLines)], lines.Count > MostLines ? lines[MostLines - 1].Number : null);
    }

    private const string People = $"""
        SELECT {AccountRow.Columns}, a.created_at AS CreatedAt, {OrgPaths.Title} AS PlaceTitle,
            (SELECT MAX(e.at) FROM audit_entry e WHERE e.object_kind = 'account' AND e.object_id = a.id AND e.act = 'signedIn') AS SignedInAt
        FROM account a {OrgPaths.Places}
        WHERE a.node_kind = 'server' OR (a.node_kind = 'region' AND a.node_id = @RegionId)
            OR (a.node_kind = 'municipality' AND a.node_id = @MunicipalityId) OR (a.node_kind = 'school' AND a.node_id = @SchoolId)
        ORDER BY a.disabled, a.role, a.name, a.id
        """;

    private const string Deeds = """
        SELECT e.actor, w.name AS ActorName, w.role, e.act, COUNT(*) AS Number
        FROM audit_entry e LEFT JOIN account w ON w.id = e.actor
        WHERE e.school_id = @schoolId AND e.at >= @fromMs AND e.at < @toMs
        GROUP BY e.actor, w.name, w.role, e.act ORDER BY w.name, e.actor, COUNT(*) DESC, e.act
        """;

    private sealed record PersonRow : AccountRow
    {
        public required long CreatedAt { get; init; }

        public required string PlaceTitle { get; init; }

        public long? SignedInAt { get; init; }

        public AccessPerson ToPerson()
        {
            Account account = ToAccount();
            return new AccessPerson(
                Id, Login, Name, account.Role, account.Node.Kind, PlaceTitle, CreatedAt, SignedInAt, account.HasSecondFactor, account.Disabled,
                Permissions.ActsOf(account.Role));
        }
    }

    private sealed record DeedRow
    {
        public required string Actor { get; init; }

        public string? ActorName { get; init; }

        public string? Role { get; init; }

        public required string Act { get; init; }

        public required int Number { get; init; }

        public AccessDeeds ToDeeds() =>
            new(Actor, ActorName, Role is null ? null : StoredText.Read<StaffRole>(Role), StoredText.Read<AuditAct>(Act), Number);
    }
}
