using System.Collections.Immutable;
using Diagnostics.Engine.Instruments.Generation;
using Diagnostics.Scoring.Irt;

namespace Diagnostics.Engine.Adaptive;

/// <summary>Fixed forms an adaptive test is compared with: places of the bank's items, ascending.</summary>
internal static class FixedForms
{
    /// <summary>Of each area as many, at equal distances from its easiest to its hardest.</summary>
    public static ImmutableArray<int> Even(ItemBank bank, int length)
    {
        ImmutableArray<double> difficulties = [.. bank.Items.Select(item => Math.Round(item.Parameters.Thresholds[0], 10))];
        int[] byDifficulty = [.. Enumerable.Range(0, bank.Items.Length).OrderBy(item => difficulties[item])];
        return
        [
            .. FixedPlaces.Of([.. byDifficulty.Select(item => bank.Areas[item])], [.. byDifficulty.Select(item => difficulties[item])], length)
                .Select(place => byDifficulty[place]).Order(),
        ];
    }

    /// <summary>
    /// One item after another, each that which makes the error smallest on average over N(0, 1) by the information known so far; areas do not count.
    /// </summary>
    public static ImmutableArray<int> Best(ItemBank bank, int length)
    {
        AbilityGrid grid = AbilityGrid.Usual;
        double[][] information = [.. bank.Items.Select(item => grid.Nodes.Select(item.Parameters.Information).ToArray())];
        double[] known = [.. grid.Nodes.Select(_ => 1.0)];
        double ErrorWith(int item) => grid.Weights.Select((weight, node) => weight / Math.Sqrt(known[node] + information[item][node])).Sum();
        List<int> form = [];
        while (form.Count < length)
        {
            form.Add(Enumerable.Range(0, bank.Items.Length).Except(form).MinBy(ErrorWith));
            known = [.. known.Select((sum, node) => sum + information[form[^1]][node])];
        }

        return [.. form.Order()];
    }
}
