using System.Numerics;
using System.Runtime.InteropServices;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Responses;
using Diagnostics.Scoring.Scales;

namespace Diagnostics.Tests.Scoring;

public sealed class ScaleScorerTests
{
    [Fact]
    public void The_vector_path_gives_the_bits_of_its_scalar_twin_for_random_keys()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            RandomKeys random = new(seed);
            ScoringKey key = random.NextKey();
            ResponseMatrix responses = ResponseMatrix.FromRows(random.NextAnswers(key, random.Next(500)), key.Items.Length);
            AssertSame(ScalarScaleScorer.Score(key, responses), ScaleScorer.Score(key, responses), $"seed {seed}");
        }
    }

    [Fact]
    public void Every_size_around_a_vector_and_a_tile_is_scored_whole()
    {
        RandomKeys random = new(7);
        ScoringKey key = random.NextKey();
        IEnumerable<int> sizes = Enumerable.Range(0, (2 * Vector<byte>.Count) + 2).Concat([127, 128, 129, 8191, 8192, 8193, 16500]);
        foreach (int respondents in sizes)
        {
            ResponseMatrix responses = ResponseMatrix.FromRows(random.NextAnswers(key, respondents), key.Items.Length);
            ScaleScores scores = ScaleScorer.Score(key, responses);
            Assert.Equal(respondents, scores.Respondents);
            AssertSame(ScalarScaleScorer.Score(key, responses), scores, $"{respondents} respondents");
        }
    }

    [Fact]
    public void One_person_scores_as_in_a_crowd()
    {
        RandomKeys random = new(11);
        ScoringKey key = random.NextKey();
        byte[] answers = random.NextAnswers(key, 100);
        ScaleScores crowd = ScaleScorer.Score(key, ResponseMatrix.FromRows(answers, key.Items.Length));
        for (int person = 0; person < 100; person++)
        {
            var alone = ScaleScorer.ScoreOne(key, answers.AsSpan(person * key.Items.Length, key.Items.Length));
            for (int scale = 0; scale < key.Scales.Length; scale++)
            {
                Assert.Equal(crowd.Raw(scale)[person], alone[scale].Raw);
                Assert.Equal(crowd.Answered(scale)[person], alone[scale].Answered);
            }
        }
    }

    [Fact]
    public void The_order_of_respondents_does_not_matter()
    {
        RandomKeys random = new(23);
        ScoringKey key = random.NextKey();
        int items = key.Items.Length;
        byte[] answers = random.NextAnswers(key, 333);
        byte[] turned = [.. answers.Chunk(items).Reverse().SelectMany(row => row)];
        ScaleScores forward = ScaleScorer.Score(key, ResponseMatrix.FromRows(answers, items));
        ScaleScores backward = ScaleScorer.Score(key, ResponseMatrix.FromRows(turned, items));
        for (int scale = 0; scale < key.Scales.Length; scale++)
        {
            double[] expected = forward.Raw(scale).ToArray();
            Array.Reverse(expected);
            Assert.Equal(expected, backward.Raw(scale).ToArray());
        }
    }

    [Fact]
    public void Sums_over_one_byte_do_not_overflow()
    {
        ScoringKey key = Keys.OneScale(
            [.. Enumerable.Range(0, 257).Select(item => new ItemKey.Rating(item, 0, 254, false))], new MissingRule.Zero());
        byte[] answers = new byte[257 * 3];
        answers.AsSpan().Fill(254);
        answers.AsSpan(257, 257).Fill(ResponseMatrix.Missing);
        ScaleScores scores = ScaleScorer.Score(key, ResponseMatrix.FromRows(answers, 257));
        Assert.Equal([257 * 254.0, 0, 257 * 254], scores.Raw(0).ToArray());
        Assert.Equal([257, 0, 257], scores.Answered(0).ToArray());
    }

    [Fact]
    public void An_answer_outside_its_range_is_an_error_that_names_item_and_respondent()
    {
        ScoringKey key = Keys.OneScale([new ItemKey.Rating(0, 0, 4, false), new ItemKey.Options(1, [0, 1])], new MissingRule.Zero());
        for (int bad = 0; bad < 40; bad++)
        {
            foreach ((int item, byte code) in new[] { (0, (byte)5), (0, (byte)254), (1, (byte)2), (1, (byte)200) })
            {
                byte[] answers = new byte[80];
                answers[(bad * 2) + item] = code;
                ResponseMatrix responses = ResponseMatrix.FromRows(answers, 2);
                var vector = Assert.Throws<AnswerOutOfRangeException>(() => ScaleScorer.Score(key, responses));
                var scalar = Assert.Throws<AnswerOutOfRangeException>(() => ScalarScaleScorer.Score(key, responses));
                Assert.Equal((bad, $"i{item}", code), (vector.Respondent, vector.Item, vector.Code));
                Assert.Equal(scalar.Message, vector.Message);
            }
        }
    }

    [Fact]
    public void A_code_below_the_lowest_is_an_error_also_when_reversed()
    {
        foreach (bool reversed in new[] { false, true })
        {
            ScoringKey key = Keys.OneScale([new ItemKey.Rating(0, 1, 5, reversed)], new MissingRule.Zero());
            foreach (byte code in new byte[] { 0, 6, 254 })
            {
                Assert.Throws<AnswerOutOfRangeException>(() => ScaleScorer.Score(key, ResponseMatrix.FromRows([code], 1)));
                Assert.Throws<AnswerOutOfRangeException>(() => ScaleScorer.ScoreOne(key, [code]));
            }
        }
    }

    [Fact]
    public void A_reversed_rating_is_min_plus_max_minus_the_code()
    {
        ScoringKey key = Keys.OneScale([new ItemKey.Rating(0, 1, 5, true)], new MissingRule.Zero());
        ScaleScores scores = ScaleScorer.Score(key, ResponseMatrix.FromRows([1, 2, 3, 4, 5], 1));
        Assert.Equal([5, 4, 3, 2, 1], scores.Raw(0).ToArray());
    }

    [Fact]
    public void The_overload_on_spans_allocates_nothing()
    {
        RandomKeys random = new(3);
        ScoringKey key = random.NextKey();
        ScoringPlan plan = ScoringPlan.Compile(key);
        ResponseMatrix responses = ResponseMatrix.FromRows(random.NextAnswers(key, 1000), key.Items.Length);
        double[] raw = new double[1000 * key.Scales.Length];
        ushort[] answered = new ushort[raw.Length];
        ScaleScorer.Score(plan, responses, raw, answered);
        long before = GC.GetAllocatedBytesForCurrentThread();
        ScaleScorer.Score(plan, responses, raw, answered);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Wrong_shapes_are_refused_with_the_numbers()
    {
        ScoringKey key = Keys.OneScale([new ItemKey.Rating(0, 0, 4, false)], new MissingRule.Zero());
        ResponseMatrix twoItems = ResponseMatrix.FromRows([1, 2], 2);
        Assert.Throws<ArgumentException>(() => ScaleScorer.Score(key, twoItems));
        Assert.Throws<ArgumentException>(() => ScaleScorer.ScoreOne(key, [1, 2]));
        ResponseMatrix one = ResponseMatrix.FromRows([1], 1);
        Assert.Throws<ArgumentException>(() => ScaleScorer.Score(ScoringPlan.Compile(key), one, new double[2], new ushort[1]));
    }

    private static void AssertSame(ScaleScores expected, ScaleScores actual, string what)
    {
        for (int scale = 0; scale < expected.Key.Scales.Length; scale++)
        {
            ReadOnlySpan<long> expectedBits = MemoryMarshal.Cast<double, long>(expected.Raw(scale));
            Assert.True(expectedBits.SequenceEqual(MemoryMarshal.Cast<double, long>(actual.Raw(scale))), $"raw of scale {scale}, {what}");
            Assert.True(expected.Answered(scale).SequenceEqual(actual.Answered(scale)), $"answered of scale {scale}, {what}");
        }
    }
}
