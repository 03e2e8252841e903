using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Recommendations;

namespace Diagnostics.Tests.Recommendations;

/// <summary>
/// Persons of equal interests are shown the same sectors wherever they live: what is near to a villager's daily life draws some answers up
/// and others down, and the balance of the items must take that out. Sex and place themselves are no input at all.
/// </summary>
public sealed class ParityTests
{
    private const int Persons = 400;
    private const double Draw = 0.4;
    private const double MostDifference = 0.1;

    [Fact]
    public void A_recommendation_knows_neither_sex_nor_place() => Assert.Equal(
        ["Demand", "Grade", "HighValues", "Interests", "LeadingObjects", "LowValues", "NeedsTalk", "Reference", "Strengths"],
        typeof(RecommendationRequest).GetProperties().Select(property => property.Name).Where(name => name != "EqualityContract").Order());

    [Fact]
    public void Village_and_town_are_near_to_the_same_sectors_when_interests_are_equal()
    {
        AtlasYear atlas = AtlasLibrary.LoadBuiltIn().Newest;
        Recommender recommender = new(atlas);
        Dictionary<string, double> village = Shares(recommender, "setting-village");
        Dictionary<string, double> town = Shares(recommender, "setting-town");
        Assert.All(atlas.Sectors, sector =>
        {
            double difference = village.GetValueOrDefault(sector.Id) - town.GetValueOrDefault(sector.Id);
            Assert.True(Math.Abs(difference) <= MostDifference, $"{sector.Id}: {difference:P1}");
        });
    }

    private static Dictionary<string, double> Shares(Recommender recommender, string near)
    {
        Recommendation[] given = [.. Enumerable.Range(0, Persons).AsParallel().AsOrdered().Select(seed => recommender.Recommend(
            new RecommendationRequest(9, Person(seed, near)))).Where(one => one.State == RecommendationState.Families)];
        return given.SelectMany(one => one.Tiers[0].Sectors).GroupBy(sector => sector.Id)
            .ToDictionary(sector => sector.Key, sector => sector.Count() / (double)given.Length);
    }

    /// <summary>The same seed is the same person; only the pull of what is near differs.</summary>
    private static InterestAnswers Person(int seed, string near)
    {
        Random random = new(seed);
        double[] interests = [.. Enumerable.Range(0, 6).Select(_ => 2 + (0.9 * Recommendations.Persons.Normal(random)))];
        InstrumentForm form = Recommendations.Persons.Riasec.Forms["full"];
        return Recommendations.Persons.Answers("full", (scale, place) =>
        {
            Item item = form.Items[form.Key.Scales[scale].Items[place].Item];
            double pull = item.Tags.Contains(near) ? Draw : item.Tags.Contains("setting-any") ? 0 : -Draw;
            return (byte)Math.Clamp(Math.Round(interests[scale] + pull + (0.8 * Recommendations.Persons.Normal(random))), 0, 4);
        });
    }
}
