using System.Collections.Immutable;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Matching;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Tests.Matching;

public sealed class FitBandsTests
{
    private const int Items = 10;

    private static readonly double[] Errors = [3, 3, 3, 3, 3, 3];

    private static readonly ImmutableArray<ComparableScale> Scales =
    [
        .. "RIASEC".Select((letter, scale) => new NormativeScale(
            $"{letter}",
            [.. Enumerable.Range(scale * Items, Items).Select(item => new ItemKey.Rating(item, 0, 4, false))],
            new MissingRule.Prorate(0.75))),
    ];

    [Fact]
    public void The_same_seed_gives_the_same_bands_and_these()
    {
        FitBands first = Form(seed: 5);
        FitBands again = Form(seed: 5);
        Assert.Equal(first.Fits.AsEnumerable(), again.Fits);
        Assert.NotEqual(first.Fits.AsEnumerable(), Form(seed: 6).Fits);

        // Written down once: another machine, another day, the same draws.
        Assert.Equal("D44E", Fingerprint(first));

        static FitBands Form(int seed) => FitBands.Form(
            DrawnMatch.Raw(new RandomAtlas(31).NextAtlas(200), ProfileDraws.ByItems(Scales, Answers(31), 400, new Random(seed))));
    }

    [Fact]
    public void Band_one_is_what_is_at_least_as_good_as_the_best_in_one_draw_of_twenty()
    {
        RandomAtlas random = new(32);
        Occupations atlas = random.NextAtlas(150);
        var draws = ProfileDraws.ByErrors([31, 8, 14, 25, 2, 19], Errors, 200, new Random(7));
        FitBands bands = FitBands.Form(DrawnMatch.Raw(atlas, draws), candidates: 60);
        Assert.Equal(60, bands.Fits.Length);
        Assert.Equal(Enumerable.Range(1, 60), bands.Fits.Select(fit => fit.Rank));

        double[][] drawn = [.. Enumerable.Range(0, 200).Select(draw => Correlations(atlas, draws.All.Slice(draw * 6, 6)))];
        List<BandedFit> left = [.. bands.Fits];
        for (int band = 1; left.Count > 0; band++)
        {
            int best = left[0].Occupation;
            BandedFit[] together = [.. left.Where(fit => 20 * drawn.Count(r => r[fit.Occupation] >= r[best]) >= 200)];
            Assert.All(together, fit => Assert.Equal(band, fit.Band));
            left.RemoveAll(together.Contains);
        }

        Assert.True(bands.Fits.Max(fit => fit.Band) > 1);
        Assert.All(bands.Fits, fit =>
        {
            double[] r = [.. drawn.Select(one => one[fit.Occupation])];
            Assert.InRange(r.Count(one => one < fit.Low) / 200.0, 0.04, 0.06);
            Assert.InRange(r.Count(one => one > fit.High) / 200.0, 0.04, 0.06);
            Assert.Equal(drawn.Count(one => IsInTop(one, fit.Occupation, 10)) / 200.0, fit.TopShare);
        });
    }

    [Fact]
    public void Occupations_with_the_same_values_share_a_band()
    {
        Occupations atlas = Occupations.Create(Enumerable.Range(0, 30).Select(number =>
            RandomAtlas.Made(number, number % 2 == 0 ? [6, 5, 4, 3, 2, 1] : [1, 2, 3, 4, 5, 6])));
        FitBands bands = FitBands.Form(DrawnMatch.Raw(atlas, ProfileDraws.ByErrors([40, 30, 25, 15, 8, 3], Errors, 100, new Random(1))));
        Assert.Equal(Enumerable.Repeat(1, 15).Concat(Enumerable.Repeat(2, 15)), bands.Fits.Select(fit => fit.Band));
    }

    [Fact]
    public void Without_error_there_is_one_band_for_every_fit()
    {
        Occupations atlas = new RandomAtlas(33).NextAtlas(20);
        var draws = ProfileDraws.ByErrors([31, 8, 14, 25, 2, 19], new double[6], 100, new Random(1));
        FitBands bands = FitBands.Form(DrawnMatch.Raw(atlas, draws));
        Assert.All(
            bands.Fits.Zip(bands.Fits.Skip(1)),
            pair => Assert.Equal(pair.First.R != pair.Second.R, pair.First.Band != pair.Second.Band));
        Assert.All(bands.Fits, fit => Assert.Equal((fit.R, fit.R, fit.Rank <= 10 ? 1.0 : 0), (fit.Low, fit.High, fit.TopShare)));
    }

