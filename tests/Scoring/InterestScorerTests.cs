using System.Collections.Immutable;
using Diagnostics.Scoring.Interests;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Responses;
using Diagnostics.Scoring.Scales;

namespace Diagnostics.Tests.Scoring;

/// <summary>The chain answers → sums → T → letters: the vector path gives the bits of the readable one, however the work is divided.</summary>
public sealed class InterestScorerTests
{
    [Fact]
    public void The_vector_chain_gives_the_bits_of_the_scalar_one_around_every_vector_width()
    {
        foreach (int respondents in (int[])[0, 1, 3, 4, 5, 15, 16, 17, 31, 33, 127, 129, 255, 257, 8191, 8192, 8193, 16500])
        {
            (InterestPlan plan, ResponseMatrix responses) = Inventory(respondents, seed: respondents);
            Result vector = Vectorized(plan, responses);
            Result scalar = Scalar(plan, responses);
            Assert.Equal(scalar.Bits, vector.Bits);
            Assert.Equal(scalar.Letters, vector.Letters);
        }
    }

    [Fact]
    public void Each_scale_has_the_mean_and_deviation_of_its_own_letter()
    {
        ImmutableArray<ComparableScale> scales =
            [.. HollandCode.Letters.Select((letter, item) => new NormativeScale($"{letter}", [new ItemKey.Rating(item, 0, 9, false)], new MissingRule.Zero()))];
        var plan = InterestPlan.Compile(
            [.. HollandCode.Letters.Select(letter => $"{letter}")], scales, [1, 2, 3, 4, 5, 6], [1, 2, 1, 2, 1, 4]);
        Result result = Vectorized(plan, ResponseMatrix.FromRows([3, 6, 2, 8, 5, 8], 6));

        // T = 50 + 10 (x − M)/SD: z = 2, 2, −1, 2, 0, 0.5.
        Assert.Equal([70, 70, 40, 70, 50, 55], result.Scores);
        Assert.Equal("RIS", result.Letters[0].ToString());
        Assert.True(result.Letters[0].IsTied);
    }

    [Fact]
    public void The_letters_are_those_of_the_profile()
    {
        (InterestPlan plan, ResponseMatrix responses) = Inventory(3000, seed: 5);
        Result result = Vectorized(plan, responses);
        int tied = 0;
        int unavailable = 0;
        for (int respondent = 0; respondent < responses.Respondents; respondent++)
        {
            double[] profile = [.. Enumerable.Range(0, 6).Select(scale => result.Scores[(scale * responses.Respondents) + respondent])];
            Assert.Equal(HollandCode.First3(profile), result.Letters[respondent].ToString());
            Assert.Equal(HollandCode.IsTied(profile), result.Letters[respondent].IsTied);
            Assert.Equal(profile.Any(double.IsNaN), !result.Letters[respondent].IsAvailable);
            tied += result.Letters[respondent].IsTied ? 1 : 0;
            unavailable += result.Letters[respondent].IsAvailable ? 0 : 1;
        }

        // The sample must have both, or this has shown nothing.
        Assert.InRange(tied, 100, 2900);
        Assert.InRange(unavailable, 10, 2900);
    }

    [Fact]
    public void Two_threads_give_the_bits_of_one()
    {
        (InterestPlan plan, ResponseMatrix responses) = Inventory((5 * ScaleScorer.TileRows) + 77, seed: 9);
        Result whole = Vectorized(plan, responses);
        double[] scores = new double[whole.Scores.Length];
        HollandLetters[] letters = new HollandLetters[responses.Respondents];
        Parallel.For(0, 3, part =>
        {
            int first = 2 * part * ScaleScorer.TileRows;
            int count = Math.Min(2 * ScaleScorer.TileRows, responses.Respondents - first);
            InterestScorer.ScoreRows(plan, responses, first, count, scores, letters);
        });
        Assert.Equal(whole.Bits, Array.ConvertAll(scores, BitConverter.DoubleToInt64Bits));
        Assert.Equal(whole.Letters, letters);
    }

    [Fact]
    public void Parts_that_do_not_begin_on_a_tile_or_lie_outside_are_refused()
    {
        (InterestPlan plan, ResponseMatrix responses) = Inventory(100, seed: 1);
        double[] scores = new double[600];
        HollandLetters[] letters = new HollandLetters[100];
        Assert.Throws<ArgumentException>(() => InterestScorer.ScoreRows(plan, responses, 1, 10, scores, letters));
        Assert.Throws<ArgumentException>(() => InterestScorer.ScoreRows(plan, responses, 0, 101, scores, letters));
        Assert.Throws<ArgumentException>(() => InterestScorer.ScoreRows(plan, responses, 0, -1, scores, letters));
    }

