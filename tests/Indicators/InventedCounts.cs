using Diagnostics.Engine.Indicators;

namespace Diagnostics.Tests.Indicators;

/// <summary>A small region of numbers: schools of few students, so that much of it may not be told.</summary>
internal sealed class InventedCounts
{
    private readonly IReadOnlyList<SchoolPlace> _schools;
    private readonly Dictionary<CellKey, Sample[]> _cells;

    private InventedCounts(IReadOnlyList<SchoolPlace> schools, Dictionary<CellKey, Sample[]> cells) => (_schools, _cells) = (schools, cells);

    public IEnumerable<int> Grades => _cells.Keys.Select(key => key.Grade).Distinct().Order();

    public IEnumerable<string> Municipalities => _schools.Select(school => school.MunicipalityId).Distinct();

    /// <param name="rare">Whether three students in all refuse.</param>
    public static InventedCounts Of(int seed, IndicatorLibrary library, bool rare = false)
    {
        var random = new Random(seed);
        List<SchoolPlace> schools = [];
        for (int municipality = 0; municipality < random.Next(2, 7); municipality++)
        {
            for (int school = 0; school < random.Next(1, 6); school++)
            {
                schools.Add(new SchoolPlace($"s{municipality}.{school}", $"Школа {school}", $"m{municipality}", $"Район {municipality}"));
            }
        }

        Dictionary<CellKey, Sample[]> cells = [];
        int refused = 3;
        foreach (SchoolPlace school in schools)
        {
            int size = random.Next(1, 40);
            foreach (int grade in new[] { 8, 9, 10, 11 }.Where(_ => random.Next(5) > 0))
            {
                for (int student = 0; student < size; student++)
                {
                    int drawn = random.Next(10);
                    int course = drawn < 7 ? 0 : drawn - 6;
                    if (rare && course == 3 && refused-- <= 0)
                    {
                        course = 2;
                    }

                    AddStudent(random, library, cells, school.Id, grade, course);
                }
            }
        }

        return new InventedCounts(schools, cells);
    }

    public ToldFigures Tell(IndicatorLibrary library) => FigureTeller.Tell(library, "region", "Край", _schools, _cells);

    /// <summary>The same region as somebody would tell it who keeps back small counts and nothing else.</summary>
    public ToldFigures TellNaively(IndicatorLibrary library)
    {
        ToldFigures whole = Tell(library);
        return whole with
        {
            Region = Naive(whole.Region, [.. _schools.Select(school => school.Id)], library, ofSchool: false),
            Municipalities =
            [
                .. whole.Municipalities.Select(one => new ToldMunicipality(
                    Naive(one.Place, SchoolsOf(one.Place.Id), library, ofSchool: false), [.. one.Schools.Select(school => Naive(school, [school.Id], library, ofSchool: true))])),
            ],
        };
    }

    /// <summary>The same, with nobody of other grades.</summary>
    public InventedCounts OfGrades(int[] grades) => new(_schools, _cells.Where(cell => grades.Contains(cell.Key.Grade)).ToDictionary());

    /// <summary>The same courses in rows of another library, and half of the parents of who finished.</summary>
    public InventedCounts WithParents(IndicatorLibrary library, int parents) => new(_schools, _cells.ToDictionary(cell => cell.Key, cell =>
    {
        Sample[] row = new Sample[library.Width];
        cell.Value.AsSpan(0, 4).CopyTo(row);
        long finished = (long)cell.Value[0].Sum;
        row[parents] = new Sample(finished, finished / 2, finished / 2);
        return row;
    }));

    /// <summary>Every place of what is told, with the schools it is made of.</summary>
    public IEnumerable<(ToldPlace Place, string[] Schools)> Places(ToldFigures told) =>
    [
        (told.Region, [.. _schools.Select(school => school.Id)]),
        .. told.Municipalities.Select(one => (one.Place, SchoolsOf(one.Place.Id))),
        .. told.Municipalities.SelectMany(one => one.Schools).Select(one => (one, new[] { one.Id })),
    ];

