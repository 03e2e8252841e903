using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Campaigns;

/// <summary>Region → municipality → school → class, with the seats and sessions a class is made with.</summary>
public sealed class OrgTree
{
    private const int PrefixAttempts = 100;

    private readonly Database _database;
    private readonly Writer _writer;
    private readonly BatteryLibrary _batteries;
    private readonly KeyRing _keys;
    private readonly AuditLog _audit;
    private readonly TimeProvider _clock;
    private readonly string _actor;

    internal OrgTree(
        Database database, Writer writer, BatteryLibrary batteries, KeyRing keys, AuditLog audit, TimeProvider clock, string actor = AuditEntry.System) =>
        (_database, _writer, _batteries, _keys, _audit, _clock, _actor) = (database, writer, batteries, keys, audit, clock, actor);

    /// <summary>The same tree, with somebody at it: what is made is written down as theirs.</summary>
    public OrgTree By(string actor) => new(_database, _writer, _batteries, _keys, _audit, _clock, actor);

    private const string InsertRegion = "INSERT INTO region (id, name) VALUES (@Id, @Name)";

    private const string InsertCampaign = """
        INSERT INTO campaign (id, region_id, year, opens_at, closes_at, show_settings, consent_settings, keep_years)
        VALUES (@Id, @RegionId, @Year, @OpensAtMs, @ClosesAtMs, @show, @consent, @KeepYears)
        """;

    /// <summary>Adds a region with its campaign of the current year and the default settings of what is shown when.</summary>
    public Task<Region> AddRegionAsync(string name, CancellationToken cancellation) => AddRegionAsync(name, new ConsentSettings(), beside: null, cancellation);

    /// <summary>The same with the campaign's own rules of who must agree.</summary>
    /// <param name="beside">A statement about the region's <c>@Id</c> in the same transaction, or null.</param>
    internal Task<Region> AddRegionAsync(string name, ConsentSettings consent, string? beside, CancellationToken cancellation)
    {
        var region = new Region(NewId.Next(), Named(name));
        return _writer.RunAsync(
            null,
            scope =>
            {
                if (beside is not null)
                {
                    scope.Execute(beside, new { region.Id });
                }

                return Write(scope, region, Campaign.Of(region, _clock.GetUtcNow()) with { Consent = consent });
            },
            cancellation);
    }

    /// <summary>A region and its campaign, inside a transaction.</summary>
    internal static Region Write(WriteScope scope, Region region, Campaign campaign)
    {
        scope.Execute(InsertRegion, region);
        Write(scope, campaign);
        return region;
    }

    /// <summary>A further campaign of a region that is there, inside a transaction.</summary>
    internal static void Write(WriteScope scope, Campaign campaign) =>
        scope.Execute(
            InsertCampaign,
            new
            {
                campaign.Id,
                campaign.RegionId,
                campaign.Year,
                campaign.OpensAtMs,
                campaign.ClosesAtMs,
                show = campaign.Show.ToJson(),
                consent = campaign.Consent.ToJson(),
                campaign.KeepYears,
            });

    private const string InsertMunicipality = "INSERT INTO municipality (id, region_id, name) VALUES (@Id, @RegionId, @Name)";

    public Task<Municipality> AddMunicipalityAsync(string regionId, string name, CancellationToken cancellation)
    {
        var municipality = new Municipality(NewId.Next(), regionId, Named(name));
        return _writer.RunAsync(null, scope => Write(scope, municipality), cancellation);
    }

    /// <summary>A municipality, inside a transaction.</summary>
    internal static Municipality Write(WriteScope scope, Municipality municipality)
    {
        scope.Execute(InsertMunicipality, municipality);
        return municipality;
    }

    private const string InsertSchool = """
        INSERT INTO school (id, municipality_id, name, prefix, settlement) VALUES (@Id, @MunicipalityId, @Name, @Prefix, @settlement)
        """;

    /// <summary>Adds a school with a free three-symbol prefix.</summary>
    public Task<School> AddSchoolAsync(string municipalityId, string name, Settlement settlement, CancellationToken cancellation)
    {
        string named = Named(name);
        return _writer.RunAsync(
            null,
            scope =>
            {
                School school = WriteSchool(scope, municipalityId, named, settlement);
                Tell(scope, AuditAct.SchoolMade, "school", new OrgNode(NodeKind.School, school.Id));
                return school;
            },
            cancellation);
    }

    /// <summary>A school with a free prefix, inside a transaction.</summary>
    internal static School WriteSchool(WriteScope scope, string municipalityId, string name, Settlement settlement)
    {
        var school = new School(NewId.Next(), municipalityId, name, FreePrefix(scope), settlement);
        scope.Execute(InsertSchool, new { school.Id, school.MunicipalityId, school.Name, school.Prefix, settlement = StoredText.Of(settlement) });
        return school;
    }

