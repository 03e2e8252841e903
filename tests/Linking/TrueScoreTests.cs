using System.Collections.Immutable;
using Diagnostics.Scoring.Irt;
using Diagnostics.Scoring.Linking;
using Diagnostics.Tests.Calibration;

namespace Diagnostics.Tests.Linking;

public sealed class TrueScoreTests
{
    [Fact]
    public void A_form_moved_onto_itself_keeps_every_score()
    {
        ImmutableArray<ItemParameters> items = [.. Simulated.Binary(new Random(1), 6), .. Simulated.Graded(new Random(2), 4, 4)];
        ScaleMove move = new(1.4, -0.6);
        ImmutableArray<ScorePair> pairs = TrueScores.Of(items, move, [.. items.Select(move.Of)]);
        Assert.Equal(Enumerable.Range(0, 19), pairs.Select(pair => pair.From));
        Assert.All(pairs, pair => Assert.Equal(pair.From, pair.To, 1e-9));
        Assert.Equal((double.NegativeInfinity, double.PositiveInfinity), (pairs[0].Theta, pairs[^1].Theta));
    }

    [Fact]
    public void Equal_items_by_hand()
    {
        // Four items of b 0 against two of b 0: half of four is expected at θ 0, and there half of two; a quarter of four where logistic θ is .25.
        ItemParameters item = new(1, [0]);
        ImmutableArray<ScorePair> pairs = TrueScores.Of([item, item, item, item], ScaleMove.None, [item, item]);
        Assert.Equal([0, 0.5, 1, 1.5, 2], pairs.Select(pair => Math.Round(pair.To, 9)));
        Assert.Equal(-Math.Log(3), pairs[1].Theta, 1e-9);
        Assert.Equal(0, pairs[2].Theta, 1e-9);
    }

    [Fact]
    public void An_easier_form_gives_fewer_points_on_the_harder_one_and_what_has_no_correspondence_has_none()
    {
        ItemParameters easy = new(1.2, [1]);
        ItemParameters hard = new(1.2, [-1]);
        ImmutableArray<ScorePair> pairs = TrueScores.Of([easy, easy, easy], ScaleMove.None, [hard, hard, hard]);
        Assert.True(pairs[1].To < 1 && pairs[2].To < 2);
        Assert.Empty(TrueScores.Of([easy], new ScaleMove(double.NaN, 0), [hard]));
        Assert.Empty(TrueScores.Of([], ScaleMove.None, [hard]));
        Assert.Empty(TrueScores.Of([easy], ScaleMove.None, [new ItemParameters(-1, [0])]));
        Assert.Empty(TrueScores.Of([new ItemParameters(1, [0], 0.2)], ScaleMove.None, [hard]));
    }
}
