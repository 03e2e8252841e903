using System.Collections.Immutable;
using Diagnostics.Engine.Atlas;
using Diagnostics.Scoring.Matching;
using Diagnostics.Scoring.Scales;

namespace Diagnostics.Engine.Recommendations;

/// <summary>
/// Answers and an atlas → what to look at, with the trace. Fit comes from interests alone; values, objects, aptitudes and demand stand beside it as
/// evidence. Pure: chance is seeded by a constant, so the same input gives the same result. For any number of threads.
/// </summary>
internal sealed class Recommender
{
    /// <summary>Changes whenever the same answers and atlas would give another recommendation.</summary>
    public const string RuleVersion = "1";

    /// <summary>Any number would do; it is part of the rule.</summary>
    public const int Seed = 20_261_121;

    private readonly AtlasYear _atlas;
    private readonly StandardOccupations _occupations;
    private readonly Dictionary<string, Direction> _directions;

    public Recommender(AtlasYear atlas)
    {
        _atlas = atlas;
        _occupations = OccupationsOf(atlas);
        _directions = atlas.Directions.ToDictionary(direction => direction.Code, StringComparer.Ordinal);
    }

    /// <summary>The professions of an atlas with their sectors, seen against each other.</summary>
    public static StandardOccupations OccupationsOf(AtlasYear atlas) => StandardOccupations.Of(Occupations.Create(
        atlas.Professions.Select(one => new Occupation(one.Code, one.Title, one.Interests, one.Sector))));

    public Recommendation Recommend(RecommendationRequest request)
    {
        if (request.Interests is not { } interests)
        {
            return Empty(RecommendationState.TooFewAnswers);
        }

        ImmutableArray<BandedScore> scores = interests.Scores;
        if (interests.AllSame)
        {
            return Empty(RecommendationState.SameAnswers);
        }

        if (!scores.All(score => score.Score.IsAvailable && score.HasBand))
        {
            return Empty(RecommendationState.TooFewAnswers);
        }

        if (request.NeedsTalk)
        {
            return Empty(RecommendationState.Unclear);
        }

        ProfileDraws draws = ProfileDraws.ByItems(interests.Scales, interests.Codes.AsSpan(), ProfileDraws.UsualDraws, new Random(Seed));
        DrawnMatch match = request.Reference is { } reference
            ? DrawnMatch.Standardised(_occupations, reference, draws)
            : DrawnMatch.WithinPerson(_occupations, draws);
        if (!match.IsAvailable || WithinPersonBand.LeadingTier(scores.AsSpan()).Length == scores.Length)
        {
            return Empty(RecommendationState.Flat);
        }

        Choice choice = match.IsStandardised
            ? new BandChoice(_atlas, _occupations.Original, match, scores).Choose()
            : new SectorChoice(_atlas, match, scores, code => _directions[code]).For(request.Grade);
        RecommendationState state = match.IsStandardised ? RecommendationState.Ranked : RecommendationState.Families;
        return new RecommendationWriter(_atlas, code => _directions[code])
            .Write(state, request, choice, Tracing.ScalesOf(interests, scores), match);
    }

    private Recommendation Empty(RecommendationState state) => RecommendationWriter.Nothing(_atlas, state);
}