    /// <summary>
    /// Adds a class or small group of <paramref name="seats"/> places and <paramref name="spares"/> spare ones, each with its issued
    /// session of the grade's battery in the given form.
    /// </summary>
    /// <exception cref="VariantMissingException">The grade has no battery of this form.</exception>
    /// <exception cref="ArgumentException">
    /// The letter is not one Cyrillic letter, or the counts are outside 1..40 and 0..10.
    /// </exception>
    public Task<SchoolClass> AddClassAsync(
        string schoolId, int grade, string letter, int seats, int spares, BatteryVariant variant, CancellationToken cancellation) =>
        AddClassAsync(
            schoolId, grade, letter, seats, spares, _batteries.For(grade, variant) ?? throw new VariantMissingException(grade, variant), cancellation);

    /// <summary>The same with the newest battery of this id, a school's own or a built-in one.</summary>
    /// <exception cref="BatteryMissingException">No battery with this id is for this grade.</exception>
    public Task<SchoolClass> AddClassAsync(
        string schoolId, int grade, string letter, int seats, int spares, string batteryId, CancellationToken cancellation) =>
        AddClassAsync(
            schoolId, grade, letter, seats, spares, _batteries.Named(batteryId, grade) ?? throw new BatteryMissingException(grade, batteryId), cancellation);

    /// <summary>The same of the places of a list, each with what it tells of it, and no spare ones.</summary>
    internal Task<SchoolClass> AddClassAsync(
        string schoolId, int grade, string letter, IReadOnlyList<Sex?> seats, BatteryVariant variant, CancellationToken cancellation) =>
        AddClassAsync(schoolId, grade, letter, seats, spares: 0, _batteries.For(grade, variant) ?? throw new VariantMissingException(grade, variant), cancellation);

    private Task<SchoolClass> AddClassAsync(
        string schoolId, int grade, string letter, int seats, int spares, Battery battery, CancellationToken cancellation) =>
        AddClassAsync(schoolId, grade, letter, new Sex?[seats], spares, battery, cancellation);

    private Task<SchoolClass> AddClassAsync(
        string schoolId, int grade, string letter, IReadOnlyList<Sex?> seats, int spares, Battery battery, CancellationToken cancellation)
    {
        letter = Cyrillic(letter);
        if (letter.Length != 1 || char.ToUpperInvariant(letter[0]) is not ((>= 'А' and <= 'Я') or 'Ё'))
        {
            throw new ArgumentException("The letter of a class is one Cyrillic letter.", nameof(letter));
        }

        if (seats.Count is < 1 or > 40)
        {
            throw new ArgumentException($"A class has 1..40 seats, not {seats.Count}.", nameof(seats));
        }

        if (spares is < 0 or > 10)
        {
            throw new ArgumentException($"A class has 0..10 spare seats, not {spares}.", nameof(spares));
        }

        var added = new SchoolClass(NewId.Next(), schoolId, grade, letter.ToUpperInvariant(), NewId.Secret()) { Variant = battery.Variant };
        var opening = new ClassOpening(added, battery, _batteries.PackageOf(battery).Hash, seats, spares);
        return _writer.RunAsync(
            null,
            scope =>
            {
                SchoolClass opened = opening.Write(scope, _keys);
                Tell(scope, AuditAct.ClassMade, "class", new OrgNode(NodeKind.Class, opened.Id));
                return opened;
            },
            cancellation);
    }

    /// <summary>The same in the standard form.</summary>
    public Task<SchoolClass> AddClassAsync(
        string schoolId, int grade, string letter, int seats, int spares, CancellationToken cancellation) =>
        AddClassAsync(schoolId, grade, letter, seats, spares, BatteryVariant.Standard, cancellation);

    private const string Regions = "SELECT id, name FROM region WHERE id NOT IN (SELECT region_id FROM rehearsal) ORDER BY name";

    /// <summary>The regions; a rehearsal's is none.</summary>
    public async Task<IReadOnlyList<Region>> RegionsAsync(CancellationToken cancellation) =>
        [.. (await _database.QueryAsync<RegionRow>(Regions, null, cancellation))
            .Select(row => new Region(row.Id, row.Name))];

    private const string Municipalities =
        "SELECT id, region_id AS RegionId, name FROM municipality WHERE region_id = @regionId ORDER BY name";

    public async Task<IReadOnlyList<Municipality>> MunicipalitiesAsync(string regionId, CancellationToken cancellation) =>
        [.. (await _database.QueryAsync<MunicipalityRow>(Municipalities, new { regionId }, cancellation))
            .Select(row => new Municipality(row.Id, row.RegionId, row.Name))];

    private const string Schools = """
        SELECT id, municipality_id AS MunicipalityId, name, prefix, settlement
        FROM school WHERE municipality_id = @municipalityId ORDER BY name
        """;

