using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Responses;
using Diagnostics.Scoring.Scales;

namespace Diagnostics.Tests.Scoring;

public sealed class ReachTests
{
    private const byte Blank = ResponseMatrix.Missing;

    [Theory]
    [InlineData(new byte[] { 1, 0, 1, 1 }, 3, 0, 0)]
    [InlineData(new byte[] { 1, Blank, 1, Blank }, 2, 1, 1)]
    [InlineData(new byte[] { Blank, Blank, Blank, 0 }, 0, 3, 0)]
    [InlineData(new byte[] { Blank, Blank, Blank, Blank }, 0, 0, 4)]
    public void A_blank_behind_the_last_answer_was_not_reached_and_one_before_it_was_omitted(
        byte[] answers, double raw, int omitted, int notReached)
    {
        ScaleScore score = ScaleScorer.ScoreOne(RightWrong(criterion: true), answers)[0];
        Assert.Equal((raw, omitted, notReached), (score.Raw, score.Omitted, score.NotReached));
        Assert.Equal(4, score.Answered + score.Omitted + score.NotReached);
    }

    [Fact]
    public void A_scale_without_right_answers_knows_blanks_only()
    {
        ScaleScore score = ScaleScorer.ScoreOne(RightWrong(criterion: false), [1, Blank, 1, Blank])[0];
        Assert.Equal((2, 0), (score.Omitted, score.NotReached));
    }

    [Fact]
    public void Right_answers_are_never_prorated()
    {
        ItemKey[] items = [.. Enumerable.Range(0, 4).Select(item => new ItemKey.Options(item, [0, 1]))];
        Assert.Equal(new MissingRule.Zero(), ScaleKey.Of(ScaleKind.Criterion, "s", [.. items], new MissingRule.Prorate(0.5)).Missing);
    }

    [Fact]
    public void The_end_of_a_row_is_that_of_the_section_not_of_the_scale()
    {
        ItemKey[] items = [.. Enumerable.Range(0, 4).Select(item => new ItemKey.Options(item, [0, 1]))];
        ScoringKey key = ScoringKey.Create(
            ["i0", "i1", "i2", "i3"],
            [
                new CriterionScale("a", [items[0], items[1]]),
                new CriterionScale("b", [items[2], items[3]]),
            ]);
        IReadOnlyList<ScaleScore> scores = ScaleScorer.ScoreOne(key, [1, Blank, 0, Blank]);
        Assert.Equal((1, 0), (scores[0].Omitted, scores[0].NotReached));
        Assert.Equal((0, 1), (scores[1].Omitted, scores[1].NotReached));
    }

    private static ScoringKey RightWrong(bool criterion)
    {
        ItemKey[] items = [.. Enumerable.Range(0, 4).Select(item => new ItemKey.Options(item, [0, 1]))];
        ScaleKind kind = criterion ? ScaleKind.Criterion : ScaleKind.Normative;
        return ScoringKey.Create(["i0", "i1", "i2", "i3"], [ScaleKey.Of(kind, "s", [.. items], new MissingRule.Zero())]);
    }
}
