using System.Collections.Immutable;
using Diagnostics.Scoring.Irt;
using Diagnostics.Scoring.Responses;
using Diagnostics.Tests.Reference;

namespace Diagnostics.Tests.Irt;

public sealed class EapScorerTests
{
    [Theory]
    [InlineData(1, 5, 0)]
    [InlineData(2, 1, 0.3)]
    [InlineData(3, 300, 0.1)]
    [InlineData(4, 257, 0.9)]
    public void The_vector_path_is_its_twin(int seed, int respondents, double missing)
    {
        RandomItems random = new(seed);
        ImmutableArray<ItemParameters> items = random.Next(3 + (seed * 11));
        var responses = ResponseMatrix.FromRows(random.NextAnswers(items, respondents, missing), items.Length);
        foreach (AbilityGrid grid in new[] { AbilityGrid.Usual, AbilityGrid.Adaptive, AbilityGrid.Normal(-3, 5, 64), AbilityGrid.Normal(-1, 1, 2) })
        {
            (double[] theta, double[] errors) = (new double[respondents], new double[respondents]);
            (double[] twinTheta, double[] twinErrors) = (new double[respondents], new double[respondents]);
            EapScorer.Score(new LikelihoodTable(items, grid), responses, theta, errors);
            ScalarEapScorer.Score(items, grid, responses, twinTheta, twinErrors);
            for (int respondent = 0; respondent < respondents; respondent++)
            {
                Agreement.Relative(twinTheta[respondent], theta[respondent], 1e-12, $"theta of {respondent}");
                Agreement.Relative(twinErrors[respondent], errors[respondent], 1e-12, $"error of {respondent}");
            }
        }
    }

    /// <summary>A machine without registers of 512 bits does them in two halves, so both loops can be run anywhere.</summary>
    [Fact]
    public void Loops_of_256_and_512_bits_give_the_same_numbers()
    {
        RandomItems random = new(9);
        ImmutableArray<ItemParameters> items = [.. random.Next(37), new(40, [0]), new(40, [-80])];
        const int Respondents = 300;
        var responses = ResponseMatrix.FromRows(random.NextAnswers(items, Respondents, 0.2), items.Length);
        foreach (AbilityGrid grid in new[] { AbilityGrid.Usual, AbilityGrid.Adaptive, AbilityGrid.Normal(-3, 5, 64), AbilityGrid.Normal(-1, 1, 2) })
        {
            LikelihoodTable table = new(items, grid);
            int[] starts = new int[Respondents * items.Length];
            Assert.True(table.TryFind(responses, 0, starts));
            (double[] wide, double[] wideErrors) = (new double[Respondents], new double[Respondents]);
            (double[] narrow, double[] narrowErrors) = (new double[Respondents], new double[Respondents]);
            EapLoop.Run512(table, starts, items.Length, wide, wideErrors);
            EapLoop.Run256(table, starts, items.Length, narrow, narrowErrors);
            Assert.All(wide.Zip(narrow), pair => Assert.Equal(pair.First, pair.Second, 1e-14 * Math.Max(1, Math.Abs(pair.First))));
            Assert.All(wideErrors.Zip(narrowErrors), pair => Assert.Equal(pair.First, pair.Second, 1e-14));
        }
    }

    [Fact]
    public void However_the_work_is_shared_the_bits_are_the_same()
    {
        RandomItems random = new(7);
        ImmutableArray<ItemParameters> items = random.Next(40);
        var responses = ResponseMatrix.FromRows(random.NextAnswers(items, 1000, 0.05), items.Length);
        LikelihoodTable table = new(items, AbilityGrid.Usual);
        (double[] theta, double[] errors) = (new double[1000], new double[1000]);
        (double[] sharedTheta, double[] sharedErrors) = (new double[1000], new double[1000]);
        EapScorer.Score(table, responses, theta, errors);
        Parallel.ForEach([(0, 333), (333, 1), (334, 666)], part => EapScorer.ScoreRows(table, responses, part.Item1, part.Item2, sharedTheta, sharedErrors));
        Assert.Equal(theta, sharedTheta);
        Assert.Equal(errors, sharedErrors);
        byte[] row = new byte[items.Length];
        responses.CopyRow(5, row);
        AbilityEstimate one = EapScorer.ScoreOne(table, [.. Enumerable.Range(0, items.Length)], row);
        Assert.Equal((theta[5], errors[5]), (one.Theta, one.StandardError));
    }

