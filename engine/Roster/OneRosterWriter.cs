using System.Globalization;
using System.IO.Compression;
using System.Text;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Storage;
using Diagnostics.Engine.Tables;

namespace Diagnostics.Engine.Roster;

/// <summary>
/// The classes of a place as an archive of OneRoster 1.2 (CSV, bulk). No names are here to be given: students are enrolled by a hash that means nothing
/// elsewhere, and there is no users.csv.
/// </summary>
public sealed class OneRosterWriter
{
    private readonly Database _store;
    private readonly Writer _writer;
    private readonly AuditLog _audit;

    internal OneRosterWriter(Database store, Writer writer, AuditLog audit) => (_store, _writer, _audit) = (store, writer, audit);

    private static readonly string[] Files =
    [
        "academicSessions", "categories", "classes", "classResources", "courses", "courseResources", "demographics", "enrollments", "lineItemLearningObjectiveIds",
        "lineItems", "lineItemScoreScales", "orgs", "resources", "resultLearningObjectiveIds", "results", "resultScoreScales", "roles", "scoreScales",
        "userProfiles", "userResources", "users",
    ];

    private static readonly string[] Written = ["academicSessions", "classes", "courses", "enrollments", "orgs"];

    private const string Classes = $"""
        SELECT c.id, c.grade, c.letter, s.id AS SchoolId, s.name AS School, m.id AS MunicipalityId, m.name AS Municipality, g.year,
            (SELECT MAX(k.code) FROM school_code k WHERE k.school_id = s.id) AS Code,
            (SELECT COUNT(*) FROM seat t WHERE t.class_id = c.id AND t.spare = 0) AS Seats
        FROM school_class c JOIN school s ON s.id = c.school_id JOIN municipality m ON m.id = s.municipality_id JOIN campaign g ON g.id = c.campaign_id
        WHERE {OrgPaths.NewestLessons} AND m.region_id NOT IN (SELECT region_id FROM rehearsal) AND {OrgPaths.SchoolUnder}
        ORDER BY m.name, m.id, s.name, s.id, c.grade, c.letter
        """;

    /// <summary>Writes the archive, and the entry that it was written.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read or written now.</exception>
    public async Task WriteAsync(OrgNode place, string actor, Stream output, CancellationToken cancellation)
    {
        IReadOnlyList<Row> rows = await _store.QueryAsync<Row>(Classes, new { kind = StoredText.Of(place.Kind), id = place.Id }, cancellation);
        await _writer.RunAsync(
            null,
            scope =>
            {
                _audit.Write(scope, new AuditEntry(actor, AuditAct.RosterExported, StoredText.Of(place.Kind), place.Id, place));
                return true;
            },
            cancellation);
        using var archive = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        Part(archive, OneRosterSource.Manifest, ["propertyName", "value"], Properties());
        int year = rows.Count == 0 ? 0 : rows.Max(row => row.Year);
        string session = $"year-{year}";
        Part(
            archive, "academicSessions.csv", ["sourcedId", "status", "dateLastModified", "title", "type", "startDate", "endDate", "parentSourcedId", "schoolYear"],
            rows.Count == 0 ? [] : [[session, "", "", $"{year}", "schoolYear", $"{year}-01-01", $"{year}-12-31", "", $"{year}"]]);
        Part(archive, "orgs.csv", ["sourcedId", "status", "dateLastModified", "name", "type", "identifier", "parentSourcedId"], Orgs(rows));
        Part(
            archive, "courses.csv",
            ["sourcedId", "status", "dateLastModified", "schoolYearSourcedId", "title", "courseCode", "grades", "orgSourcedId", "subjects", "subjectCodes"],
            rows.DistinctBy(row => (row.SchoolId, row.Grade)).Select(row => (string[])[CourseOf(row), "", "", session, $"{row.Grade}", "", GradeOf(row), row.SchoolId, "", ""]));
        Part(
            archive, "classes.csv",
            [
                "sourcedId", "status", "dateLastModified", "title", "grades", "courseSourcedId", "classCode", "classType", "location", "schoolSourcedId",
                "termSourcedIds", "subjects", "subjectCodes", "periods",
            ],
            rows.Select(row => (string[])[row.Id, "", "", new ClassName(row.Grade, row.Letter).ToString(), GradeOf(row), CourseOf(row), "", "homeroom", "", row.SchoolId, session, "", "", ""]));
        Part(
            archive, "enrollments.csv",
            ["sourcedId", "status", "dateLastModified", "classSourcedId", "schoolSourcedId", "userSourcedId", "role", "primary", "beginDate", "endDate"],
            rows.SelectMany(row => Enumerable.Range(1, row.Seats).Select(number => (string[])
                [$"{row.Id}-{number}", "", "", row.Id, row.SchoolId, Sha256Hex.Of($"{row.Id} {number}")[..24], "student", "", "", ""])));
    }

    private static IEnumerable<string[]> Properties() =>
    [
        ["manifest.version", "1.0"],
        ["oneroster.version", "1.2"],
        .. Files.Select(name => (string[])[$"file.{name}", Written.Contains(name) ? "bulk" : "absent"]),
        ["source.systemName", "Шаг в будущее"],
        ["source.systemCode", "diagnostics"],
    ];

    private static IEnumerable<string[]> Orgs(IReadOnlyList<Row> rows) =>
    [
        .. rows.DistinctBy(row => row.MunicipalityId).Select(row => (string[])[row.MunicipalityId, "", "", row.Municipality, "district", "", ""]),
        .. rows.DistinctBy(row => row.SchoolId).Select(row => (string[])[row.SchoolId, "", "", row.School, "school", row.Code ?? "", row.MunicipalityId]),
    ];

    private static string CourseOf(Row row) => $"{row.SchoolId}-{row.Grade}";

    private static string GradeOf(Row row) => row.Grade.ToString("00", CultureInfo.InvariantCulture);

    private static void Part(ZipArchive archive, string name, IReadOnlyList<string> columns, IEnumerable<string[]> rows)
    {
        using var text = new StreamWriter(archive.CreateEntry(name, CompressionLevel.Fastest).Open(), new UTF8Encoding(false));
        using var table = new TableWriter(text, excel: false);
        table.Row(columns);
        foreach (string[] row in rows)
        {
            table.Row(row);
        }
    }

    private sealed record Row
    {
        public required string Id { get; init; }

        public required int Grade { get; init; }

        public required string Letter { get; init; }

        public required string SchoolId { get; init; }

        public required string School { get; init; }

        public required string MunicipalityId { get; init; }

        public required string Municipality { get; init; }

        public required int Year { get; init; }

        public string? Code { get; init; }

        public required int Seats { get; init; }
    }
}
