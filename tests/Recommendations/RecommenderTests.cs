using System.Collections.Immutable;
using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.Recommendations;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Matching;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Tests.Recommendations;

public sealed class RecommenderTests
{
    private static readonly AtlasYear Atlas = AtlasLibrary.LoadBuiltIn().Newest;
    private static readonly Recommender Recommender = new(Atlas);
    private static readonly double[] Maker = [3.6, 1.5, 0.6, 0.6, 0.8, 1.2];

    [Fact]
    public void Without_a_norm_group_there_are_sectors_and_no_ranked_list()
    {
        Recommendation given = For(9, Maker);
        Assert.Equal(RecommendationState.Families, given.State);
        Assert.Empty(given.Bands);
        Assert.InRange(given.Tiers.Count, 1, 2);
        Assert.All(given.Tiers, tier => Assert.Equal(tier.Sectors.OrderBy(one => one.Title, StringComparer.Ordinal), tier.Sectors));
        Assert.Equal(
            given.Tiers.SelectMany(tier => tier.Sectors).SelectMany(one => one.Professions).Order(),
            given.Professions.Select(one => one.Code).Order());
        Assert.Equal(Atlas.Sectors.Length, given.Tiers.Sum(tier => tier.Sectors.Count) + given.OtherSectors.Count);
    }

    [Fact]
    public void Against_a_norm_group_there_are_ten_professions_in_bands_of_several_sectors()
    {
        Recommendation given = Recommender.Recommend(new RecommendationRequest(11, Persons.Leaning(Maker)) { Reference = Group() });
        Assert.Equal(RecommendationState.Ranked, given.State);
        Assert.Empty(given.Tiers);
        Assert.Equal(10, given.Professions.Count);
        Assert.Equal(given.Bands.Select(band => band.Band).Order(), given.Bands.Select(band => band.Band));
        Assert.Equal(given.Professions.Select(one => one.Code).Order(), given.Bands.SelectMany(band => band.Professions).Order());
        string[] socs = [.. given.Professions.Select(one => Atlas.Professions.Single(known => known.Code == one.Code).Soc)];
        Assert.Distinct(socs);
        Assert.True(given.Professions.Select(one => one.Sector).Distinct().Count() >= 3, "ten titles of one or two sectors");
    }

    [Fact]
    public void The_same_answers_give_the_same_hash_and_other_answers_another()
    {
        string hash = For(9, Maker).ResultHash;
        Assert.Equal(hash, new Recommender(AtlasLibrary.LoadBuiltIn().Newest).Recommend(Request(9, Maker)).ResultHash);
        Assert.NotEqual(hash, For(9, [1.5, 3.6, 0.6, 0.6, 0.8, 1.2]).ResultHash);
    }

    [Fact]
    public void Nobody_without_a_direction_is_given_a_list()
    {
        Assert.Equal(RecommendationState.TooFewAnswers, State(null));
        Assert.Equal(RecommendationState.TooFewAnswers, State(Persons.Answers("full", (scale, place) => scale == 5 && place > 4 ? ResponseMatrix.Missing : (byte)(place % 5))));
        Assert.Equal(RecommendationState.SameAnswers, State(Persons.Answers("full", (_, _) => 2)));
        Assert.Equal(RecommendationState.Flat, State(Persons.Answers("full", (_, place) => (byte)(place % 5))));
        Assert.Equal(
            RecommendationState.Unclear, Recommender.Recommend(Request(9, Maker) with { NeedsTalk = true }).State);

        static RecommendationState State(InterestAnswers? answers)
        {
            Recommendation given = Recommender.Recommend(new RecommendationRequest(9, answers));
            Assert.Empty(given.Professions);
            Assert.Empty(given.Tiers);
            Assert.Empty(given.Bands);
            Assert.Empty(given.Scales);
            return given.State;
        }
    }

    [Fact]
    public void A_session_cut_after_three_quarters_of_the_interests_still_has_a_list() => Assert.Equal(
        RecommendationState.Families,
        Recommender.Recommend(new RecommendationRequest(
            9, Persons.Answers("full", (scale, place) => place > 7 ? ResponseMatrix.Missing : (byte)(scale == 0 ? 3 + (place % 2) : place % 3)))).State);

