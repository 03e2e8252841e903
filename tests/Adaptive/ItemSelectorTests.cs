using System.Collections.Immutable;
using Diagnostics.Scoring.Adaptive;
using Diagnostics.Scoring.Irt;
using Diagnostics.Tests.Irt;
using Diagnostics.Tests.Reference;

namespace Diagnostics.Tests.Adaptive;

public sealed class ItemSelectorTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(500)]
    public void The_vector_path_is_its_twin(int count)
    {
        ImmutableArray<ItemParameters> items = new RandomItems(50 + count).Next(count);
        AdaptiveBank bank = new(items);
        BankInformation information = new(items);
        double[] found = new double[count];
        Random chance = new(51);
        bool[] closed = new bool[count];
        for (double theta = -4; theta <= 4; theta += 0.31)
        {
            information.At(theta, found);
            for (int item = 0; item < count; item++)
            {
                Agreement.Relative(items[item].Information(theta), found[item], 1e-12, $"item {item} at {theta}");
                closed[item] = chance.Next(3) == 0;
            }

            Assert.Equal(ScalarItemSelector.Best(bank, theta, closed), ItemSelector.Best(bank, theta, closed));
        }
    }

    [Fact]
    public void Far_from_every_item_information_is_a_number()
    {
        ImmutableArray<ItemParameters> items = [new(30, [0]), new(30, [10, -10]), new(30, [0], 0.2), new(0, [1])];
        double[] found = new double[4];
        foreach (double theta in new[] { -1e3, -40, 40, 1e3 })
        {
            new BankInformation(items).At(theta, found);
            Assert.All(found, information => Assert.True(information >= 0));
        }

        Assert.Throws<ArgumentException>(() => new BankInformation(items).At(0, new double[3]));
    }

    [Fact]
    public void Of_equal_items_the_first_is_chosen_and_the_best_come_in_order()
    {
        ItemParameters weak = new(0.5, [0]);
        ItemParameters strong = new(2, [0]);
        AdaptiveBank bank = new([weak, strong, strong, weak, strong]);
        bool[] open = new bool[5];
        Assert.Equal(1, ItemSelector.Best(bank, 0, open));
        Assert.Equal(1, ScalarItemSelector.Best(bank, 0, open));
        int[] best = new int[4];
        Assert.Equal(4, ItemSelector.Best(bank, 0, open, best));
        Assert.Equal([1, 2, 4, 0], best);
        Assert.Equal(2, ItemSelector.Best(bank, 0, [true, true, false, true, false], best));
        Assert.Equal([2, 4], best[..2]);
    }

    [Fact]
    public void With_everything_closed_there_is_none_and_wrong_shapes_are_refused()
    {
        AdaptiveBank bank = new([new(1, [0]), new(1, [1])]);
        Assert.Equal(-1, ItemSelector.Best(bank, 0, [true, true]));
        Assert.Equal(-1, ScalarItemSelector.Best(bank, 0, [true, true]));
        Assert.Throws<ArgumentException>(() => ItemSelector.Best(bank, 0, [true]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ScalarItemSelector.Best(bank, double.NaN, [true, true]));
    }
}
