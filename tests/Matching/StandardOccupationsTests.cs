using System.Collections.Immutable;
using System.Reflection;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Matching;

namespace Diagnostics.Tests.Matching;

public sealed class StandardOccupationsTests
{
    private static readonly ImmutableArray<ComparableScore> Scales =
        [.. "RIASEC".Select(letter => ComparableScore.Declared($"{letter}", 0, 40))];

    [Fact]
    public void A_standardised_list_is_r_of_z_scores_worked_out_by_hand()
    {
        RandomAtlas random = new(21);
        Occupations atlas = random.NextAtlas(60);
        ReferenceSample group = new();
        double[] others = random.NextProfiles(200);
        int complete = Enumerable.Range(0, 200).Count(person => group.TryAdd(others.AsSpan(person * 6, 6)));
        var reference = ReferenceMeans.Of(Scales, group);
        Assert.Equal(complete, reference.Count);
        Assert.InRange(complete, 100, 199);

        double[] profiles = [31, 8, 14, 25, 2, 19, 1, 2, 3, double.NaN, 5, 6];
        int[] best = new int[2 * 60];
        double[] r = new double[2 * 60];
        StandardOccupations.Of(atlas).Match(reference, profiles, 60, best, r);
        double[] person =
            [.. Enumerable.Range(0, 6).Select(score => (profiles[score] - reference.Means[score]) / reference.Deviations[score])];
        double[][] values = [.. Enumerable.Range(0, 60).Select(occupation => atlas[occupation].Values.ToArray())];
        for (int place = 0; place < 60 && best[place] >= 0; place++)
        {
            double[] z = [.. Enumerable.Range(0, 6).Select(score => Z(values[best[place]][score], [.. values.Select(six => six[score])]))];
            Assert.Equal(MathNet.Numerics.Statistics.Correlation.Pearson(person, z), r[place], 1e-12);
            Assert.True(place == 0 || r[place] <= r[place - 1]);
        }

        Assert.True(best[0] >= 0);
        Assert.All(best[60..], occupation => Assert.Equal(-1, occupation));
    }

    [Fact]
    public void Many_respondents_are_standardised_as_one_is()
    {
        RandomAtlas random = new(22);
        var atlas = StandardOccupations.Of(random.NextAtlas(100));
        var reference = ReferenceMeans.Create(Scales, [20, 21, 22, 23, 24, 25], [5, 6, 7, 8, 9, 10], 300);
        double[] profiles = random.NextProfiles(150);
        int[] best = new int[150 * 7];
        double[] r = new double[150 * 7];
        atlas.Match(reference, profiles, 7, best, r);
        for (int respondent = 0; respondent < 150; respondent++)
        {
            int[] alone = new int[7];
            double[] aloneR = new double[7];
            atlas.Match(reference, profiles.AsSpan(respondent * 6, 6), 7, alone, aloneR);
            Assert.Equal(best[(respondent * 7)..((respondent + 1) * 7)], alone);
            Assert.Equal(r[(respondent * 7)..((respondent + 1) * 7)], aloneR);
        }
    }

    [Fact]
    public void A_person_at_the_mean_of_the_group_has_no_list()
    {
        var atlas = StandardOccupations.Of(new RandomAtlas(23).NextAtlas(50));
        var reference = ReferenceMeans.Create(Scales, [20, 21.5, 22, 23, 24, 25], [5, 6, 7, 8, 9, 10], 300);
        int[] best = new int[3];
        atlas.Match(reference, [20, 21.5, 22, 23, 24, 25], 3, best, new double[3]);
        Assert.Equal([-1, -1, -1], best);
    }

    [Fact]
    public void A_reference_without_spread_or_persons_is_refused()
    {
        ImmutableArray<double> six = [1, 2, 3, 4, 5, 6];
        Assert.Throws<ArgumentException>(() => ReferenceMeans.Create(Scales, six, [1, 1, 1, 0, 1, 1], 300));
        Assert.Throws<ArgumentException>(() => ReferenceMeans.Create(Scales, six, [1, 1, 1, double.NaN, 1, 1], 300));
        Assert.Throws<ArgumentException>(() => ReferenceMeans.Create(Scales, [1, 2, 3, 4, 5, double.NaN], six, 300));
        Assert.Throws<ArgumentException>(() => ReferenceMeans.Create(Scales, six, six, 1));
        Assert.Throws<ArgumentException>(() => ReferenceMeans.Create(Scales[..5], six, six, 300));
        Assert.Throws<ArgumentException>(() => ReferenceMeans.Create([.. Scales[..5], Scales[0]], six, six, 300));
        ReferenceSample sample = new();
        Assert.False(sample.TryAdd([1, 2, 3, 4, 5, double.NaN]));
        Assert.Equal(0, sample.Count);
        Assert.Throws<ArgumentException>(() => ReferenceMeans.Of(Scales, sample));
    }

    [Fact]
    public void An_atlas_without_spread_is_refused()
    {
        Assert.Throws<ArgumentException>(() => StandardOccupations.Of(Occupations.Create([])));
        Assert.Throws<ArgumentException>(() => StandardOccupations.Of(Occupations.Create([RandomAtlas.Made(1, 1, 2, 3, 4, 5, 6)])));
        Occupations same = Occupations.Create([RandomAtlas.Made(1, 1, 2, 3, 4, 5, 6), RandomAtlas.Made(2, 2, 3, 3, 5, 6, 7)]);
        Assert.Contains(" on A;", Assert.Throws<ArgumentException>(() => StandardOccupations.Of(same)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_scores_on_which_persons_may_be_compared_reach_a_norm_group()
    {
        Type[] banned = [typeof(ScaleKey), typeof(IpsativeScale), typeof(ScoringKey), typeof(Diagnostics.Scoring.Scales.ScaleScores)];
        string[] doors =
        [
            .. typeof(ReferenceMeans).Assembly.GetExportedTypes()
                .Where(type => type.Namespace == typeof(ReferenceMeans).Namespace)
                .SelectMany(type => type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static))
                .OfType<MethodBase>()
                .Where(method => method.GetParameters().Any(parameter => banned.Contains(parameter.ParameterType)))
                .Select(method => $"{method.DeclaringType!.Name}.{method.Name}"),
        ];
        Assert.Empty(doors);
        Assert.Empty(typeof(ReferenceMeans).GetConstructors());
        Assert.All(
            typeof(ReferenceMeans).GetMethods(BindingFlags.Public | BindingFlags.Static)
                .Where(method => method.ReturnType == typeof(ReferenceMeans)),
            door => Assert.Equal(typeof(ImmutableArray<ComparableScore>), door.GetParameters()[0].ParameterType));
        Assert.All(
            typeof(StandardOccupations).GetMethods().Where(method => method.Name == nameof(StandardOccupations.Match)),
            door => Assert.Equal(typeof(ReferenceMeans), door.GetParameters()[0].ParameterType));
    }

    private static double Z(double value, double[] all)
    {
        double mean = all.Average();
        return (value - mean) / Math.Sqrt(all.Sum(one => (one - mean) * (one - mean)) / (all.Length - 1));
    }
}
