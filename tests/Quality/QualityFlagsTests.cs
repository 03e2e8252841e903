using Diagnostics.Scoring.BestWorst;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Quality;

namespace Diagnostics.Tests.Quality;

public sealed class QualityFlagsTests
{
    private static readonly RatingShape Sixty = new(60, 5, 6);

    private static readonly ResponseQuality Ordinary = new(
        new AnswerRuns(4, 1.5),
        new AnswerRuns(5, 1.6),
        Variability: 1.1,
        new EvenOdd(0.7, 0.8),
        new MahalanobisDistance(56, 0.6),
        new ResponseTimes(3.2, 0));

    [Fact]
    public void An_ordinary_protocol_raises_nothing()
    {
        QualityFlags flags = QualityFlags.Of(Ordinary, Sixty, QualityCutOffs.Default);
        Assert.All(flags.All, flag => Assert.Equal(QualityFlagState.Quiet, flag.State));
        Assert.False(flags.IsUnreliable);
        Assert.Equal(Enum.GetValues<QualityIndex>(), flags.All.Select(flag => flag.CutOff.Index));
        Assert.All(flags.All, flag => Assert.NotEmpty(flag.CutOff.Origin));
    }

    [Fact]
    public void At_the_cut_off_a_flag_is_raised_and_just_inside_it_is_not()
    {
        Assert.Equal([QualityKind.Monotony], Kinds(Ordinary with { Runs = new AnswerRuns(21, 1.5) }));
        Assert.Empty(Kinds(Ordinary with { Runs = new AnswerRuns(20, 3.49) }));
        Assert.Equal([QualityKind.Monotony], Kinds(Ordinary with { Variability = 0.6 }));
        Assert.Equal([QualityKind.Inconsistency], Kinds(Ordinary with { EvenOdd = new EvenOdd(-0.4, -1) }));
        Assert.Empty(Kinds(Ordinary with { EvenOdd = new EvenOdd(-0.3, -0.857) }));
        Assert.Equal([QualityKind.Improbability], Kinds(Ordinary with { Distance = new MahalanobisDistance(121, 1e-5) }));
        Assert.Equal([QualityKind.Haste], Kinds(Ordinary with { Times = new ResponseTimes(0.999, 0.6) }));
        Assert.Empty(Kinds(Ordinary with { Times = new ResponseTimes(1, 0.4) }));
    }

    [Fact]
    public void Three_flags_of_one_kind_are_one_reason_and_two_kinds_make_a_protocol_unreliable()
    {
        ResponseQuality monotonous = Ordinary with { Runs = new AnswerRuns(58, 20), Variability = 0.13 };
        QualityFlags one = QualityFlags.Of(monotonous, Sixty, QualityCutOffs.Default);
        Assert.Equal(3, one.All.Count(flag => flag.IsRaised));
        Assert.False(one.IsUnreliable);
        Assert.True(QualityFlags.Of(monotonous with { Times = new ResponseTimes(0.5, 1) }, Sixty, QualityCutOffs.Default).IsUnreliable);
    }

    [Fact]
    public void Even_odd_alone_never_makes_a_protocol_unreliable()
    {
        ResponseQuality worst = Ordinary with { EvenOdd = new EvenOdd(-1, -1) };
        Assert.False(QualityFlags.Of(worst, Sixty, QualityCutOffs.Default).IsUnreliable);
        Assert.Single(QualityCutOffs.Default, cutOff => cutOff.Kind == QualityKind.Inconsistency);
    }

    [Fact]
    public void A_cut_off_made_for_another_shape_is_not_applied_and_says_so()
    {
        ResponseQuality monotonous = Ordinary with { Runs = new AnswerRuns(48, 48), Times = new ResponseTimes(0.5, 1) };
        QualityFlags flags = QualityFlags.Of(monotonous, new RatingShape(48, 5, 6), QualityCutOffs.Default);
        Assert.Equal(QualityKind.Haste, Assert.Single(flags.RaisedKinds));
        Assert.Equal(5, flags.All.Count(flag => flag.State == QualityFlagState.NotApplicable));
    }