    [Fact]
    public void Ninth_graders_see_colleges_and_school_profiles_and_eleventh_graders_universities_and_examinations()
    {
        double[] thinker = [2.0, 3.7, 0.8, 0.9, 0.5, 1.2];
        Recommendation ninth = For(9, thinker);
        Recommendation eleventh = For(11, thinker);
        Assert.NotEmpty(ninth.Profiles);
        Assert.Empty(eleventh.Profiles);
        Assert.All(ninth.Directions, way => Assert.Empty(way.Exams));
        Assert.Contains(eleventh.Directions, way => way.Exams.Count > 0);
        Assert.Contains(ninth.Directions, way => way.Level is DirectionLevel.CollegeSpecialty or DirectionLevel.WorkerTraining);
        Assert.All(ninth.Tiers[0].Sectors, sector => Assert.True(
            sector.Professions.Count(code => HasCollege(code)) >= Math.Min(2, Atlas.Professions.Where(one => one.Sector == sector.Id)
                .Where(one => HasCollege(one.Code)).DistinctBy(one => one.Soc).Count()), sector.Id));
        Assert.All(eleventh.Professions.Where(one => one.Ways.Count > 1), one => Assert.Equal(
            one.Ways.OrderBy(code => code[4] < '3'), one.Ways));

        static bool HasCollege(string code) => Atlas.Professions.Single(one => one.Code == code).Ways.Any(way => way[4] < '3');
    }

    [Fact]
    public void Values_objects_and_demand_stand_beside_and_change_no_place()
    {
        Recommendation plain = For(9, Maker);
        string code = plain.Professions[0].Code;
        string value = Atlas.Professions.Single(one => one.Code == code).Values[0];
        Recommendation withEvidence = Recommender.Recommend(Request(9, Maker) with
        {
            HighValues = ImmutableDictionary<string, string>.Empty.Add(value, "Ценность"),
            LeadingObjects = [.. Atlas.Professions.Select(one => one.WorkObject).Distinct()],
            Demand = ImmutableDictionary<string, DemandView>.Empty.Add(code, new DemandView(120, 2026, "Область", "прогноз", "2026-11-21")),
        });
        Assert.Equal(plain.ResultHash, withEvidence.ResultHash);
        Assert.Equal(["Ценность"], withEvidence.Professions[0].ValuesFor);
        Assert.True(withEvidence.Professions[0].ObjectFits);
        Assert.Equal(120, withEvidence.Professions[0].Demand?.Volume);
        Assert.Null(plain.Professions[0].Demand);
    }

    [Fact]
    public void A_trace_leads_to_scales_and_answers_and_its_pulls_say_what_the_scores_say()
    {
        Recommendation given = For(9, Maker);
        Assert.Equal(["R", "I", "A", "S", "E", "C"], given.Scales.Select(scale => scale.Id));
        Assert.All(given.Scales, scale => Assert.Equal(3, scale.Answers.Count));
        Assert.All(given.Scales[0].Answers, answer => Assert.Equal("Очень хочу", answer.Answer));
        Assert.All(given.Scales[2].Answers, answer => Assert.Equal("Совсем не хочу", answer.Answer));
        Assert.All(given.Professions, one => Assert.Equal(6, one.Pulls.Count));
        ProfessionView nearest = given.Professions.First(one => given.Tiers[0].Sectors[0].Professions.Contains(one.Code));
        Assert.Equal("towards", nearest.Pulls[0].Pull);
        Assert.All(given.Professions.SelectMany(one => one.Sources), source => Assert.Contains(given.Sources, known => known.Id == source));
    }

    [Fact]
    public void A_narrow_lead_says_what_would_change_it()
    {
        Recommendation given = For(9, [2.6, 2.2, 1.0, 1.0, 1.0, 1.9]);
        Assert.Contains(given.Professions, one => one.Change.Any(change => change.Direction is "lower" or "higher"));
        Assert.Contains(given.Professions.SelectMany(one => one.Change), change => change is { Scale: "R", Direction: "lower" });
    }

    private static Recommendation For(int grade, double[] means) => Recommender.Recommend(Request(grade, means));

    private static RecommendationRequest Request(int grade, double[] means) => new(grade, Persons.Leaning(means, spread: 0.6));

    private static ReferenceMeans Group() => ReferenceMeans.Create(
        [.. Persons.Riasec.Forms["full"].Key.Scales.Cast<ComparableScale>().Select(ComparableScore.Of)],
        [16, 19, 18, 24, 20, 17], [8, 8, 9, 8, 8, 8], 300);
}
