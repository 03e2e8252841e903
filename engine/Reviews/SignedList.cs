using System.Collections.Immutable;
using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.Recommendations;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Reviews;

/// <summary>
/// A computed recommendation and what was decided about it → what the student reads: what was hidden is gone with every mention of it, what was added stands beside
/// without a trace, and nothing computed changes its tier. Pure.
/// </summary>
internal sealed class SignedList(AtlasYear atlas)
{
    private readonly Dictionary<string, Direction> _directions = atlas.Directions.ToDictionary(one => one.Code, StringComparer.Ordinal);

    /// <summary>What stands before the rest, in its order.</summary>
    public ImmutableArray<ChosenItem> Chosen(ImmutableArray<ReviewChoice> choices) =>
    [
        .. choices.Where(one => one.Verdict is ReviewVerdict.Preferred or ReviewVerdict.Added).Select(one => new ChosenItem(
            StoredText.Of(one.Kind), one.Code, one.Title, DescriptionOf(one.Kind, one.Code), one.Verdict == ReviewVerdict.Added, StoredText.Of(one.Reason!.Value), one.Words)),
    ];

    public Recommendation Apply(Recommendation computed, int grade, ImmutableArray<ReviewChoice> choices)
    {
        var writer = new RecommendationWriter(atlas, code => _directions[code]);
        HashSet<string> sectors = Codes(choices, RecommendedKind.Sector, ReviewVerdict.Hidden);
        HashSet<string> professions = Codes(choices, RecommendedKind.Profession, ReviewVerdict.Hidden);
        HashSet<string> directions = Codes(choices, RecommendedKind.Direction, ReviewVerdict.Hidden);
        HashSet<string> profiles = Codes(choices, RecommendedKind.Profile, ReviewVerdict.Hidden);
        ImmutableArray<SectorTier> tiers = [.. computed.Tiers.Select(tier => WithoutHidden(tier, sectors, professions)).Where(tier => tier.Sectors.Count > 0)];
        ImmutableArray<FitBand> bands =
            [.. computed.Bands.Select(band => band with { Professions = Without(band.Professions, professions) }).Where(band => band.Professions.Count > 0)];
        HashSet<string> named =
        [
            .. tiers.SelectMany(tier => tier.Sectors).SelectMany(sector => sector.Professions), .. bands.SelectMany(band => band.Professions),
            .. Codes(choices, RecommendedKind.Profession, ReviewVerdict.Preferred),
        ];
        HashSet<string> gone = [.. computed.Professions.Where(one => professions.Contains(one.Code)).Select(one => one.Title)];
        ImmutableArray<ProfessionView> shown =
        [
            .. computed.Professions.Where(one => named.Contains(one.Code))
                .Concat(Codes(choices, RecommendedKind.Profession, ReviewVerdict.Added)
                    .Select(code => writer.Untraced(atlas.Professions.First(one => one.Code == code), grade)))
                .Select(one => one with { Related = Without(one.Related, gone), Alike = Without(one.Alike, gone), Ways = Without(one.Ways, directions) })
                // What was put first may be of a sector that was hidden.
                .Select(one => sectors.Contains(one.Sector) ? one with { Sector = "", SectorTitle = "" } : one),
        ];
        ImmutableArray<Direction> ways =
        [
            .. shown.SelectMany(one => one.Ways).Concat(Codes(choices, RecommendedKind.Direction, ReviewVerdict.Preferred))
                .Concat(Codes(choices, RecommendedKind.Direction, ReviewVerdict.Added)).Distinct(StringComparer.Ordinal).Select(code => _directions[code]),
        ];
        return computed with
        {
            Tiers = tiers,
            Bands = bands,
            Professions = shown,
            Directions = [.. ways.Select(one => RecommendationWriter.Show(one, grade))],
            Profiles =
            [
                .. computed.Profiles.Where(one => !profiles.Contains(one.Id)),
                .. Codes(choices, RecommendedKind.Profile, ReviewVerdict.Added).Select(id => ProfileAdvice.Show(atlas.Profiles.First(one => one.Id == id))),
            ],
            Sources = writer.SourcesOf(shown, ways),
        };
    }

    private static SectorTier WithoutHidden(SectorTier tier, HashSet<string> sectors, HashSet<string> professions) => tier with
    {
        Sectors = [.. tier.Sectors.Where(sector => !sectors.Contains(sector.Id)).Select(sector => sector with { Professions = Without(sector.Professions, professions) })],
    };

    private static ImmutableArray<string> Without(IReadOnlyList<string> all, HashSet<string> gone) => [.. all.Where(one => !gone.Contains(one))];

    private static HashSet<string> Codes(ImmutableArray<ReviewChoice> choices, RecommendedKind kind, ReviewVerdict verdict) =>
        [.. choices.Where(one => one.Kind == kind && one.Verdict == verdict).Select(one => one.Code)];

    private string DescriptionOf(RecommendedKind kind, string code) => kind switch
    {
        RecommendedKind.Sector => atlas.Sectors.First(one => one.Id == code).Description,
        RecommendedKind.Profession => atlas.Professions.First(one => one.Code == code).Description,
        RecommendedKind.Direction => _directions[code].Description,
        RecommendedKind.Profile => atlas.Profiles.First(one => one.Id == code).Description,
    };
}
