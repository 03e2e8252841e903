using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Roster;

/// <summary>A school that is there.</summary>
internal sealed record KnownSchool(string Id, string Name, string MunicipalityId, string Municipality, Settlement Settlement);

/// <summary>The schools an import may write to, found by number or by name.</summary>
internal sealed class KnownSchools
{
    private readonly Dictionary<string, KnownSchool> _byCode;
    private readonly ILookup<string, KnownSchool> _byName;
    private readonly HashSet<string> _coded;
    private readonly HashSet<string> _foreignCodes;
    private readonly HashSet<string> _municipalities;

    private KnownSchools(IReadOnlyList<SchoolRow> schools, IReadOnlyList<CodeRow> codes, IReadOnlyList<string> municipalities)
    {
        Schools = [.. schools.Select(row => new KnownSchool(row.Id, row.Name, row.MunicipalityId, row.Municipality, StoredText.Read<Settlement>(row.Settlement)))];
        var byId = Schools.ToDictionary(school => school.Id, StringComparer.Ordinal);
        _byCode = codes.Where(code => byId.ContainsKey(code.SchoolId)).GroupBy(code => code.Code.ToUpperInvariant(), StringComparer.Ordinal)
            .ToDictionary(code => code.Key, code => byId[code.First().SchoolId], StringComparer.Ordinal);
        _coded = [.. codes.Select(code => code.SchoolId)];
        _foreignCodes = [.. codes.Where(code => !byId.ContainsKey(code.SchoolId)).Select(code => code.Code.ToUpperInvariant())];
        _byName = Schools.ToLookup(school => Key(school.Municipality, school.Name), StringComparer.Ordinal);
        _municipalities = [.. municipalities.Select(RosterWords.KeyOf)];
    }

    public IReadOnlyList<KnownSchool> Schools { get; }

    private const string Municipalities =
        "SELECT m.name FROM municipality m WHERE m.region_id = @RegionId AND (@MunicipalityId = '' OR m.id = @MunicipalityId)";

    private const string All = """
        SELECT s.id, s.name, s.settlement, m.id AS MunicipalityId, m.name AS Municipality FROM school s JOIN municipality m ON m.id = s.municipality_id
        WHERE m.region_id = @RegionId AND (@MunicipalityId = '' OR m.id = @MunicipalityId) ORDER BY m.name, s.name, s.id
        """;

    private const string Codes = "SELECT code, school_id AS SchoolId FROM school_code WHERE region_id = @RegionId ORDER BY code";

    public static async Task<KnownSchools> ReadAsync(Database store, RosterScope scope, CancellationToken cancellation) => new(
        await store.QueryAsync<SchoolRow>(All, Place(scope), cancellation),
        await store.QueryAsync<CodeRow>(Codes, Place(scope), cancellation),
        await store.QueryAsync<string>(Municipalities, Place(scope), cancellation));

    /// <summary>The same inside a transaction.</summary>
    public static KnownSchools Read(WriteScope store, RosterScope scope) =>
        new(store.Query<SchoolRow>(All, Place(scope)), store.Query<CodeRow>(Codes, Place(scope)), store.Query<string>(Municipalities, Place(scope)));

    /// <summary>Null when there is no such school yet. Its number goes before its name: one of this name with another number is not it.</summary>
    public KnownSchool? Find(RosterScope scope, RosterSchool school) =>
        _byCode.GetValueOrDefault(school.Code) ?? Named(scope, school).FirstOrDefault(there => school.Code.Length == 0 || !_coded.Contains(there.Id));

    /// <summary>Nobody knows which it is: its number is unknown or not told, and several schools have its name, or one with another number.</summary>
    public bool IsMixed(RosterScope scope, RosterSchool school)
    {
        KnownSchool[] named = [.. Named(scope, school)];
        return !_byCode.ContainsKey(school.Code) && (named.Length > 1 || (school.Code.Length > 0 && named.Any(there => _coded.Contains(there.Id))));
    }

    /// <summary>The number is of one school, and the municipality or the name beside it of another.</summary>
    public bool IsContradicted(RosterScope scope, RosterSchool school) =>
        _byCode.GetValueOrDefault(school.Code) is { } there
        && ((school.Municipality.Length > 0 && RosterWords.KeyOf(school.Municipality) != RosterWords.KeyOf(there.Municipality))
            || Named(scope, school with { Municipality = there.Municipality }).Any(other => other.Id != there.Id));

    /// <summary>The number is that of a school somebody else keeps.</summary>
    public bool IsForeign(RosterSchool school) => _foreignCodes.Contains(school.Code);

    /// <summary>Of any school of the region.</summary>
    public bool HasCode(string code) => _byCode.ContainsKey(code) || _foreignCodes.Contains(code);

    /// <summary>The file tells a number or a settlement the store does not have.</summary>
    public bool IsTold(RosterSchool school, KnownSchool there) =>
        (school.Code.Length > 0 && !_byCode.ContainsKey(school.Code)) || (school.Settlement is { } told && told != there.Settlement);

    public bool HasMunicipality(string name) => _municipalities.Contains(RosterWords.KeyOf(name));

    private IEnumerable<KnownSchool> Named(RosterScope scope, RosterSchool school) =>
        school.Name.Length > 0 ? _byName[Key(school.Municipality.Length > 0 ? school.Municipality : scope.MunicipalityName, school.Name)] : [];

    private static string Key(string municipality, string name) => $"{RosterWords.KeyOf(municipality)}/{RosterWords.KeyOf(name)}";

    private static object Place(RosterScope scope) => new { RegionId = scope.RegionId ?? "", MunicipalityId = scope.MunicipalityId ?? "" };

    private sealed record SchoolRow
    {
        public required string Id { get; init; }

        public required string Name { get; init; }

        public required string MunicipalityId { get; init; }

        public required string Municipality { get; init; }

        public required string Settlement { get; init; }
    }

    private sealed record CodeRow
    {
        public required string Code { get; init; }

        public required string SchoolId { get; init; }
    }
}
