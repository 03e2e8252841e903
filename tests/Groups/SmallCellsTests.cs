using Diagnostics.Engine.Groups;

namespace Diagnostics.Tests.Groups;

public sealed class SmallCellsTests
{
    [Theory]
    [InlineData(4, 25, false)]
    [InlineData(5, 25, true)]
    [InlineData(20, 25, true)]
    [InlineData(21, 25, false)]
    [InlineData(0, 25, false)]
    [InlineData(25, 25, false)]
    [InlineData(5, 9, false)]
    public void A_count_and_what_it_leaves_are_told_alike(int with, int of, bool told) => Assert.Equal(told, SmallCells.MayTell(with, of));

    [Fact]
    public void What_can_be_told_is_told() => Assert.Equal([true, true], SmallCells.Told([(5, 20), (12, 25)]));

    [Fact]
    public void One_that_is_kept_back_takes_the_smallest_other_with_it() =>
        Assert.Equal([false, true, false], SmallCells.Told([(3, 25), (10, 25), (8, 20)]));

    [Fact]
    public void Two_that_are_kept_back_are_enough_if_together_they_may_be_told()
    {
        Assert.Equal([false, false, true], SmallCells.Told([(3, 25), (4, 25), (10, 25)]));
        Assert.Equal([false, false, false], SmallCells.Told([(1, 25), (2, 25), (10, 25)]));
    }

    [Fact]
    public void Whoever_is_nearly_all_that_is_kept_back_is_not_hidden_by_two_more() =>
        Assert.Equal([false, false, false], SmallCells.Told([(4, 25), (1, 2), (10, 25)]));

    [Fact]
    public void An_empty_class_hides_nobody() => Assert.Equal([false, false, false], SmallCells.Told([(4, 25), (0, 0), (10, 25)]));

    /// <summary>Whatever the counts are: what the told ones leave of the whole is itself no small count, and never one class alone.</summary>
    [Fact]
    public void Subtracting_what_is_told_from_the_whole_never_gives_what_is_not()
    {
        var random = new Random(5);
        for (int round = 0; round < 5_000; round++)
        {
            (int With, int Of)[] parts = [.. Enumerable.Range(0, random.Next(1, 7)).Select(_ => random.Next(0, 31)).Select(of => (random.Next(0, of + 1), of))];
            IReadOnlyList<bool> told = SmallCells.Told(parts);
            Assert.All(parts.Where((_, part) => told[part]), part => Assert.True(SmallCells.MayTell(part.With, part.Of)));
            (int With, int Of)[] kept = [.. parts.Where((part, number) => !told[number] && part.Of > 0)];
            bool isWholeTold = SmallCells.MayTell(parts.Sum(part => part.With), parts.Sum(part => part.Of));
            if (kept.Length > 0 && told.Contains(true))
            {
                Assert.True(kept.Length > 1 && SmallCells.MayTell(kept.Sum(part => part.With), kept.Sum(part => part.Of)) && isWholeTold);
            }
        }
    }
}