    public async Task<IReadOnlyList<School>> SchoolsAsync(string municipalityId, CancellationToken cancellation) =>
        [.. (await _database.QueryAsync<SchoolRow>(Schools, new { municipalityId }, cancellation)).Select(row => row.ToSchool())];

    private const string Classes = $"""
        SELECT c.id, c.school_id AS SchoolId, c.grade, c.letter, c.board_link AS BoardLink, c.battery_id AS BatteryId, c.battery_version AS BatteryVersion
        FROM school_class c JOIN campaign g ON g.id = c.campaign_id
        WHERE c.school_id = @schoolId AND {OrgPaths.NewestLessons} ORDER BY c.grade, c.letter
        """;

    /// <summary>The classes of a school's newest lessons; sittings are listed where they are made.</summary>
    public async Task<IReadOnlyList<SchoolClass>> ClassesAsync(string schoolId, CancellationToken cancellation) =>
        [.. (await _database.QueryAsync<ClassRow>(Classes, new { schoolId }, cancellation)).Select(row => row.ToClass(_batteries))];

    private const string PlacesUnder = """
        SELECT p.kind, p.id, p.title FROM (
            SELECT 'region' AS kind, r.id, r.name AS title, r.name AS region, r.id AS region_id, '' AS municipality, '' AS municipality_id, '' AS school
            FROM region r
            UNION ALL
            SELECT 'municipality', m.id, m.name, r.name, r.id, m.name, m.id, '' FROM municipality m JOIN region r ON r.id = m.region_id
            UNION ALL
            SELECT 'school', s.id, s.name, r.name, r.id, m.name, m.id, s.name
            FROM school s JOIN municipality m ON m.id = s.municipality_id JOIN region r ON r.id = m.region_id
        ) p
        WHERE p.region_id NOT IN (SELECT region_id FROM rehearsal) AND (
            @kind = 'server' OR (@kind = 'region' AND p.region_id = @id) OR (@kind = 'municipality' AND p.municipality_id = @id)
            OR (@kind = 'school' AND p.kind = 'school' AND p.id = @id))
        ORDER BY p.region, p.region_id, p.municipality, p.municipality_id, p.school, p.id
        """;

    /// <summary>The regions, municipalities and schools at and under a place; each is followed by those that lie in it.</summary>
    public async Task<IReadOnlyList<(OrgNode Node, string Title)>> PlacesAsync(OrgNode under, CancellationToken cancellation) =>
        [.. (await _database.QueryAsync<PlaceRow>(PlacesUnder, new { kind = StoredText.Of(under.Kind), id = under.Id }, cancellation))
            .Select(row => (new OrgNode(StoredText.Read<NodeKind>(row.Kind), row.Id), row.Title))];

    private const string ClassByLink = """
        SELECT id, school_id AS SchoolId, grade, letter, board_link AS BoardLink, battery_id AS BatteryId, battery_version AS BatteryVersion
        FROM school_class WHERE board_link = @boardLink
        """;

    public async Task<SchoolClass?> FindClassByLinkAsync(string boardLink, CancellationToken cancellation) =>
        (await _database.FirstOrDefaultAsync<ClassRow>(ClassByLink, new { boardLink }, cancellation))?.ToClass(_batteries);

    private void Tell(WriteScope scope, AuditAct act, string kind, OrgNode node) =>
        _audit.Write(scope, new AuditEntry(_actor, act, kind, node.Id, node));

    private static string FreePrefix(WriteScope scope)
    {
        for (int attempt = 0; attempt < PrefixAttempts; attempt++)
        {
            string prefix = NewId.Prefix();
            if (scope.Scalar<long>("SELECT COUNT(*) FROM school WHERE prefix = @prefix", new { prefix }) == 0)
            {
                return prefix;
            }
        }

        throw new InvalidOperationException($"No free school prefix was found in {PrefixAttempts} attempts.");
    }

    private static string Named(string name) =>
        name.Trim() is { Length: > 0 and <= 200 } named
            ? named
            : throw new ArgumentException("A name has 1..200 characters.", nameof(name));

    /// <summary>A Latin letter that looks like a Cyrillic one is that one: "9A" is typed on either keyboard.</summary>
    private static string Cyrillic(string letter)
    {
        const string latin = "ABCEHKMOPTXY";
        const string look = "АВСЕНКМОРТХУ";
        string upper = letter.Trim().ToUpperInvariant();
        return upper.Length == 1 && latin.IndexOf(upper[0], StringComparison.Ordinal) is >= 0 and var at ? look[at].ToString() : upper;
    }

    private sealed record PlaceRow
    {
        public required string Kind { get; init; }

        public required string Id { get; init; }

        public required string Title { get; init; }
    }

    private sealed record RegionRow
    {
        public required string Id { get; init; }

        public required string Name { get; init; }
    }

    private sealed record MunicipalityRow
    {
        public required string Id { get; init; }

        public required string RegionId { get; init; }

        public required string Name { get; init; }
    }
}
