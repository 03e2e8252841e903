using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Accounts;

/// <summary>Where an object lies in the tree; what every check of access begins with.</summary>
public sealed class OrgPaths
{
    private readonly Database _database;

    internal OrgPaths(Database database) => _database = database;

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

    private static string SqlOf(NodeKind kind) => kind switch
    {
        NodeKind.Region => OfRegion,
        NodeKind.Municipality => OfMunicipality,
        NodeKind.School => OfSchool,
        NodeKind.Class => OfClass,
        NodeKind.Server => throw new ArgumentException("The whole server has no row.", nameof(kind)),
    };

    private const string Title = """
        SELECT name FROM region WHERE @kind = 'region' AND id = @id
        UNION ALL SELECT name FROM municipality WHERE @kind = 'municipality' AND id = @id
        UNION ALL SELECT name FROM school WHERE @kind = 'school' AND id = @id
        """;

    private const string TitleOfClass = "SELECT grade, letter FROM school_class WHERE id = @id";

    /// <summary>The name people know a place by; empty for the whole server and for places that are not there.</summary>
    public async Task<string> TitleAsync(OrgNode node, CancellationToken cancellation) => node.Kind == NodeKind.Class
        ? await _database.FirstOrDefaultAsync<ClassRow>(TitleOfClass, new { id = node.Id }, cancellation) is { } room ? $"{room.Grade}{room.Letter}" : ""
        : (await _database.FirstOrDefaultAsync<NameRow>(Title, new { kind = StoredText.Of(node.Kind), id = node.Id }, cancellation))?.Name ?? "";

    private sealed record ClassRow
    {
        public required int Grade { get; init; }

        public required string Letter { get; init; }
    }

    private sealed record NameRow
    {
        public required string Name { get; init; }
    }

    private sealed record PathRow
    {
        public required string RegionId { get; init; }

        public string? MunicipalityId { get; init; }

        public string? SchoolId { get; init; }

        public string? ClassId { get; init; }

        public OrgPath ToPath() => new(RegionId, MunicipalityId, SchoolId, ClassId);
    }
}