    [Fact]
    public void A_scale_without_variance_in_the_norm_group_has_no_T_and_the_profile_no_letters()
    {
        (InterestPlan plan, ResponseMatrix responses) = Inventory(40, seed: 2, deviationOfA: 0);
        Result result = Vectorized(plan, responses);
        Assert.All(result.Scores.AsSpan(2 * 40, 40).ToArray(), score => Assert.Equal(double.NaN, score));
        Assert.All(result.Letters, letters => Assert.Equal("", letters.ToString()));
    }

    [Fact]
    public void Fewer_than_six_scales_or_norms_are_refused_and_unfilled_letters_are_not_available()
    {
        double[] six = [1, 1, 1, 1, 1, 1];
        ImmutableArray<ComparableScale> five = [.. Keys.Likert(5, 2, new MissingRule.Zero()).Scales.Cast<ComparableScale>()];
        Assert.Throws<ArgumentException>(() => InterestPlan.Compile(["i"], five, six, six));
        Assert.Throws<ArgumentException>(() => InterestPlan.Compile(["i"], [.. five, five[0]], six, six.AsSpan(1)));
        Assert.False(default(HollandLetters).IsAvailable);
    }

    [Fact]
    public void Whole_number_sums_are_those_of_the_scores_before_prorating()
    {
        RandomKeys random = new(77);
        for (int run = 0; run < 60; run++)
        {
            ScoringKey key = random.NextKey();
            int respondents = run % 7 == 0 ? ScaleScorer.TileRows + random.Next(300) : random.Next(300);
            ResponseMatrix responses = ResponseMatrix.FromRows(random.NextAnswers(key, respondents), key.Items.Length);
            ushort[] sums = new ushort[key.Scales.Length * respondents];
            ushort[] answered = new ushort[sums.Length];
            ScaleScorer.Sum(ScoringPlan.Compile(key), responses, sums, answered);
            byte[] row = new byte[key.Items.Length];
            for (int respondent = 0; respondent < respondents; respondent++)
            {
                responses.CopyRow(respondent, row);
                for (int scale = 0; scale < key.Scales.Length; scale++)
                {
                    ItemKey[] items = [.. key.Scales[scale].Items.Where(item => row[item.Item] != ResponseMatrix.Missing)];
                    Assert.Equal(items.Sum(item => item.PointsFor(row[item.Item])), sums[(scale * respondents) + respondent]);
                    Assert.Equal(items.Length, answered[(scale * respondents) + respondent]);
                }
            }
        }
    }

    private static (InterestPlan Plan, ResponseMatrix Responses) Inventory(int respondents, int seed, double deviationOfA = 1)
    {
        ImmutableArray<string> items = [.. Enumerable.Range(0, 18).Select(item => $"q{item}")];
        ImmutableArray<ComparableScale> scales =
        [
            .. HollandCode.Letters.Select((letter, scale) => new NormativeScale(
                $"{letter}",
                [.. Enumerable.Range(0, 3).Select(position => new ItemKey.Rating((position * 6) + (5 - scale), 0, 4, position == 1))],
                new MissingRule.Prorate(0.6))),
        ];
        var random = new Random(seed);
        byte[] answers = new byte[respondents * 18];
        foreach (ref byte answer in answers.AsSpan())
        {
            answer = random.Next(100) < 5 ? ResponseMatrix.Missing : (byte)random.Next(5);
        }

        return (InterestPlan.Compile(items, scales, [5, 6, 6, 6, 6, 6], [2, 2, 2 * deviationOfA, 2, 2.5, 2]), ResponseMatrix.FromRows(answers, 18));
    }

    private static Result Vectorized(InterestPlan plan, ResponseMatrix responses)
    {
        Result result = new(new double[6 * responses.Respondents], new HollandLetters[responses.Respondents]);
        InterestScorer.Score(plan, responses, result.Scores, result.Letters);
        return result;
    }

    private static Result Scalar(InterestPlan plan, ResponseMatrix responses)
    {
        Result result = new(new double[6 * responses.Respondents], new HollandLetters[responses.Respondents]);
        ScalarInterestScorer.Score(plan, responses, new ushort[result.Scores.Length], result.Scores, result.Letters);
        return result;
    }

    private sealed record Result(double[] Scores, HollandLetters[] Letters)
    {
        public long[] Bits => Array.ConvertAll(Scores, BitConverter.DoubleToInt64Bits);
    }
}
