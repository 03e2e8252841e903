using Diagnostics.Scoring.Matching;

namespace Diagnostics.Tests.Matching;

public sealed class ProfileMatcherTests
{
    private static readonly int[] Sizes = [0, 1, 2, 5, 7, 8, 9, 15, 16, 17, 63, 64, 65, 79, 80, 81, 130, 923, 4200];
    private static readonly int[] Tops = [1, 2, 9, 10, 11, 100];

    [Fact]
    public void The_fast_lists_are_the_twins_lists_bit_for_bit()
    {
        RandomAtlas random = new(20261120);
        for (int round = 0; round < 400; round++)
        {
            Occupations atlas = random.NextAtlas(Sizes[random.Next(Sizes.Length)]);
            double[] profiles = random.NextProfiles(random.Next(20));
            int top = Tops[random.Next(Tops.Length)];
            (int[] expected, double[] expectedR) = Match(ScalarProfileMatcher.Match, atlas, profiles, top);
            (int[] actual, double[] actualR) = Match(ProfileMatcher.Match, atlas, profiles, top);
            Assert.Equal(expected, actual);
            Assert.Equal(Bits(expectedR), Bits(actualR));
        }
    }

    [Fact]
    public void The_twins_list_is_every_correlation_sorted_by_r_and_code()
    {
        RandomAtlas random = new(1);
        for (int round = 0; round < 100; round++)
        {
            Occupations atlas = random.NextAtlas(random.Next(200));
            double[] profile = random.NextProfiles(1);
            double[] r = new double[atlas.Count];
            atlas.Correlate(profile, r);
            int[] expected =
            [
                .. Enumerable.Range(0, atlas.Count).Where(occupation => !double.IsNaN(r[occupation]))
                    .OrderByDescending(occupation => r[occupation])
                    .ThenBy(occupation => atlas[occupation].Code, StringComparer.Ordinal)
                    .Take(10),
            ];
            (int[] best, double[] bestR) = Match(ScalarProfileMatcher.Match, atlas, profile, 10);
            Assert.Equal(expected, best.Where(occupation => occupation >= 0));
            Assert.Equal(Bits([.. expected.Select(occupation => r[occupation])]), Bits([.. bestR.Where(one => !double.IsNaN(one))]));
        }
    }

    [Fact]
    public void Near_ties_within_the_screens_error_are_decided_in_double_precision()
    {
        // Far more occupations within a few float roundings of each other than the list has places.
        Random random = new(3);
        Occupations atlas = Occupations.Create(Enumerable.Range(0, 400).Select(number => RandomAtlas.Made(
            number, [.. new double[] { 6, 5, 4, 3, 2, 1 }.Select(value => value + (random.NextDouble() * 1e-6))])));
        double[] profiles = [.. Enumerable.Range(0, 50).SelectMany(_ => new double[] { 40, 31, 25, 17, 8, random.Next(8) })];
        (int[] expected, double[] expectedR) = Match(ScalarProfileMatcher.Match, atlas, profiles, 10);
        (int[] actual, double[] actualR) = Match(ProfileMatcher.Match, atlas, profiles, 10);
        Assert.Equal(expected, actual);
        Assert.Equal(Bits(expectedR), Bits(actualR));
    }

    [Fact]
    public void Cutting_the_respondents_into_parts_for_several_threads_changes_no_bit()
    {
        RandomAtlas random = new(4);
        Occupations atlas = random.NextAtlas(500);
        const int Respondents = 1003;
        double[] profiles = random.NextProfiles(Respondents);
        (int[] whole, double[] wholeR) = Match(ProfileMatcher.Match, atlas, profiles, 10);
        foreach (int parts in new[] { 2, 3, 7 })
        {
            int[] best = new int[whole.Length];
            double[] r = new double[whole.Length];
            Parallel.For(0, parts, part =>
            {
                int from = part * Respondents / parts;
                int count = ((part + 1) * Respondents / parts) - from;
                ProfileMatcher.Match(
                    atlas, profiles.AsSpan(from * 6, count * 6), 10, best.AsSpan(from * 10, count * 10), r.AsSpan(from * 10, count * 10));
            });
            Assert.Equal(whole, best);
            Assert.Equal(Bits(wholeR), Bits(r));
        }
    }

    [Fact]
    public void A_persons_list_does_not_depend_on_who_else_is_matched_or_on_the_order_of_the_atlas()
    {
        RandomAtlas random = new(5);
        Occupations atlas = random.NextAtlas(300);
        double[] profiles = random.NextProfiles(40);
        (int[] best, double[] r) = Match(ProfileMatcher.Match, atlas, profiles, 10);
        Occupations turned = Occupations.Create(Enumerable.Range(0, atlas.Count).Reverse().Select(occupation => atlas[occupation]));
        for (int respondent = 39; respondent >= 0; respondent--)
        {
            (int[] alone, double[] aloneR) = Match(ProfileMatcher.Match, turned, profiles[(respondent * 6)..((respondent + 1) * 6)], 10);
            Assert.Equal(best[(respondent * 10)..((respondent + 1) * 10)], alone);
            Assert.Equal(Bits(r[(respondent * 10)..((respondent + 1) * 10)]), Bits(aloneR));
        }
    }

