using Diagnostics.Engine.Groups;
using Diagnostics.Engine.Indicators;

namespace Diagnostics.Tests.Indicators;

/// <summary>
/// Somebody with every page of a region side by side, who knows how many answered in every group and adds and subtracts: all sums at once, where the engine decides level by level.
/// </summary>
internal sealed class Attack
{
    private readonly List<Number> _numbers = [];
    private readonly List<int[]> _sums = [];
    private readonly Indicator _indicator;

    public Attack(InventedCounts region, ToldFigures told, Indicator indicator, int[] family)
    {
        _indicator = indicator;
        string[] parts = ["all", .. region.Grades.Select(grade => $"{grade}"), "special", "rest", "female", "male", "unsexed"];
        Dictionary<(string Place, string Part, int Member), int> at = [];
        foreach ((ToldPlace place, string[] schools) in region.Places(told))
        {
            foreach ((string part, int member) in parts.SelectMany(part => family.Select(member => (part, member))))
            {
                Sample sample = region.Sum(schools, part, member);
                bool isTold = sample.N == 0 || place.Rows.FirstOrDefault(row => row.Part == part)?.Figures[member] is not null;
                at.Add((place.Id, part, member), _numbers.Count);
                _numbers.Add(new Number($"{place.Id} {part} {indicator.Id}.{member}", sample, part == "special", isTold));
            }
        }

        foreach (int member in family)
        {
            foreach (string part in parts)
            {
                _sums.Add([at[("region", part, member)], .. region.Municipalities.Select(one => at[(one, part, member)])]);
                _sums.AddRange(region.Municipalities.Select(one => (int[])[at[(one, part, member)], .. region.SchoolsOf(one).Select(school => at[(school, part, member)])]));
            }

            foreach (string place in region.Places(told).Select(one => one.Place.Id))
            {
                _sums.Add([at[(place, "all", member)], .. region.Grades.Select(grade => at[(place, $"{grade}", member)])]);
                _sums.Add([at[(place, "all", member)], at[(place, "special", member)], at[(place, "rest", member)]]);
                _sums.Add([at[(place, "all", member)], at[(place, "female", member)], at[(place, "male", member)], at[(place, "unsexed", member)]]);
            }
        }

        if (indicator.Source.IsExclusive)
        {
            // The whole is known: a sum of its own, without the first place.
            _sums.AddRange(region.Places(told).SelectMany(one => parts.Select(part => (int[])[-1, .. family.Select(member => at[(one.Place.Id, part, member)])])));
        }
    }

    /// <summary>Small counts that follow from what is told.</summary>
    public IEnumerable<string> Exposed() =>
        LinearKnowledge.Fixed(_sums.Select(sum => new LinearKnowledge.Equation(
            [.. sum.Select((number, place) => (number, factor: place == 0 ? -1L : 1L)).Where(term => term.number >= 0 && !_numbers[term.number].IsTold).Select(term => (term.number, term.factor))]))
            .Where(equation => equation.Terms.Count > 0)).Where(number => IsSmall(_numbers[number])).Select(number => _numbers[number].Name);

    /// <summary>Small counts that follow together: a told whole less what is told of its parts.</summary>
    public IEnumerable<string> ExposedTogether() =>
        from sum in _sums
        where sum[0] < 0 || _numbers[sum[0]].IsTold
        let hidden = sum.Skip(1).Select(number => _numbers[number]).Where(number => !number.IsTold).ToArray()
        where hidden.Any(IsSmall) && (sum[0] < 0 ? hidden.Sum(number => number.Sample.Sum) < SmallCells.Least : IsSmall(hidden.Aggregate(
            new Number("", default, false, false), (whole, number) => whole with { Sample = whole.Sample + number.Sample, IsSpecial = whole.IsSpecial || number.IsSpecial })))
            && (sum[0] < 0 ? hidden.Length < sum.Length - 1 : true)
        select string.Join(" + ", hidden.Select(number => number.Name));

    /// <summary>Small counts that are told outright.</summary>
    public IEnumerable<string> SmallButTold() => _numbers.Where(number => number.IsTold && number.Sample.N > 0 && IsSmall(number)).Select(number => number.Name);

    private bool IsSmall(Number number) => number.Sample.N > 0
        && (_indicator.Source.IsMean ? number.Sample.N < SmallCells.LeastOfGroup : number.Sample.Sum < SmallCells.Least || number.Sample.N - number.Sample.Sum < SmallCells.Least || (number.IsSpecial && number.Sample.N < 10));

    private sealed record Number(string Name, Sample Sample, bool IsSpecial, bool IsTold);
}
