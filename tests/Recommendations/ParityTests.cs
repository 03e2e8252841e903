using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Recommendations;
using Xunit.Abstractions;

namespace Diagnostics.Tests.Recommendations;

/// <summary>
/// Persons of equal interests are near to the same sectors whatever their style of answering and wherever they live, within stated bounds
/// (engine/Recommendations/README.md): the balance of the items and the comparison within the person take it out. A difference in what
/// is said of a whole scale cannot be taken out, and its effect is measured too. Sex and place themselves are no input at all.
/// </summary>
public sealed class ParityTests(ITestOutputHelper output)
{
    private const int Persons = 250;
    /// <summary>In points of a five-point answer: the groups differ by twice as much.</summary>
    private const double Draw = 0.4;

    [Fact]
    public void A_recommendation_knows_neither_sex_nor_place() => Assert.Equal(
        ["Demand", "Grade", "HighValues", "Interests", "LeadingObjects", "LowValues", "NeedsTalk", "Reference", "Strengths"],
        typeof(RecommendationRequest).GetProperties().Select(property => property.Name).Where(name => name != "EqualityContract").Order());

    /// <summary>
    /// Two groups with the same interests who answer differently, and the most by which a sector's share in the first tier may then differ.
    /// </summary>
    public static TheoryData<string, double> Styles => new()
    {
        { nameof(Place), 0.06 },
        { nameof(Agreement), 0.06 },
        { nameof(Extremity), 0.04 },

        // Not parity: how far it moves, so that it is known.
        { nameof(Endorsement), 0.18 },
    };

    [Theory]
    [MemberData(nameof(Styles))]
    public void Groups_of_equal_interests_are_near_to_the_same_sectors_whatever_their_style(string style, double most)
    {
        Func<Item, int, double, double> answer = style switch
        {
            nameof(Place) => Place,
            nameof(Agreement) => Agreement,
            nameof(Extremity) => Extremity,
            nameof(Endorsement) => Endorsement,
            _ => throw new ArgumentOutOfRangeException(nameof(style), style, "This is no style."),
        };
        AtlasYear atlas = AtlasLibrary.LoadBuiltIn().Newest;
        Recommender recommender = new(atlas);
        Dictionary<string, double> one = Shares(recommender, answer, 1);
        Dictionary<string, double> other = Shares(recommender, answer, -1);
        (string Sector, double Difference)[] differences =
            [.. atlas.Sectors.Select(sector => (sector.Id, one.GetValueOrDefault(sector.Id) - other.GetValueOrDefault(sector.Id)))];
        output.WriteLine($"{style}: " + string.Join(", ", differences.OrderByDescending(row => Math.Abs(row.Difference)).Select(row => $"{row.Sector} {row.Difference:+0.0 %;-0.0 %}")));
        Assert.All(differences, row => Assert.True(Math.Abs(row.Difference) <= most, $"{row.Sector}: {row.Difference:P1}"));
    }

    /// <summary>What is near to daily life in a village draws some answers up, what is near in a town others.</summary>
    private static double Place(Item item, int side, double felt) => felt + (Draw * side * (
        item.Tags.Contains("setting-village") ? 1 : item.Tags.Contains("setting-any") ? 0 : -1));

    /// <summary>One group agrees more with whatever is asked.</summary>
    private static double Agreement(Item item, int side, double felt) => felt + (Draw * side);

    /// <summary>One group uses the ends of the scale, the other its middle.</summary>
    private static double Extremity(Item item, int side, double felt) => 2 + ((felt - 2) * (side > 0 ? 1.4 : 0.7));

    /// <summary>
    /// One group, as girls and boys are known to, says yes more readily to helping and less to handling things than equal interests would
    /// have it: half of the items of each. No balance inside an inventory can take that out, because it goes one way in a whole scale.
    /// </summary>
    private static double Endorsement(Item item, int side, double felt) => item.Id[^1] % 2 == 1
        ? felt + (Draw * side * (item.Id[0] == 's' ? 1 : item.Id[0] == 'r' ? -1 : 0))
        : felt;

    private static Dictionary<string, double> Shares(Recommender recommender, Func<Item, int, double, double> answer, int side)
    {
        Recommendation[] given = [.. Enumerable.Range(0, Persons).AsParallel().AsOrdered().Select(seed => recommender.Recommend(
            new RecommendationRequest(9, Person(seed, answer, side)))).Where(one => one.State == RecommendationState.Families)];
        return given.SelectMany(one => one.Tiers[0].Sectors).GroupBy(sector => sector.Id)
            .ToDictionary(sector => sector.Key, sector => sector.Count() / (double)given.Length);
    }

    /// <summary>The same seed is the same person; only the style differs.</summary>
    private static InterestAnswers Person(int seed, Func<Item, int, double, double> answer, int side)
    {
        Random random = new(seed);
        double[] interests = [.. Enumerable.Range(0, 6).Select(_ => 2 + (0.9 * Recommendations.Persons.Normal(random)))];
        InstrumentForm form = Recommendations.Persons.Riasec.Forms["full"];
        return Recommendations.Persons.Answers("full", (scale, place) =>
        {
            Item item = form.Items[form.Key.Scales[scale].Items[place].Item];
            double felt = interests[scale] + (0.8 * Recommendations.Persons.Normal(random));
            return (byte)Math.Clamp(Math.Round(answer(item, side, felt)), 0, 4);
        });
    }
}
