using System.Collections.Immutable;
using System.Globalization;

namespace Diagnostics.Engine.Indicators;

/// <summary>The groups a place's students are told by. Three of the partitions make the same whole: by grade, by conditions, by sex.</summary>
internal sealed class FigureParts(ImmutableArray<int> grades)
{
    public const string AllName = "all";

    public ImmutableArray<int> Grades { get; } = grades;

    public int Count => Grades.Length + 6;

    public static int All => 0;

    public int Special => Grades.Length + 1;

    private int Rest => Special + 1;

    private int Female => Special + 2;

    private int Male => Special + 3;

    private int Unsexed => Special + 4;

    /// <summary>Each makes the whole.</summary>
    public ImmutableArray<ImmutableArray<int>> Partitions => [OfGrades, [Special, Rest], [Female, Male, Unsexed]];

    public ImmutableArray<int> OfGrades => [.. Enumerable.Range(1, Grades.Length)];

    /// <summary>Those that have a name; the others are only what is left.</summary>
    public bool IsNamed(int part) => part != Rest && part != Unsexed;

    public string NameOf(int part) =>
        part == All ? AllName
        : part <= Grades.Length ? Grades[part - 1].ToString(CultureInfo.InvariantCulture)
        : part == Special ? "special" : part == Female ? "female" : "male";

    /// <summary>A place's rows of samples by part, from those of its cells.</summary>
    /// <param name="width">Samples in a row.</param>
    public Sample[][] Gather(IEnumerable<(CellKey Key, Sample[] Row)> cells, int width)
    {
        Sample[][] rows = [.. Enumerable.Range(0, Count).Select(_ => new Sample[width])];
        foreach ((CellKey key, Sample[] row) in cells)
        {
            foreach ((int part, int sign) in PartsOf(key))
            {
                for (int place = 0; place < width; place++)
                {
                    rows[part][place] += sign > 0 ? row[place] : new Sample(-row[place].N, -row[place].Sum, -row[place].Squares);
                }
            }
        }

        return rows;
    }

    private IEnumerable<(int Part, int Sign)> PartsOf(CellKey key) => key.Part switch
    {
        IndicatorPart.All => [(All, 1), (1 + Grades.IndexOf(key.Grade), 1), (Rest, 1), (Unsexed, 1)],
        IndicatorPart.Special => [(Special, 1), (Rest, -1)],
        IndicatorPart.Female => [(Female, 1), (Unsexed, -1)],
        IndicatorPart.Male => [(Male, 1), (Unsexed, -1)],
    };
}
