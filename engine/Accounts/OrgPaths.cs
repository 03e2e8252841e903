using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Accounts;

/// <summary>Where an object lies in the tree; what every check of access begins with.</summary>
public sealed class OrgPaths
{
    private readonly Database _database;

    internal OrgPaths(Database database) => _database = database;

    /// <summary>
    /// Joins for a row <c>a</c> with node_kind and node_id: its place's name is <see cref="Title"/>, and <see cref="Under"/> keeps what lies at
    /// or under the place @kind, @id.
    /// </summary>
    internal const string Places = """
        LEFT JOIN school s ON a.node_kind = 'school' AND s.id = a.node_id
        LEFT JOIN municipality m ON (a.node_kind = 'municipality' AND m.id = a.node_id) OR m.id = s.municipality_id
        LEFT JOIN region r ON a.node_kind = 'region' AND r.id = a.node_id
        """;

    internal const string Title = "CASE a.node_kind WHEN 'school' THEN s.name WHEN 'municipality' THEN m.name WHEN 'region' THEN r.name ELSE '' END";

    /// <summary>Keeps the schools s of municipalities m that are or lie under the place @kind, @id.</summary>
    internal const string SchoolUnder =
        "(@kind = 'server' OR (@kind = 'school' AND s.id = @id) OR (@kind = 'municipality' AND m.id = @id) OR (@kind = 'region' AND m.region_id = @id))";

    /// <summary>Keeps the classes c of campaigns g that are lessons of their school's newest campaign: no sittings, and nothing of last year.</summary>
    internal const string NewestLessons = """
        c.kind = 'lesson'
            AND g.year = (SELECT MAX(n.year) FROM school_class o JOIN campaign n ON n.id = o.campaign_id WHERE o.school_id = c.school_id AND o.kind = 'lesson')
        """;

    internal const string Under = """
        (@kind = 'server' OR (@kind = 'school' AND s.id = @id) OR (@kind = 'municipality' AND m.id = @id)
            OR (@kind = 'region' AND (m.region_id = @id OR r.id = @id)))
        """;

    private const string OfRegion = "SELECT id AS RegionId FROM region WHERE id = @id";

    private const string OfMunicipality = "SELECT region_id AS RegionId, id AS MunicipalityId FROM municipality WHERE id = @id";

    private const string OfSchool = """
        SELECT m.region_id AS RegionId, m.id AS MunicipalityId, s.id AS SchoolId
        FROM school s JOIN municipality m ON m.id = s.municipality_id WHERE s.id = @id
        """;

    private const string OfClass = """
        SELECT m.region_id AS RegionId, m.id AS MunicipalityId, s.id AS SchoolId, c.id AS ClassId
        FROM school_class c JOIN school s ON s.id = c.school_id JOIN municipality m ON m.id = s.municipality_id WHERE c.id = @id
        """;

    /// <summary>Null when there is no such place.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<OrgPath?> FindAsync(OrgNode node, CancellationToken cancellation) => node.Kind == NodeKind.Server
        ? OrgPath.Root
        : (await _database.FirstOrDefaultAsync<PathRow>(SqlOf(node.Kind), new { id = node.Id }, cancellation))?.ToPath();

    /// <summary>The same inside a transaction.</summary>
    internal static OrgPath? Find(WriteScope scope, OrgNode node) => node.Kind == NodeKind.Server
        ? OrgPath.Root
        : scope.FirstOrDefault<PathRow>(SqlOf(node.Kind), new { id = node.Id })?.ToPath();

    /// <summary>Whether somebody may do this with an object; never where the object is not there.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<bool> MayAsync(Account account, StaffAct act, OrgNode target, CancellationToken cancellation) =>
        await FindAsync(target, cancellation) is { } path && account.May(act, path);

    private static string SqlOf(NodeKind kind) => kind switch
    {
        NodeKind.Region => OfRegion,
        NodeKind.Municipality => OfMunicipality,
        NodeKind.School => OfSchool,
        NodeKind.Class => OfClass,
        NodeKind.Server => throw new ArgumentException("The whole server has no row.", nameof(kind)),
    };

    private const string NameOf = """
        SELECT name FROM region WHERE @kind = 'region' AND id = @id
        UNION ALL SELECT name FROM municipality WHERE @kind = 'municipality' AND id = @id
        UNION ALL SELECT name FROM school WHERE @kind = 'school' AND id = @id
        """;

    /// <summary>The name people know a place by; empty for the whole server and for places that are not there.</summary>
    public async Task<string> TitleAsync(OrgNode node, CancellationToken cancellation) =>
        await _database.FirstOrDefaultAsync<string>(NameOf, new { kind = StoredText.Of(node.Kind), id = node.Id }, cancellation) ?? "";

    private sealed record PathRow
    {
        public required string RegionId { get; init; }

        public string? MunicipalityId { get; init; }

        public string? SchoolId { get; init; }

        public string? ClassId { get; init; }

        public OrgPath ToPath() => new(RegionId, MunicipalityId, SchoolId, ClassId);
    }
}
