using System.Collections.Immutable;
using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.Recommendations;
using Diagnostics.Scoring.Responses;
using Diagnostics.Tests.Reference;
using Xunit.Abstractions;

namespace Diagnostics.Tests.Recommendations;

/// <summary>
/// How often each sector is near: to real respondents, and to invented persons none of whose interests is commoner than another, where the
/// atlas alone decides. Both are stated in engine/Recommendations/README.md.
/// </summary>
public sealed class SectorSharesTests(ITestOutputHelper output)
{
    private const double LeastShare = 0.15;
    private const double MostShare = 0.6;
    private const double LeastByAtlas = 0.18;
    private const double MostByAtlas = 0.38;
    private const int Uniform = 600;

    [ReferenceFact]
    public void Every_sector_is_near_to_some_respondents_and_none_to_most()
    {
        AtlasYear atlas = AtlasLibrary.LoadBuiltIn().Newest;
        Recommender recommender = new(atlas);
        ImmutableArray<InterestAnswers> respondents = Respondents();
        output.WriteLine("means " + string.Join(' ', Enumerable.Range(0, 6).Select(scale => $"{"RIASEC"[scale]} {respondents.Average(one => one.Scores[scale].Score.Raw):0.0}")));
        Recommendation[] given = [.. respondents.AsParallel().AsOrdered().Select(one => recommender.Recommend(new RecommendationRequest(9, one)))];
        foreach (IGrouping<RecommendationState, Recommendation> state in given.GroupBy(one => one.State))
        {
            output.WriteLine($"{state.Key}: {state.Count()}");
        }

        Recommendation[] listed = [.. given.Where(one => one.State == RecommendationState.Families)];
        output.WriteLine("sectors in tier 1: " + string.Join(' ', listed.GroupBy(one => one.Tiers[0].Sectors.Count).OrderBy(one => one.Key).Select(one => $"{one.Key}:{one.Count()}")));
        foreach (Sector sector in atlas.Sectors)
        {
            double first = listed.Count(one => one.Tiers[0].Sectors.Any(shown => shown.Id == sector.Id)) / (double)listed.Length;
            double second = listed.Count(one => one.Tiers.Skip(1).Any(tier => tier.Sectors.Any(shown => shown.Id == sector.Id))) / (double)listed.Length;
            output.WriteLine($"{sector.Id,-14} {first:P1} {second:P1}");
            Assert.True(first is >= LeastShare and <= MostShare, $"{sector.Id} is near to {first:P1}");
        }
    }

    [Fact]
    public void Where_no_interest_is_commoner_than_another_the_atlas_alone_decides()
    {
        AtlasYear atlas = AtlasLibrary.LoadBuiltIn().Newest;
        Recommender recommender = new(atlas);
        Recommendation[] listed = [.. Enumerable.Range(0, Uniform).AsParallel().AsOrdered().Select(seed => recommender.Recommend(
            new RecommendationRequest(9, Even(seed)))).Where(one => one.State == RecommendationState.Families)];
        foreach (Sector sector in atlas.Sectors)
        {
            double first = listed.Count(one => one.Tiers[0].Sectors.Any(shown => shown.Id == sector.Id)) / (double)listed.Length;
            output.WriteLine($"{sector.Id,-14} {first:P1}");
            Assert.True(first is >= LeastByAtlas and <= MostByAtlas, $"{sector.Id} is near to {first:P1}");
        }
    }

    /// <summary>A person whose six interests are drawn alike and independently.</summary>
    private static InterestAnswers Even(int seed)
    {
        Random random = new(seed);
        return Persons.Leaning([.. Enumerable.Range(0, 6).Select(_ => 2 + (0.9 * Persons.Normal(random)))], seed);
    }

    internal static ImmutableArray<InterestAnswers> Respondents()
    {
        ReferenceTable key = ReferenceTable.Read(ReferenceTable.OutsidePath("jobcannon_riasec60_key.csv"));
        ReferenceTable items = ReferenceTable.Read(ReferenceTable.OutsidePath("jobcannon_riasec60_items.csv"));
        ILookup<string, string> columns = Enumerable.Range(0, key.Rows).ToLookup(row => key.Text(row, "scale"), row => key.Text(row, "item"));
        return
        [
            .. Enumerable.Range(0, items.Rows).Select(row => Persons.Answers("full", (scale, place) =>
                byte.TryParse(items.Text(row, columns["RIASEC"[scale].ToString()].ElementAt(place)), out byte code) && code <= 4
                    ? code
                    : ResponseMatrix.Missing)),
        ];
    }
}
