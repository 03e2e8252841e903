using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Responses;
using Diagnostics.Scoring.Scales;
using Diagnostics.Tests.Reference;

namespace Diagnostics.Tests.Scoring;

public sealed class MissingRuleTests
{
    [Fact]
    public void Prorating_follows_the_reference_at_its_edges()
    {
        ReferenceTable edges = ReferenceTable.Read(ReferenceTable.FreePath("edge_prorate.ref.csv"));
        Assert.True(edges.Rows > 20);
        for (int row = 0; row < edges.Rows; row++)
        {
            int items = (int)edges.Number(row, "items");
            int answered = (int)edges.Number(row, "answered");
            MissingRule.Prorate rule = new(0.75);
            ScoringKey key = Keys.Likert(1, items, rule);
            byte[] answers = [.. Enumerable.Range(0, items).Select(item => item < answered ? (byte)3 : ResponseMatrix.Missing)];
            ScaleScore score = ScaleScorer.ScoreOne(key, answers)[0];
            Assert.Equal(edges.Number(row, "prorated"), score.Raw);
            Assert.Equal(answered, score.Answered);
            Assert.Equal(edges.Number(row, "min_needed"), rule.LeastAnswered(items));
            Assert.Equal(score.Raw, ScaleScorer.Score(key, ResponseMatrix.FromRows(answers, items)).Raw(0)[0]);
        }
    }

    [Theory]
    [InlineData(0.55, 20, 11)]
    [InlineData(0.7, 10, 7)]
    [InlineData(0.8, 10, 8)]
    [InlineData(0.07, 100, 7)]
    [InlineData(0.01, 1, 1)]
    [InlineData(1, 9, 9)]
    public void The_least_number_of_answers_is_exact_in_decimals(double share, int items, int least) =>
        Assert.Equal(least, new MissingRule.Prorate(share).LeastAnswered(items));

    [Fact]
    public void A_prorated_score_that_is_whole_comes_out_whole()
    {
        ScoringKey key = Keys.Likert(1, 10, new MissingRule.Prorate(0.5));
        for (int answered = 5; answered <= 10; answered++)
        {
            byte[] answers = [.. Enumerable.Range(0, 10).Select(item => item < answered ? (byte)3 : ResponseMatrix.Missing)];
            Assert.Equal(30.0, ScaleScorer.ScoreOne(key, answers)[0].Raw);
        }
    }

    [Fact]
    public void Tolerated_blanks_are_counted_over_the_whole_key()
    {
        ScoringKey key = Keys.Likert(2, 4, new MissingRule.Tolerate(2));
        byte m = ResponseMatrix.Missing;
        byte[] twoBlanks = [m, m, 1, 1, 2, 2, 2, 2];
        byte[] threeBlanks = [m, m, 1, 1, 2, 2, 2, m];
        ScaleScores scores = ScaleScorer.Score(key, ResponseMatrix.FromRows([.. twoBlanks, .. threeBlanks], 8));
        Assert.Equal([2, double.NaN], scores.Raw(0).ToArray());
        Assert.Equal([8, double.NaN], scores.Raw(1).ToArray());
        Assert.Equal([4, 3], scores.Answered(1).ToArray());
    }

    [Fact]
    public void With_the_zero_rule_nothing_answered_is_zero_points()
    {
        ScoringKey key = Keys.Likert(1, 3, new MissingRule.Zero());
        Assert.Equal(0, ScaleScorer.ScoreOne(key, [255, 255, 255])[0].Raw);
    }

    [Fact]
    public void All_missing_is_not_available_when_prorated()
    {
        ScoringKey key = Keys.Likert(2, 5, new MissingRule.Prorate(0.01));
        byte[] answers = new byte[10 * 70];
        answers.AsSpan().Fill(ResponseMatrix.Missing);
        ScaleScores scores = ScaleScorer.Score(key, ResponseMatrix.FromRows(answers, 10));
        Assert.All(scores.Raw(1).ToArray(), raw => Assert.True(double.IsNaN(raw)));
        Assert.All(scores.Answered(1).ToArray(), answered => Assert.Equal(0, answered));
    }

    [Fact]
    public void A_scale_without_items_is_not_available_under_any_rule()
    {
        MissingRule[] rules = [new MissingRule.Zero(), new MissingRule.Prorate(0.5), new MissingRule.Tolerate(9)];
        foreach (MissingRule rule in rules)
        {
            ScoringKey key = ScoringKey.Create(["i0"], [new NormativeScale("empty", [], rule)]);
            Assert.False(ScaleScorer.ScoreOne(key, [1])[0].IsAvailable);
            Assert.Equal([double.NaN, double.NaN], ScaleScorer.Score(key, ResponseMatrix.FromRows([1, 255], 1)).Raw(0).ToArray());
        }
    }

    [Fact]
    public void Rules_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Keys.Likert(1, 2, new MissingRule.Prorate(0)));
        Assert.Throws<ArgumentException>(() => Keys.Likert(1, 2, new MissingRule.Prorate(1.01)));
        Assert.Throws<ArgumentException>(() => Keys.Likert(1, 2, new MissingRule.Prorate(double.NaN)));
        Assert.Throws<ArgumentException>(() => Keys.Likert(1, 2, new MissingRule.Tolerate(-1)));
    }
}
