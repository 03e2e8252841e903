using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Diagnostics.Engine.Roster;

/// <summary>
/// An archive of OneRoster 1.2 (CSV, bulk) as a table of classes with their number of students. Of students it counts identifiers, hashed in memory; files
/// with what is said of persons are refused, not passed over.
/// </summary>
internal sealed class OneRosterSource : RosterSource
{
    public const string Manifest = "manifest.csv";

    private const long MostOfPart = 600L << 20;

    /// <summary>A million students in twelve subjects each are still fewer.</summary>
    private const int MostRows = 15_000_000;

    /// <summary>What a list of classes does not need and may not bring here.</summary>
    private static readonly string[] Personal = ["users.csv", "demographics.csv", "userProfiles.csv"];

    private static readonly string[] Districts = ["district", "local", "state", "national"];

    private readonly List<string[]> _rows = [];
    private readonly List<long> _lines = [];
    private int _at = -1;

    private OneRosterSource(ZipArchive archive)
    {
        if (Personal.FirstOrDefault(name => archive.GetEntry(name) is not null) is { } named)
        {
            throw new RosterFileException(RosterFileFault.PersonalPart, named);
        }

        ProveManifest(archive);
        Dictionary<string, Org> orgs = OrgsOf(archive);
        List<string> rooms = [];
        foreach ((long line, ImmutableArray<string> cells) in Rows(archive, "classes.csv", "sourcedId", "status", "title", "classType", "schoolSourcedId", "grades"))
        {
            // A scheduled class is a subject's: its students are counted in their homeroom.
            if (IsGone(cells[1]) || cells[3] == "scheduled")
            {
                continue;
            }

            Org school = orgs.GetValueOrDefault(cells[4]) ?? throw new RosterFileException(RosterFileFault.Unreadable, "classes.csv", line);
            string title = ClassName.Read(cells[2]) is null && ClassName.Read(cells[5], cells[2]) is { } told ? told.ToString() : cells[2];
            _rows.Add([DistrictOf(orgs, school), school.Identifier, school.Name, title, ""]);
            _lines.Add(line);
            rooms.Add(cells[0]);
        }

        int[] students = StudentsOf(archive, rooms);
        for (int row = 0; row < _rows.Count; row++)
        {
            _rows[row][^1] = students[row].ToString(CultureInfo.InvariantCulture);
        }
    }

    public override RosterFormat Format => RosterFormat.OneRoster;

    public override string Manner => "classes.csv";

    public override ImmutableArray<string> Headings { get; } = ["Муниципалитет", "Код школы", "Школа", "Класс", "Число учеников"];

    public override long Line => _lines[Math.Max(0, Math.Min(_at, _lines.Count - 1))];

    public override double Share => _rows.Count == 0 ? 1 : Math.Clamp((_at + 1.0) / _rows.Count, 0, 1);

    public override string this[int column] => _rows[_at][column];

    public static OneRosterSource At(string path)
    {
        using FileStream file = File.OpenRead(path);
        using ZipArchive archive = BoundedArchive.Open(file);
        return new OneRosterSource(archive);
    }

    public override bool Read() => ++_at < _rows.Count;

    public override void Dispose()
    {
    }

    private static void ProveManifest(ZipArchive archive)
    {
        Dictionary<string, string> told = new(StringComparer.Ordinal);
        foreach ((_, ImmutableArray<string> cells) in Rows(archive, Manifest, "propertyName", "value"))
        {
            told[cells[0]] = cells[1];
        }

        foreach (string part in new[] { "file.orgs", "file.classes", "file.enrollments" })
        {
            // A file of changes alone cannot be laid beside what is there.
            if (told.GetValueOrDefault(part) != "bulk")
            {
                throw new RosterFileException(RosterFileFault.NotBulk, Manifest);
            }
        }
    }

    private static Dictionary<string, Org> OrgsOf(ZipArchive archive)
    {
        Dictionary<string, Org> orgs = new(StringComparer.Ordinal);
        foreach ((_, ImmutableArray<string> cells) in Rows(archive, "orgs.csv", "sourcedId", "status", "name", "type", "identifier", "parentSourcedId"))
        {
            if (!IsGone(cells[1]))
            {
                orgs[cells[0]] = new Org(cells[2], cells[3], cells[4], cells[5]);
            }
        }

        return orgs;
    }

    /// <summary>By homeroom, in their order; what is said of other classes is passed over.</summary>
    private static int[] StudentsOf(ZipArchive archive, List<string> rooms)
    {
        HashSet<(int Room, ulong Student)> met = [];
        int[] students = new int[rooms.Count];
        Dictionary<string, int> places = new(StringComparer.Ordinal);
        for (int room = 0; room < rooms.Count; room++)
        {
            places[rooms[room]] = room;
        }

        foreach ((_, ImmutableArray<string> cells) in Rows(archive, "enrollments.csv", "classSourcedId", "userSourcedId", "role", "status"))
        {
            if (cells[2] == "student" && !IsGone(cells[3]) && places.TryGetValue(cells[0], out int room)
                && met.Add((room, Convert.ToUInt64(Sha256Hex.Of(cells[1])[..16], 16))))
            {
                students[room]++;
            }
        }

        return students;
    }

    private static string DistrictOf(Dictionary<string, Org> orgs, Org school)
    {
        Org? above = orgs.GetValueOrDefault(school.Parent);
        return above is not null && Districts.Contains(above.Type) ? above.Name : "";
    }

    private static bool IsGone(string status) => status == "tobedeleted";

    /// <summary>The named cells of each row; one that a row does not have is empty.</summary>
    private static IEnumerable<(long Line, ImmutableArray<string> Cells)> Rows(ZipArchive archive, string part, params string[] columns)
    {
        using var text = new StreamReader(BoundedArchive.Part(archive, part, MostOfPart), Encoding.UTF8);
        using var parser = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            BadDataFound = bad => throw new RosterFileException(RosterFileFault.Unreadable, part, bad.Context.Parser?.RawRow ?? 0),
            MaxFieldSize = 1 << 20,
        });
        int[] at = Read(parser, part) ? [.. columns.Select(column => Array.FindIndex(parser.Record!, cell => cell.Trim() == column))] : [];
        if (at.Length == 0 || at[0] < 0)
        {
            throw new RosterFileException(RosterFileFault.Headings, part, 1);
        }

        for (int row = 0; Read(parser, part); row++)
        {
            if (row == MostRows)
            {
                throw new RosterFileException(RosterFileFault.Large, part, parser.RawRow);
            }

            string[] cells = parser.Record!;
            yield return (parser.RawRow, [.. at.Select(column => column >= 0 && column < cells.Length ? cells[column].Trim() : "")]);
        }
    }

    private static bool Read(CsvParser parser, string part)
    {
        try
        {
            return parser.Read();
        }
        catch (Exception broken) when (broken is CsvHelperException)
        {
            throw new RosterFileException(RosterFileFault.Unreadable, part, parser.RawRow, broken);
        }
    }

    private sealed record Org(string Name, string Type, string Identifier, string Parent);
}
