using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Results;
using MathNet.Numerics.Statistics;
using Xunit.Abstractions;

namespace Diagnostics.Tests.Simulation;

/// <summary>A simulated student is one possible child: what is asked twice is answered alike, and nobody loves beauty and shuns art.</summary>
public sealed class LatentPersonTests(ITestOutputHelper output)
{
    private const int Students = 1_000;

    private static readonly BatteryLibrary Batteries = BatteryLibrary.LoadBuiltIn(InstrumentLibrary.LoadBuiltIn());
    private static readonly Lazy<Profile[]> Profiles = new(() => [.. Enumerable.Range(0, Students).Select(Take)]);

    [Theory]
    [InlineData("riasec", "A", "object-of-work", "art")]
    [InlineData("riasec", "A", "inclinations", "aesthetic")]
    [InlineData("riasec", "A", "work-values", "creativity")]
    [InlineData("riasec", "S", "object-of-work", "human")]
    [InlineData("riasec", "S", "work-values", "help")]
    [InlineData("riasec", "I", "inclinations", "research")]
    [InlineData("riasec", "E", "work-values", "leadership")]
    [InlineData("object-of-work", "art", "inclinations", "aesthetic")]
    [InlineData("aptitude-verbal", "verbal", "aptitude-numerical", "numerical")]
    public void Sections_that_ask_for_the_same_agree(string instrument, string scale, string other, string otherScale)
    {
        double correlation = Correlation.Pearson(Scores(instrument, scale), Scores(other, otherScale));
        output.WriteLine($"{correlation:0.00}");
        Assert.InRange(correlation, 0.15, 0.9);
    }

    [Fact]
    public void Interests_themselves_are_independent()
    {
        // Four standard errors of a correlation of nothing.
        Assert.InRange(Correlation.Pearson(Scores("riasec", "R"), Scores("riasec", "S")), -4 / Math.Sqrt(Students), 4 / Math.Sqrt(Students));
    }

    [Fact]
    public void Who_chooses_beauty_first_hardly_ever_puts_art_last_and_never_with_artistic_interests_last()
    {
        Profile[] drawn = [.. Profiles.Value.Where(one => Place(one, "inclinations", "aesthetic") == 0)];
        double artLast = drawn.Count(one => Place(one, "object-of-work", "art") == 4) / (double)drawn.Length;
        int both = drawn.Count(one => Place(one, "object-of-work", "art") == 4 && Place(one, "riasec", "A") == 5);
        output.WriteLine($"{drawn.Length}: {artLast:P1}, {both}");
        Assert.True(drawn.Length >= Students / 12, $"{drawn.Length}");
        Assert.True(artLast <= 0.05, $"{artLast:P1}");
        Assert.Equal(0, both);
    }

    private static int Place(Profile profile, string instrument, string scale)
    {
        IReadOnlyList<ProfileScale> scales = Section(profile, instrument).Scales;
        double own = scales.Single(one => one.Id == scale).Raw!.Value;
        return scales.Count(one => one.Raw > own);
    }

    private static double[] Scores(string instrument, string scale) =>
        [.. Profiles.Value.Select(one => Section(one, instrument).Scales.Single(found => found.Id == scale).Raw ?? 0)];

    private static ProfileSection Section(Profile profile, string instrument) => profile.Sections.Single(one => one.Instrument == instrument);

    private static Profile Take(int seed)
    {
        Battery battery = Batteries.For(11)!;
        return ProfileMaker.Make(battery, [.. new SimulatedStudent(battery, new Random(seed)).Answers().Select(answer => answer.Value)]);
    }
}
