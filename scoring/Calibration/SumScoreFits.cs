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
    /// <param name="items">Parameters of the items that can be estimated, in their order; of two categories.</param>
    /// <param name="freeParameters">Free parameters of an item: 1 Rasch, 2 2PL, 3 3PL.</param>
    /// <returns>One for each of the items; NaN with too few groups, so for fewer than three items or without complete rows.</returns>
    /// <exception cref="ArgumentException">The items are not those of the sample, or one has more than two categories.</exception>
    public static ImmutableArray<SumScoreFit> Of(CalibrationSample sample, ReadOnlySpan<ItemParameters> items, int freeParameters)
    {
        MarginalLikelihood.Check(sample, items, 0);
        ItemParameters[] parameters = [.. items];
        if (parameters.Any(item => item.Categories > 2))
        {
            throw new ArgumentException("S-X² is of items of two categories.", nameof(items));
        }

        double[][] right = [.. parameters.Select(Curve)];
        (int[] respondents, int[][] observed) = Totals(sample);
        double[] all = Expected(Sums(right, without: -1));
        return [.. Enumerable.Range(0, parameters.Length).Select(item => Test(respondents, observed[item], Shares(right, item, all), freeParameters))];
    }

    private static double[] Curve(ItemParameters item) => [.. AbilityGrid.Usual.Nodes.Select(theta => item.At(theta, 1).Probability)];

    /// <summary>Respondents of each total, and how many of them had each item right; complete rows only.</summary>
    private static (int[] Respondents, int[][] Right) Totals(CalibrationSample sample)
    {
        int items = sample.Estimable.Length;
        int[] respondents = new int[items + 1];
        int[][] right = [.. Enumerable.Range(0, items).Select(_ => new int[items + 1])];
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
                right[item][total] += codes[item] * sample.Counts[pattern];
            }
        }

        return (respondents, right);
    }

    /// <summary>Probability of each total at each node, without one item: an item after the other (Lord &amp; Wingersky, 1984†). [totals][nodes]</summary>
    private static double[][] Sums(double[][] right, int without)
    {
        int nodes = AbilityGrid.Usual.Nodes.Length;
        double[][] sums = [.. Enumerable.Range(0, right.Length + 1).Select(_ => new double[nodes])];
        sums[0].AsSpan().Fill(1);
        int taken = 0;
        foreach (double[] item in right.Where((_, place) => place != without))
        {
            taken++;
            for (int total = taken; total >= 0; total--)
            {
                for (int node = 0; node < nodes; node++)
                {
                    sums[total][node] = (sums[total][node] * (1 - item[node])) + (total > 0 ? sums[total - 1][node] * item[node] : 0);
                }
            }
        }

        return sums;
    }

    private static double[] Expected(double[][] sums) => [.. sums.Select(total => AbilityGrid.Usual.Weights.Select((weight, node) => weight * total[node]).Sum())];

    /// <summary>Expected share of right answers among respondents of each total.</summary>
    private static double[] Shares(double[][] right, int item, double[] all)
    {
        double[][] others = Sums(right, item);
        double[] shares = new double[all.Length];
        for (int total = 1; total < shares.Length; total++)
        {
            double sum = 0;
            for (int node = 0; node < AbilityGrid.Usual.Nodes.Length; node++)
            {
                sum += AbilityGrid.Usual.Weights[node] * right[item][node] * others[total - 1][node];
            }

            shares[total] = sum / all[total];
        }

        return shares;
    }

    private static SumScoreFit Test(int[] respondents, int[] observed, double[] shares, int freeParameters)
    {
        List<Group> groups = [];
        var open = default(Group);
        for (int total = 1; total < shares.Length - 1; total++)
        {
            open = open.With(respondents[total], observed[total], respondents[total] * shares[total]);
            if (open.IsLargeEnough)
            {
                groups.Add(open);
                open = default;
            }
        }

        // What is left over at the upper end joins its neighbour.
        if (open.Count > 0 && groups.Count > 0)
        {
            groups[^1] = groups[^1].With(open.Count, open.Right, open.Expected);
        }

        int freedom = groups.Count - freeParameters;
        return new SumScoreFit(freedom < 1 ? double.NaN : groups.Sum(group => group.ChiSquared), freedom, groups.Count);
    }

    private readonly record struct Group(double Count, double Right, double Expected)
    {
        public bool IsLargeEnough => Expected >= LeastExpected && Count - Expected >= LeastExpected;

        public double ChiSquared => (Right - Expected) * (Right - Expected) * Count / (Expected * (Count - Expected));

        public Group With(double count, double right, double expected) => new(Count + count, Right + right, Expected + expected);
    }
}
