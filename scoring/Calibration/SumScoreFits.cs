using System.Collections.Immutable;
using Diagnostics.Scoring.Irt;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Scoring.Calibration;

/// <summary><see cref="SumScoreFit"/> of every item of a calibrated sample, over complete rows.</summary>
public static class SumScoreFits
{
    private const double LeastExpected = 1;

    /// <summary>Computes them.</summary>
    /// <param name="sample">The answers.</param>
    /// <param name="items">Parameters of the items that can be estimated, in their order.</param>
    /// <param name="model">What they were calibrated by: how many parameters of each were free.</param>
    /// <returns>One for each of the items; NaN with too few groups, so for fewer than three items of two categories or without complete rows.</returns>
    /// <exception cref="ArgumentException">The items are not those of the sample.</exception>
    public static ImmutableArray<SumScoreFit> Of(CalibrationSample sample, ReadOnlySpan<ItemParameters> items, CalibrationModel model)
    {
        MarginalLikelihood.Check(sample, items, 0);
        ItemParameters[] parameters = [.. items];
        double[][][] curves = [.. parameters.Select(Curves)];
        int highest = parameters.Sum(item => item.Categories - 1);
        (int[] respondents, int[][] observed) = Totals(sample, parameters, highest);
        double[] all = Expected(Sums(curves, highest, without: -1));
        return
        [
            .. parameters.Select((item, place) => Test(respondents, observed[place], Shares(curves, highest, place, all), FreeParameters(item, model))),
        ];
    }

    private static int FreeParameters(ItemParameters item, CalibrationModel model) => model switch
    {
        CalibrationModel.Rasch => 1,
        CalibrationModel.TwoParameter => 2,
        CalibrationModel.ThreeParameter => 3,
        CalibrationModel.Graded => item.Categories,
    };

    /// <summary>[categories][nodes]</summary>
    private static double[][] Curves(ItemParameters item) =>
        [.. Enumerable.Range(0, item.Categories).Select(category => AbilityGrid.Usual.Nodes.Select(theta => item.At(theta, category).Probability).ToArray())];

    /// <summary>Respondents of each total, and how many of them chose each category of each item, [items][totals × categories]; complete rows only.</summary>
    private static (int[] Respondents, int[][] Chosen) Totals(CalibrationSample sample, ItemParameters[] parameters, int highest)
    {
        int items = parameters.Length;
        int[] respondents = new int[highest + 1];
        int[][] chosen = [.. parameters.Select(item => new int[(highest + 1) * item.Categories])];
        for (int pattern = 0; pattern < sample.Patterns; pattern++)
        {
            ReadOnlySpan<byte> codes = sample.Codes.Slice(pattern * items, items);
            if (codes.Contains(ResponseMatrix.Missing))
            {
                continue;
            }

            int total = 0;
            foreach (byte code in codes)
            {
                total += code;
            }

            respondents[total] += sample.Counts[pattern];
            for (int item = 0; item < items; item++)
            {
                chosen[item][(total * parameters[item].Categories) + codes[item]] += sample.Counts[pattern];
            }
        }

        return (respondents, chosen);
    }

    /// <summary>Probability of each total at each node, without one item: an item after the other (Lord &amp; Wingersky, 1984†; for more categories Thissen, Pommerich, Billeaud &amp; Williams, 1995†). [totals][nodes]</summary>
    private static double[][] Sums(double[][][] curves, int highest, int without)
    {
        int nodes = AbilityGrid.Usual.Nodes.Length;
        double[][] sums = [.. Enumerable.Range(0, highest + 1).Select(_ => new double[nodes])];
        sums[0].AsSpan().Fill(1);
        double[] reached = new double[nodes];
        int taken = 0;
        foreach (double[][] item in curves.Where((_, place) => place != without))
        {
            taken += item.Length - 1;
            for (int total = taken; total >= 0; total--)
            {
                Array.Clear(reached);
                for (int category = 0; category < item.Length && category <= total; category++)
                {
                    double[] before = sums[total - category];
                    for (int node = 0; node < nodes; node++)
                    {
                        reached[node] += before[node] * item[category][node];
                    }
                }

                reached.CopyTo(sums[total], 0);
            }
        }

        return sums;
    }

    private static double[] Expected(double[][] sums) => [.. sums.Select(total => AbilityGrid.Usual.Weights.Select((weight, node) => weight * total[node]).Sum())];

    /// <summary>Expected share of each category among respondents of each total, [totals][categories].</summary>
    private static double[][] Shares(double[][][] curves, int highest, int item, double[] all)
    {
        double[][] others = Sums(curves, highest, item);
        double[][] own = curves[item];
        double[][] shares = [.. Enumerable.Range(0, highest + 1).Select(_ => new double[own.Length])];
        for (int total = 0; total <= highest; total++)
        {
            for (int category = 0; category < own.Length && category <= total; category++)
            {
                double sum = 0;
                for (int node = 0; node < AbilityGrid.Usual.Nodes.Length; node++)
                {
                    sum += AbilityGrid.Usual.Weights[node] * own[category][node] * others[total - category][node];
                }

                shares[total][category] = sum / all[total];
            }
        }

        return shares;
    }

    private static SumScoreFit Test(int[] respondents, int[] observed, double[][] shares, int freeParameters)
    {
        int categories = shares[0].Length;
        List<Group> groups = [];
        Group open = new(categories);
        int counted = 0;
        for (int total = 1; total < shares.Length - 1; total++)
        {
            counted += respondents[total];
            open.Add(observed.AsSpan(total * categories, categories), shares[total], respondents[total]);
            if (open.Cells > 1)
            {
                groups.Add(open);
                open = new Group(categories);
            }
        }

        // What is left over at the upper end joins its neighbour.
        if (groups.Count > 0)
        {
            groups[^1].Add(open);
        }

        int freedom = groups.Sum(group => group.Cells - 1) - freeParameters;
        return new SumScoreFit(freedom < 1 ? double.NaN : groups.Sum(group => group.ChiSquared), freedom, groups.Count, counted);
    }

    /// <summary>Neighbouring totals: what was observed and expected of each category.</summary>
    private sealed class Group(int categories)
    {
        private readonly double[] _observed = new double[categories];
        private readonly double[] _expected = new double[categories];

        /// <summary>Neighbouring categories joined, from below, until each is expected once at least.</summary>
        public int Cells => Joined().Count;

        public double ChiSquared => Joined().Sum(cell => (cell.Observed - cell.Expected) * (cell.Observed - cell.Expected) / cell.Expected);

        public void Add(ReadOnlySpan<int> observed, ReadOnlySpan<double> shares, int respondents)
        {
            for (int category = 0; category < _observed.Length; category++)
            {
                _observed[category] += observed[category];
                _expected[category] += shares[category] * respondents;
            }
        }

        public void Add(Group other)
        {
            for (int category = 0; category < _observed.Length; category++)
            {
                _observed[category] += other._observed[category];
                _expected[category] += other._expected[category];
            }
        }

        private List<(double Observed, double Expected)> Joined()
        {
            List<(double Observed, double Expected)> cells = [];
            (double observed, double expected) = (0, 0);
            for (int category = 0; category < _observed.Length; category++)
            {
                (observed, expected) = (observed + _observed[category], expected + _expected[category]);
                if (expected >= LeastExpected)
                {
                    cells.Add((observed, expected));
                    (observed, expected) = (0, 0);
                }
            }

            if (cells.Count > 0)
            {
                cells[^1] = (cells[^1].Observed + observed, cells[^1].Expected + expected);
            }

            return cells;
        }
    }
}
