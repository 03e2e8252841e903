using System.Collections.Immutable;
using Diagnostics.Scoring.Adaptive;
using Diagnostics.Scoring.Irt;
using Diagnostics.Tests.Irt;

namespace Diagnostics.Tests.Adaptive;

public sealed class AdaptiveBankTests
{
    [Fact]
    public void The_largest_bank_can_be_given_to_its_last_item()
    {
        ImmutableArray<ItemParameters> items = new RandomItems(61).NextTwoWay(AdaptiveBank.MostItems);
        AdaptiveTest test = new(new AdaptiveBank(items), new AdaptiveRules(0, AdaptiveBank.MostItems));
        AdaptiveState begun = test.Begin();
        AdaptiveState state = new()
        {
            Items = [.. Enumerable.Range(0, items.Length - 1)],
            Answers = [.. Enumerable.Range(0, items.Length - 1).Select(item => (byte)(item % 2))],
            Closed = [],
            Theta = begun.Theta,
            StandardError = begun.StandardError,
        };
        AdaptiveState end = test.Answer(state, test.Next(state), 1);
        Assert.Equal(AdaptiveBank.MostItems, end.Items.Length);
        Assert.True(double.IsFinite(end.Theta) && end.StandardError > 0);
        Assert.Equal(-1, test.Next(end).Item);
    }

    [Fact]
    public void More_items_than_a_bank_has_are_refused()
    {
        ImmutableArray<ItemParameters> items = new RandomItems(62).NextTwoWay(AdaptiveBank.MostItems + 1);
        Assert.Throws<ArgumentException>(() => new AdaptiveBank(items));
        Assert.Throws<ArgumentException>(() => new LikelihoodTable(items, AbilityGrid.Usual));
    }
}