    [Fact]
    public void Blank_rows_get_the_prior_and_nobody_gets_nothing()
    {
        ImmutableArray<ItemParameters> items = [new(1, [0]), new(2, [1, -1])];
        LikelihoodTable table = new(items, AbilityGrid.Usual);
        double[] theta = new double[1];
        double[] errors = new double[1];
        EapScorer.Score(table, ResponseMatrix.FromRows([255, 255], 2), theta, errors);
        Assert.Equal(0, theta[0], 1e-15);
        Assert.Equal(1, errors[0], 1e-6);
        EapScorer.Score(table, ResponseMatrix.FromRows([], 2), [], []);
    }

    [Fact]
    public void Answers_that_nobody_would_give_still_have_an_estimate()
    {
        ImmutableArray<ItemParameters> items = [.. Enumerable.Range(0, 500).Select(_ => new ItemParameters(40, [0]))];
        byte[] answers = [.. Enumerable.Range(0, 500).Select(item => (byte)(item % 2))];
        double[] theta = new double[1];
        double[] errors = new double[1];
        EapScorer.Score(new LikelihoodTable(items, AbilityGrid.Usual), ResponseMatrix.FromRows(answers, 500), theta, errors);
        Assert.Equal(0, theta[0], 1e-12);
        Assert.True(errors[0] is >= 0 and < 0.1);
    }

    [Fact]
    public void A_code_that_is_no_answer_is_named()
    {
        ImmutableArray<ItemParameters> items = [new(1, [0]), new(2, [1, -1])];
        LikelihoodTable table = new(items, AbilityGrid.Usual);
        byte[] answers = new byte[600];
        answers[401] = 3;
        AnswerOutOfRangeException fault = Assert.Throws<AnswerOutOfRangeException>(
            () => EapScorer.Score(table, ResponseMatrix.FromRows(answers, 2), new double[300], new double[300]));
        Assert.Equal((200, "1", (byte)3), (fault.Respondent, fault.Item, fault.Code));
        Assert.Throws<AnswerOutOfRangeException>(() => EapScorer.ScoreOne(table, [0], [2]));
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        ImmutableArray<ItemParameters> items = [new(1, [0]), new(2, [1, -1])];
        LikelihoodTable table = new(items, AbilityGrid.Usual);
        var responses = ResponseMatrix.FromRows([0, 0], 2);
        Assert.Throws<ArgumentException>(() => EapScorer.Score(table, responses, new double[2], new double[1]));
        Assert.Throws<ArgumentException>(() => EapScorer.Score(table, ResponseMatrix.FromRows([0], 1), new double[1], new double[1]));
        Assert.Throws<ArgumentException>(() => EapScorer.ScoreRows(table, responses, 1, 1, new double[1], new double[1]));
        Assert.Throws<ArgumentException>(() => EapScorer.ScoreOne(table, [0, 1], [0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => EapScorer.ScoreOne(table, [2], [0]));
        Assert.Throws<ArgumentException>(() => new LikelihoodTable(items, AbilityGrid.Normal(-6, 6, 65)));
        Assert.Throws<ArgumentException>(() => new LikelihoodTable([], AbilityGrid.Usual));
        Assert.Throws<ArgumentOutOfRangeException>(() => AbilityGrid.Normal(1, 1, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => AbilityGrid.Normal(-50, 1, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => AbilityGrid.Trapezoid(0, 1, 1));
    }

    [Fact]
    public void Grids_are_even_and_weigh_one()
    {
        Assert.Equal(61, AbilityGrid.Usual.Nodes.Length);
        Assert.Equal(1, AbilityGrid.Usual.Weights.Sum(), 1e-14);
        Assert.Equal([-6, 0, 6], new[] { AbilityGrid.Usual.Nodes[0], AbilityGrid.Usual.Nodes[30], AbilityGrid.Usual.Nodes[60] });
        Assert.Equal(-AbilityGrid.Usual.Nodes[7], AbilityGrid.Usual.Nodes[53]);
        double half = AbilityGrid.Trapezoid(-1, 1, 3).Weights[0] / AbilityGrid.Normal(-1, 1, 3).Weights[0];
        double whole = AbilityGrid.Trapezoid(-1, 1, 3).Weights[1] / AbilityGrid.Normal(-1, 1, 3).Weights[1];
        Assert.Equal(0.5, half / whole, 1e-14);
    }
}
