using System.Collections.Immutable;

namespace Diagnostics.Engine.Indicators;

/// <summary>Whose figures a row of samples is.</summary>
public readonly record struct CellKey(string SchoolId, int Grade, IndicatorPart Part);

/// <summary>Samples of all indicators by school, grade and part. For one thread; merge afterwards.</summary>
internal sealed class IndicatorTally(IndicatorLibrary library)
{
    private readonly Dictionary<CellKey, Sample[]> _cells = [];

    /// <summary>By cell, a row of <see cref="IndicatorLibrary.Width"/> samples.</summary>
    public IReadOnlyDictionary<CellKey, Sample[]> Cells => _cells;

    /// <summary>Adds a finished session to every part it belongs to.</summary>
    public void Add(string schoolId, int grade, ImmutableArray<IndicatorPart> parts, BoundIndicators bound, SessionFacts facts)
    {
        foreach (IndicatorPart part in parts)
        {
            bound.Add(facts, grade, RowOf(new CellKey(schoolId, grade, part)));
        }
    }

    /// <summary>Adds so many who came so far (<see cref="Courses"/>).</summary>
    public void AddCourse(string schoolId, int grade, ImmutableArray<IndicatorPart> parts, int course, int students)
    {
        for (int place = 0; place < library.All.Length; place++)
        {
            if (library.All[place].Source is not IndicatorSource.Course || !library.All[place].IsOf(grade))
            {
                continue;
            }

            foreach (IndicatorPart part in parts)
            {
                Sample[] row = RowOf(new CellKey(schoolId, grade, part));
                for (int member = 0; member < Courses.Names.Length; member++)
                {
                    int with = member == course ? students : 0;
                    row[library.FirstOf(place) + member] += new Sample(students, with, with);
                }
            }
        }
    }

    public void Merge(IndicatorTally other)
    {
        foreach ((CellKey key, Sample[] theirs) in other._cells)
        {
            Sample[] row = RowOf(key);
            for (int place = 0; place < row.Length; place++)
            {
                row[place] += theirs[place];
            }
        }
    }

    public static ImmutableArray<IndicatorPart> PartsOf(string? sex, bool isSpecial) =>
    [
        IndicatorPart.All,
        .. isSpecial ? [IndicatorPart.Special] : Array.Empty<IndicatorPart>(),
        .. sex switch { "female" => [IndicatorPart.Female], "male" => [IndicatorPart.Male], _ => Array.Empty<IndicatorPart>() },
    ];

    private Sample[] RowOf(CellKey key)
    {
        if (!_cells.TryGetValue(key, out Sample[]? row))
        {
            _cells.Add(key, row = new Sample[library.Width]);
        }

        return row;
    }
}
