using System.Collections.Immutable;
using Diagnostics.Engine.Atlas;
using Diagnostics.Scoring.Matching;

namespace Diagnostics.Engine.Recommendations;

/// <summary>Turns a choice into what is shown: professions with evidence and trace, directions cut to the grade, profiles, sources.</summary>
internal sealed class RecommendationWriter(AtlasYear atlas, Func<string, Direction> direction)
{
    public static Recommendation Nothing(AtlasYear atlas, RecommendationState state) => new(
        state, Stamp(atlas), Recommender.RuleVersion, [], [], [], [], [], [], [], [], RecommendationHash.Of(atlas, state, Choice.Nothing));

    public Recommendation Write(
        RecommendationState state, RecommendationRequest request, Choice choice, ImmutableArray<TraceScale> scales, DrawnMatch match)
    {
        ImmutableArray<ProfessionView> professions = [.. choice.Shown.Select(one => Show(one, request, scales, match))];
        ImmutableArray<Direction> directions = [.. professions.SelectMany(one => one.Ways).Distinct(StringComparer.Ordinal).Select(direction)];
        HashSet<string> near = [.. choice.Tiers.Take(1).SelectMany(tier => tier.Sectors).SelectMany(sector => sector.Professions)];
        return new Recommendation(
            state, Stamp(atlas), Recommender.RuleVersion, scales,
            choice.Tiers, [.. choice.Others.Select(sector => sector.Title)], choice.Bands,
            professions,
            [.. directions.Select(one => Show(one, request.Grade))],
            GradeRules.ShowsProfiles(request.Grade)
                ? ProfileAdvice.Of(
                    atlas, choice.Shown.Select(one => one.Profession).Where(one => near.Count == 0 || near.Contains(one.Code)), direction)
                : [],
            SourcesOf(professions, directions),
            RecommendationHash.Of(atlas, state, choice));
    }

    private static AtlasStamp Stamp(AtlasYear atlas) => new(atlas.Id, atlas.Year, atlas.Version, atlas.Title, atlas.Note);

    private ProfessionView Show(
        ChosenProfession chosen, RecommendationRequest request, ImmutableArray<TraceScale> scales, DrawnMatch match)
    {
        Profession one = chosen.Profession;
        return Untraced(one, request.Grade) with
        {
            ValuesFor = Titles(one.Values, request.HighValues),
            ValuesAgainst = Titles(one.Values, request.LowValues),
            ObjectFits = request.LeadingObjects.Contains(one.WorkObject),
            AptitudesFor = Titles(one.Aptitudes, request.Strengths),
            Alike = [.. chosen.Alike.Select(other => other.Title)],
            Pulls = Tracing.PullsOf(match, one, scales),
            Change = chosen.Change,
            Demand = request.Demand.GetValueOrDefault(one.Code),
        };
    }

    /// <summary>A profession somebody names who has no rule: what the atlas says of it, and no evidence.</summary>
    public ProfessionView Untraced(Profession one, int grade) => new(
        one.Code, one.Title, one.Description, one.Sector, atlas.Sectors.First(sector => sector.Id == one.Sector).Title, one.Adapted,
        one.Day, one.Subjects, one.Requirements, one.Health,
        [.. one.Related.Select(code => atlas.Professions.First(other => other.Code == code).Title)],
        GradeRules.WaysOf(one, grade, direction), [], [], ObjectFits: false, [], [], [], [], Demand: null, LinksOf(one), one.Sources);

    private static ImmutableArray<string> Titles(ImmutableArray<string> ofWork, ImmutableDictionary<string, string> ofPerson) =>
        [.. ofWork.Where(ofPerson.ContainsKey).Select(one => ofPerson[one])];

    private ImmutableArray<LinkView> LinksOf(Profession one) =>
    [
        .. from link in atlas.Links
           let address = link.AddressOf(one)
           where address is not null
           select new LinkView(link.Title, address),
    ];

    public static DirectionView Show(Direction one, int grade) => new(
        one.Code, one.Title, one.Level, one.Group, one.Description, one.Edition, one.Verified, one.Subjects,
        GradeRules.ShowsExams(grade) ? one.Exams : []);

    public ImmutableArray<SourceView> SourcesOf(IEnumerable<ProfessionView> professions, IEnumerable<Direction> directions)
    {
        HashSet<string> used = [.. professions.SelectMany(one => one.Sources), .. directions.SelectMany(one => one.Sources)];
        return
        [
            .. atlas.Sources.Where(source => used.Contains(source.Id))
                .Select(source => new SourceView(source.Id, source.Title, source.Date, source.Licence, source.Note)),
        ];
    }
}
