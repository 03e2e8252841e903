using Diagnostics.Engine.Indicators;

namespace Diagnostics.Tests.Indicators;

/// <summary>What follows from sums, held against what a search over all small numbers says.</summary>
public sealed class LinearKnowledgeTests
{
    [Fact]
    public void A_number_in_a_ring_stays_open_and_one_on_a_bridge_does_not()
    {
        // Cells of a two-way table: a ring of four, and one more that joins a second ring (Gusfield 1988: a cell is exposed if and only if it is a bridge).
        LinearKnowledge.Equation[] sums = [Sum(0, 1), Sum(2, 3), Sum(0, 2), Sum(1, 3, 4), Sum(4, 5, 6), Sum(7, 8), Sum(5, 7), Sum(6, 8)];
        Assert.Equal([4], LinearKnowledge.Fixed(sums).Order());
    }

    [Fact]
    public void What_two_sums_say_together_of_some_numbers_is_found()
    {
        LinearKnowledge.Equation[] sums = [Sum(0, 1, 2), Sum(2, 3), Sum(4, 5)];
        LinearKnowledge.Equation said = Assert.Single(LinearKnowledge.Among(sums, new HashSet<int> { 0, 1, 3 }));
        Assert.Equal([0, 1, 3], said.Terms.Select(term => term.Unknown).Order());
        Assert.Empty(LinearKnowledge.Among(sums, new HashSet<int> { 0, 3 }));
        Assert.True(LinearKnowledge.SayMore([Sum(0)], sums));
        Assert.False(LinearKnowledge.SayMore([new LinearKnowledge.Equation([(0, 1), (1, 1), (3, -1)])], sums));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Nothing_is_missed_beside_a_search(int seed)
    {
        var random = new Random(seed);
        for (int round = 0; round < 60; round++)
        {
            int unknowns = random.Next(2, 6);
            int[][] sums = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Enumerable.Range(0, unknowns).Where(_ => random.Next(2) == 0).ToArray()).Where(sum => sum.Length > 0)];
            IReadOnlySet<int> told = LinearKnowledge.Fixed(sums.Select(Sum));

            // All numbers of −2..2 with every sum 0: an unknown is fixed if and only if it is 0 in each of them. Small factors suffice, as sums have no others than 0 and 1.
            int[][] ways = [.. Ways(unknowns).Where(way => sums.All(sum => sum.Sum(place => way[place]) == 0))];
            Assert.Equal(Enumerable.Range(0, unknowns).Where(unknown => ways.All(way => way[unknown] == 0)), told.Order());
        }
    }

    private static IEnumerable<int[]> Ways(int unknowns) =>
        Enumerable.Range(0, (int)Math.Pow(5, unknowns)).Select(number => Enumerable.Range(0, unknowns).Select(place => (number / (int)Math.Pow(5, place) % 5) - 2).ToArray());

    private static LinearKnowledge.Equation Sum(params int[] unknowns) => new([.. unknowns.Select(unknown => (unknown, 1L))]);
}