    [Fact]
    public void Flat_draws_prefer_nothing_and_are_counted()
    {
        // Every other draw adds three errors to each score, which makes the profile 15 six times over.
        var draws = ProfileDraws.ByErrors([0, 3, 6, 9, 12, 15], [5, 4, 3, 2, 1, 0], 100, new EveryOther(6 * 12, 0.5, 0.75));
        FitBands bands = FitBands.Form(DrawnMatch.Raw(new RandomAtlas(37).NextAtlas(60), draws), top: 5);
        Assert.Equal(50, bands.FlatDraws);
        Assert.All(bands.Fits, fit => Assert.Equal((1, fit.Rank <= 5 ? 0.5 : 0), (fit.Band, fit.TopShare)));
        Assert.All(bands.Fits.Where(fit => fit.R > 0), fit => Assert.Equal((0, fit.R), (fit.Low, fit.High)));
    }

    [Fact]
    public void A_draw_has_the_spread_the_within_person_band_says()
    {
        byte[] answers = Answers(34);
        answers.AsSpan(0, Items).Fill(3);
        answers[15] = ResponseMatrix.Missing;
        var draws = ProfileDraws.ByItems(Scales, answers, 20_000, new Random(9));
        for (int scale = 0; scale < 6; scale++)
        {
            double s = Diagnostics.Scoring.Scales.WithinPersonBand.ItemSpread(Scales[scale], answers);
            double expected = scale == 1 ? s * Items / Math.Sqrt(Items - 1) : s * Math.Sqrt(Items);
            int at = scale;
            double[] column = [.. Enumerable.Range(0, draws.Count).Select(draw => draws.All[(draw * 6) + at])];
            Assert.Equal(draws.Profile[scale], column.Average(), 0.1);
            Assert.InRange(Math.Sqrt(column.Average(one => (one - draws.Profile[at]) * (one - draws.Profile[at]))) / expected, 0.97, 1.03);
        }

        Assert.Equal(0.5, Diagnostics.Scoring.Scales.WithinPersonBand.ItemSpread(Scales[0], answers));
    }

    [Fact]
    public void Without_a_score_an_error_or_a_shape_there_are_no_bands_and_no_tiers()
    {
        Occupations atlas = new RandomAtlas(35).NextAtlas(50);
        byte[] answers = Answers(35);
        answers.AsSpan(0, 3).Fill(ResponseMatrix.Missing);
        ProfileDraws[] nothing =
        [
            ProfileDraws.ByItems(Scales, answers, 100, new Random(1)),
            ProfileDraws.ByErrors([1, 2, 3, 4, 5, double.NaN], Errors, 100, new Random(1)),
            ProfileDraws.ByErrors([1, 2, 3, 4, 5, 6], [1, 1, 1, 1, 1, double.NaN], 100, new Random(1)),
            ProfileDraws.ByErrors([4, 4, 4, 4, 4, 4], Errors, 100, new Random(1)),
        ];
        foreach (ProfileDraws draws in nothing)
        {
            var match = DrawnMatch.Raw(atlas, draws);
            Assert.False(match.IsAvailable);
            Assert.Empty(FitBands.Form(match).Fits);
            Assert.Empty(FamilyTiers.Form(match));
        }

        var person = ProfileDraws.ByErrors([31, 8, 14, 25, 2, 19], Errors, 100, new Random(1));
        Assert.Empty(FitBands.Form(DrawnMatch.Raw(Occupations.Create([]), person)).Fits);
        Assert.Empty(FamilyTiers.Form(DrawnMatch.Raw(Occupations.Create([]), person)));
        Assert.Throws<ArgumentOutOfRangeException>(() => ProfileDraws.ByErrors([1, 2, 3, 4, 5, 6], Errors, 99, new Random(1)));
        Assert.Throws<ArgumentException>(() => ProfileDraws.ByErrors([1, 2, 3, 4, 5, 6], [1, 1, 1, 1, 1, -1], 100, new Random(1)));
        Assert.Throws<ArgumentException>(() => ProfileDraws.ByItems(Scales[..5], answers, 100, new Random(1)));
    }

    [Fact]
    public void Against_a_norm_group_the_bands_are_those_of_the_standardised_list()
    {
        RandomAtlas random = new(36);
        var atlas = StandardOccupations.Of(random.NextAtlas(80));
        var reference = ReferenceMeans.Create(
            [.. Scales.Select(ComparableScore.Of)], [20, 21, 22, 23, 24, 25], [5, 6, 7, 8, 9, 10], 300);
        double[] profile = [31, 8, 14, 25, 2, 19];
        FitBands bands = FitBands.Form(
            DrawnMatch.Standardised(atlas, reference, ProfileDraws.ByErrors(profile, Errors, 100, new Random(2))), candidates: 20);
        int[] best = new int[20];
        double[] r = new double[20];
        atlas.Match(reference, profile, 20, best, r);
        Assert.True(bands.IsStandardised);
        Assert.Equal(best, bands.Fits.Select(fit => fit.Occupation));
        Assert.Equal(r, bands.Fits.Select(fit => fit.R));
    }