    public string[] SchoolsOf(string municipality) => [.. _schools.Where(school => school.MunicipalityId == municipality).Select(school => school.Id)];

    /// <param name="part">As it is told, or "rest" and "unsexed" for what is left of the whole.</param>
    public Sample Sum(string[] schools, string part, int member)
    {
        return part switch
        {
            "rest" => Less(Of("all"), Of("special")),
            "unsexed" => Less(Less(Of("all"), Of("female")), Of("male")),
            _ => Of(part),
        };

        Sample Of(string named) => _cells.Where(cell => schools.Contains(cell.Key.SchoolId) && IsIn(cell.Key, named)).Aggregate(default(Sample), (sum, cell) => sum + cell.Value[member]);
    }

    private static Sample Less(Sample one, Sample other) => new(one.N - other.N, one.Sum - other.Sum, one.Squares - other.Squares);

    private static bool IsIn(CellKey key, string part) => part switch
    {
        "all" => key.Part == IndicatorPart.All,
        "special" => key.Part == IndicatorPart.Special,
        "female" => key.Part == IndicatorPart.Female,
        "male" => key.Part == IndicatorPart.Male,
        _ => key.Part == IndicatorPart.All && key.Grade == int.Parse(part, System.Globalization.CultureInfo.InvariantCulture),
    };

    private ToldPlace Naive(ToldPlace place, string[] schools, IndicatorLibrary library, bool ofSchool) => place with
    {
        Rows =
        [
            .. place.Rows.Where(row => !ofSchool || row.Part is not ("special" or "female" or "male")).Select(row => row with
            {
                Figures = [.. Enumerable.Range(0, library.Width).Select(member => Sum(schools, row.Part, member) is { } sample && sample.Sum >= 5 && sample.N - sample.Sum >= 5 && (row.Part != "special" || sample.N >= 10)
                    ? new ToldFigure(sample.N, (long)sample.Sum, sample.Mean, 0, 1) : null)],
            }),
        ],
    };

    private static void AddStudent(Random random, IndicatorLibrary library, Dictionary<CellKey, Sample[]> cells, string school, int grade, int course)
    {
        string? sex = random.Next(9) switch { 0 => null, < 5 => "female", _ => "male" };
        bool isSpecial = random.Next(12) == 0;
        int talk = random.Next(3), points = random.Next(13);
        bool[] help = [.. Enumerable.Range(0, 7).Select(_ => random.Next(4) == 0)];
        // Of an own file behind the four: one option of each.
        (Indicator One, int First, int Chosen)[] own = [.. library.All.Select((one, place) => (one, place)).Skip(4).Select(at => (at.one, library.FirstOf(at.place), random.Next(at.one.Members.Length)))];
        foreach (IndicatorPart part in IndicatorTally.PartsOf(sex, isSpecial))
        {
            CellKey key = new(school, grade, part);
            if (!cells.TryGetValue(key, out Sample[]? row))
            {
                cells.Add(key, row = new Sample[library.Width]);
            }

            for (int member = 0; member < 4; member++)
            {
                row[member] = row[member].With(member == course ? 1 : 0);
            }

            if (course != 0)
            {
                continue;
            }

            for (int member = 0; member < 3 && library.All[1].IsOf(grade); member++)
            {
                row[4 + member] = row[4 + member].With(member == talk ? 1 : 0);
            }

            for (int member = 0; member < help.Length; member++)
            {
                row[7 + member] = row[7 + member].With(help[member] ? 1 : 0);
            }

            row[14] = row[14].With(points);
            foreach ((Indicator one, int first, int chosen) in own.Where(asked => asked.One.IsOf(grade)))
            {
                for (int member = 0; member < one.Members.Length; member++)
                {
                    row[first + member] = row[first + member].With(member == chosen ? 1 : 0);
                }
            }
        }
    }
}