    [Fact]
    public void Nothing_is_allocated_for_a_respondent()
    {
        RandomAtlas random = new(6);
        Occupations atlas = random.NextAtlas(923);
        double[] profiles = random.NextProfiles(2000);
        (int[] best, double[] r) = Match(ProfileMatcher.Match, atlas, profiles, 10);
        long before = GC.GetAllocatedBytesForCurrentThread();
        ProfileMatcher.Match(atlas, profiles, 10, best, r);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_profile_without_a_direction_has_no_list()
    {
        Occupations atlas = new RandomAtlas(7).NextAtlas(100);
        double[] profiles =
        [
            5, 5, 5, 5, 5, 5,
            0.1, 0.1, 0.1, 0.1, 0.1, 0.1,
            1, 2, 3, double.NaN, 5, 6,
            1, 2, 3, double.PositiveInfinity, 5, 6,
            1, 2, 3, double.NegativeInfinity, 5, double.PositiveInfinity,
            1e308, 1e308, 1e308, 1e308, 1e308, 0,
            1e-320, 0, 0, 0, 0, 0,
            0.3, 0.1 + 0.2, 0.3, 0.3, 0.3, 0.3,
        ];
        (int[] best, double[] r) = Match(ProfileMatcher.Match, atlas, profiles, 5);
        Assert.All(best, occupation => Assert.Equal(-1, occupation));
        Assert.All(r, value => Assert.True(double.IsNaN(value)));
        double[] all = new double[100];
        atlas.Correlate(profiles.AsSpan(0, 6), all);
        Assert.All(all, value => Assert.True(double.IsNaN(value)));
    }

    [Fact]
    public void A_short_atlas_leaves_places_empty_and_a_flat_occupation_is_never_listed()
    {
        Occupations atlas = Occupations.Create([RandomAtlas.Made(2, 2, 2, 2, 2, 2, 2), RandomAtlas.Made(1, 1, 2, 3, 4, 5, 6)]);
        (int[] best, double[] r) = Match(ProfileMatcher.Match, atlas, [10, 20, 30, 40, 50, 60], 3);
        Assert.Equal([0, -1, -1], best);
        Assert.Equal(1, r[0], 1e-12);
        Assert.Equal([double.NaN, double.NaN], r[1..]);
        Assert.Equal(0, Assert.Single(atlas.Listed));

        (best, _) = Match(ProfileMatcher.Match, Occupations.Create([]), [1, 2, 3, 4, 5, 6], 2);
        Assert.Equal([-1, -1], best);
        (best, _) = Match(ProfileMatcher.Match, atlas, [], 2);
        Assert.Empty(best);
    }

    [Fact]
    public void Memory_of_the_wrong_shape_is_refused()
    {
        Occupations atlas = new RandomAtlas(8).NextAtlas(3);
        Assert.Throws<ArgumentException>(() => ProfileMatcher.Match(atlas, new double[7], 1, new int[1], new double[1]));
        Assert.Throws<ArgumentException>(() => ProfileMatcher.Match(atlas, new double[6], 2, new int[1], new double[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ProfileMatcher.Match(atlas, new double[6], 0, [], []));
        Assert.Throws<ArgumentException>(() => atlas.Correlate(new double[6], new double[2]));
    }

    [Fact]
    public void An_atlas_refuses_repeated_codes_and_values_that_are_no_numbers()
    {
        Occupation one = RandomAtlas.Made(1, 1, 2, 3, 4, 5, 6);
        Assert.Throws<ArgumentException>(() => Occupations.Create([one, one]));
        Assert.Throws<ArgumentException>(() => RandomAtlas.Made(1, 1, 2, 3, 4, 5, double.NaN));
        Assert.Throws<ArgumentException>(() => RandomAtlas.Made(1, 1, 2, 3, 4, 5));
        Assert.Throws<ArgumentException>(() => new Occupation(" ", "", [1, 2, 3, 4, 5, 6]));
        Occupations atlas = Occupations.Create([one]);
        Assert.Equal(0, atlas.IndexOf(one.Code));
        Assert.Equal(-1, atlas.IndexOf("none"));
        Assert.Equal("01", one.Family);
        Assert.Equal("CES", one.InterestCode.Text);
    }

    private static (int[] Best, double[] R) Match(Matching matching, Occupations atlas, double[] profiles, int top)
    {
        int[] best = new int[profiles.Length / 6 * top];
        double[] r = new double[best.Length];
        matching(atlas, profiles, top, best, r);
        return (best, r);
    }

    private static long[] Bits(double[] numbers) => [.. numbers.Select(BitConverter.DoubleToInt64Bits)];

    private delegate void Matching(Occupations occupations, ReadOnlySpan<double> profiles, int top, Span<int> best, Span<double> r);
}