    [Fact]
    public void What_is_not_available_raises_nothing()
    {
        QualityFlags flags = QualityFlags.Of(
            Ordinary with
            {
                Runs = AnswerRuns.NotAvailable,
                Distance = MahalanobisDistance.NotAvailable,
                Times = ResponseTimes.NotAvailable,
            },
            Sixty,
            QualityCutOffs.Default);
        Assert.Equal(4, flags.All.Count(flag => flag.State == QualityFlagState.NotAvailable));
        Assert.Empty(flags.RaisedKinds);
    }

    [Fact]
    public void Median_and_hasty_share_are_over_the_timed_items()
    {
        Assert.Equal(new ResponseTimes(2, 1.0 / 3), ResponseTimes.Of([999, ResponseTimes.Missing, 2000, 5000]));
        Assert.Equal(new ResponseTimes(1.5, 0), ResponseTimes.Of([1000, 2000]));
        Assert.Equal(new ResponseTimes(0, 1), ResponseTimes.Of([0]));
        Assert.Equal(new ResponseTimes(1.5, 0.5), ResponseTimes.Of([1000, 2000], limit: 1500));
        Assert.Equal(int.MaxValue / 1000.0, ResponseTimes.Of([int.MaxValue, int.MaxValue]).MedianSeconds);
        Assert.Equal(ResponseTimes.NotAvailable, ResponseTimes.Of([]));
        Assert.Equal(ResponseTimes.NotAvailable, ResponseTimes.Of([ResponseTimes.Missing]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ResponseTimes.Of([1], limit: 0));
    }

    [Fact]
    public void One_call_measures_one_person()
    {
        ScoringKey key = RatedRows.Key(3, 2);
        RatedItems rated = RatedItems.Of(key, [5, 4, 3, 2, 1, 0]);
        Assert.Equal(new RatingShape(6, 5, 3), rated.Shape);
        ResponseQuality quality = ResponseQuality.Measure(rated, [0, 0, 0, 2, 4, 4], [900, 900, 900, 900, 900, 3000], reference: null);
        Assert.Equal(new AnswerRuns(3, 2), quality.Runs);
        Assert.Equal(0.9, quality.Times.MedianSeconds);
        Assert.True(double.IsNaN(quality.Distance.Squared));
        Assert.Throws<ArgumentException>(() => ResponseQuality.Measure(rated, [0, 0], [], reference: null));
        Assert.Throws<ArgumentException>(() => RatedItems.Of(key, [0, 0, 1, 2, 3, 4]));
    }

    [Fact]
    public void Pairs_and_best_worst_sets_are_not_rated()
    {
        ScoringKey pairs = ScoringKey.Create(
            ["p1"],
            [
                new IpsativeScale("a", [new ItemKey.Options(0, [1, 0])], new MissingRule.Tolerate(0)),
                new IpsativeScale("b", [new ItemKey.Options(0, [0, 1])], new MissingRule.Tolerate(0)),
            ]);
        RatedItems rated = RatedItems.Of(pairs);
        Assert.Equal(new RatingShape(0, 0, 0), rated.Shape);
        ResponseQuality quality = ResponseQuality.Measure(rated, [1], [2000], reference: null);
        Assert.Equal(AnswerRuns.NotAvailable, quality.Runs);
        Assert.True(double.IsNaN(quality.Variability));
        Assert.Equal(2, quality.Times.MedianSeconds);

        ScoringKey sets = BestWorstDesign.Create(2, [[0, 1]]).Key(["w1"], ["a", "b"], blanks: 0);
        Assert.Equal(new RatingShape(0, 0, 0), RatedItems.Of(sets).Shape);
    }

    private static QualityKind[] Kinds(ResponseQuality quality) =>
        [.. QualityFlags.Of(quality, Sixty, QualityCutOffs.Default).RaisedKinds];
}
