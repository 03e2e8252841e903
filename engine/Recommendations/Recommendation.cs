namespace Diagnostics.Engine.Recommendations;

/// <summary>
/// What follows from a profile: sectors or professions to look at, each with its trace. The same answers, rule and atlas give the same
/// recommendation and the same hash on any machine.
/// </summary>
/// <param name="Scales">The six interest scales with the answers that say most about each; empty when there is no list.</param>
/// <param name="Tiers">State families: the sectors of tiers 1 and 2, equals inside a tier.</param>
/// <param name="OtherSectors">Titles of the remaining sectors, alphabetical.</param>
/// <param name="Bands">State ranked: professions in bands, alphabetical inside a band.</param>
/// <param name="Professions">Every profession named in tiers or bands, once.</param>
/// <param name="Directions">Every direction those name, once, cut to what fits the grade.</param>
/// <param name="Profiles">Grades 8–9: profiles of grades 10–11, at most two.</param>
/// <param name="Sources">What the figures and codes above rest on.</param>
/// <param name="ResultHash">SHA-256 over rule, atlas, state, order and fits rounded to nine digits, lower-case hex.</param>
public sealed record Recommendation(
    RecommendationState State,
    AtlasStamp Atlas,
    string RuleVersion,
    IReadOnlyList<TraceScale> Scales,
    IReadOnlyList<SectorTier> Tiers,
    IReadOnlyList<string> OtherSectors,
    IReadOnlyList<FitBand> Bands,
    IReadOnlyList<ProfessionView> Professions,
    IReadOnlyList<DirectionView> Directions,
    IReadOnlyList<ProfileView> Profiles,
    IReadOnlyList<SourceView> Sources,
    string ResultHash)
{
    /// <summary>What a region offers beside; null without an overlay or without anything for what is shown.</summary>
    public RegionView? Region { get; init; }
}

/// <summary>Which atlas the recommendation was made from.</summary>
public sealed record AtlasStamp(string Id, int Year, string Version, string Title, string Note);

/// <summary>Sectors that cannot be told apart, in alphabetical order.</summary>
/// <param name="Tier">1 is the nearest to the answers.</param>
public sealed record SectorTier(int Tier, IReadOnlyList<TierSector> Sectors);

/// <param name="Professions">Codes of example professions.</param>
public sealed record TierSector(string Id, string Title, string Description, IReadOnlyList<string> Professions);

/// <summary>Professions that cannot be told apart, by title.</summary>
/// <param name="Band">1 is the nearest to the answers.</param>
/// <param name="Professions">Codes.</param>
public sealed record FitBand(int Band, IReadOnlyList<string> Professions);

/// <param name="HalfWidth">Half-width of the within-person band, in points.</param>
/// <param name="Answers">At most three answers that say most about the scale.</param>
public sealed record TraceScale(
    string Id, string Title, double Score, double HalfWidth, double Min, double Max, IReadOnlyList<TraceAnswer> Answers);

/// <param name="Text">The item.</param>
/// <param name="Answer">What was answered, in the words of the answer scale.</param>
public sealed record TraceAnswer(string Text, string Answer);