    [Fact]
    public void Families_stand_in_tiers_without_an_order_inside()
    {
        // Family 00 fits whatever the draw, 01 and 02 are alike, 03 is the opposite.
        Occupation[] occupations =
        [
            .. Enumerable.Range(0, 6).Select(number => new Occupation($"00-{number}", "", [6, 5, 4, 3, 2, 1])),
            new("02-1", "", [5, 5, 6, 3, 2, 2]), new("02-2", "", [1, 2, 3, 4, 5, 6]), new("02-3", "", [1, 2, 3, 4, 5, 6]),
            new("01-1", "", [5, 5, 6, 3, 2, 2]), new("03-1", "", [1, 2, 3, 4, 5, 6]), new("04-1", "", [3, 3, 3, 3, 3, 3]),
        ];
        var draws = ProfileDraws.ByErrors([36, 30, 24, 18, 12, 6], Errors, 200, new Random(4));
        var match = DrawnMatch.Raw(Occupations.Create(occupations), draws);
        ImmutableArray<FamilyTier> tiers = FamilyTiers.Form(match);
        Assert.Equal([1, 2, 3], tiers.Select(tier => tier.Tier));
        Assert.Equal(["00", "01,02", "03"], tiers.Select(tier => string.Join(',', tier.Families)));
        Assert.Equal(["00", "01,02,03"], FamilyTiers.Form(match, 2).Select(tier => string.Join(',', tier.Families)));
        Assert.Throws<ArgumentOutOfRangeException>(() => FamilyTiers.Form(match, 0));
    }

    /// <summary>Counting a whole region by families is the order of the tiers, without a draw.</summary>
    [Fact]
    public void The_nearest_families_are_the_first_of_the_order()
    {
        var random = new Random(31);
        var atlas = StandardOccupations.Of(Occupations.Create(Enumerable.Range(0, 60).Select(number =>
            new Occupation($"{number:D2}", "", [.. Enumerable.Range(0, 6).Select(_ => 1 + (6 * random.NextDouble()))], $"f{number % 7}"))));
        var families = FamilyFits.WithinPerson(atlas);
        for (int person = 0; person < 40; person++)
        {
            double[] profile = [.. Enumerable.Range(0, 6).Select(_ => (double)random.Next(10, 41))];
            var match = DrawnMatch.WithinPerson(atlas, ProfileDraws.ByErrors(profile, Errors, 100, random));
            Assert.Equal(FamilyTiers.Order(match).Take(3).Select(family => family.Family), families.Nearest(profile, 3).Select(family => families.Families[family]));
        }

        double[] fits = new double[families.Families.Length];
        Assert.True(families.TryFit([36, 30, 24, 18, 12, 6], fits));
        double second = fits.OrderDescending().ElementAt(1);
        Assert.Equal(2, families.Nearest([36, 30, 24, 18, 12, 6], 3, second).Length);
        Assert.Empty(families.Nearest([5, 5, 5, 5, 5, 5], 3));
        Assert.Empty(families.Nearest([5, 4, 3, 2, 1, double.NaN], 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => families.Nearest([1, 2, 3, 4, 5, 6], 0));
        Assert.Throws<ArgumentException>(() => families.TryFit([1, 2, 3, 4, 5], new double[7]));
    }

    private static double[] Correlations(Occupations atlas, ReadOnlySpan<double> profile)
    {
        double[] r = new double[atlas.Count];
        atlas.Correlate(profile, r);
        return [.. r.Select(one => double.IsNaN(one) ? -2 : one)];
    }

    private static bool IsInTop(double[] r, int occupation, int top) =>
        Enumerable.Range(0, r.Length).Count(other => r[other] > r[occupation] || (r[other] == r[occupation] && other < occupation)) < top;

    private static string Fingerprint(FitBands bands)
    {
        long hash = 17;
        foreach (BandedFit fit in bands.Fits)
        {
            hash = unchecked((((hash * 31) + fit.Occupation) * 31) + fit.Band);
            hash = unchecked((hash * 31) + BitConverter.DoubleToInt64Bits(fit.Low) + (BitConverter.DoubleToInt64Bits(fit.TopShare) >> 3));
        }

        return $"{hash & 0xFFFF:X4}";
    }

    private static byte[] Answers(int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, 6 * Items).Select(item => (byte)Math.Clamp(random.Next(3) + (item / Items % 3), 0, 4))];
    }

    /// <summary>A source that gives one number for a while, then another, and so on.</summary>
    private sealed class EveryOther(int length, double first, double second) : Random
    {
        private int _given;

        public override double NextDouble() => _given++ / length % 2 == 0 ? first : second;
    }
}
