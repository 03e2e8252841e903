using System.Collections.Immutable;
using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.Recommendations;

namespace Diagnostics.Engine.Reviews;

/// <summary>A computed recommendation as a list one can decide about, and the atlas from which one can add. Pure.</summary>
internal sealed class ComputedList(Recommendation? computed, int grade, AtlasYear atlas)
{
    /// <summary>Together put first and added: more is no help to choose.</summary>
    public const int MostChosen = 12;

    /// <summary>Sectors by tier or professions by band, then the professions, directions and profiles they lead to.</summary>
    public ImmutableArray<ComputedItem> Items { get; } = computed is null ? [] : [.. ItemsOf(computed)];

    /// <summary>The whole list with what was decided about each, or null where the changes make no sense.</summary>
    public ImmutableArray<ReviewChoice>? Decide(ImmutableArray<ReviewChange> changes)
    {
        Dictionary<(RecommendedKind, string), ReviewChange> hidden =
            changes.Where(change => change.Verdict == ReviewVerdict.Hidden).DistinctBy(Name).ToDictionary(Name);
        ReviewChange[] chosen = [.. changes.Where(change => change.Verdict is ReviewVerdict.Preferred or ReviewVerdict.Added)];
        if (hidden.Count + chosen.Length != changes.Length || chosen.Length > MostChosen || changes.Select(Name).Distinct().Count() != changes.Length
            || !hidden.Values.All(change => Find(change) is not null && change.Words is null)
            || !chosen.All(IsChoice)
            || (Items.Length > 0 && Items.Length == hidden.Count && chosen.Length == 0))
        {
            return null;
        }

        HashSet<(RecommendedKind, string)> first = [.. chosen.Select(Name)];
        return
        [
            .. chosen.Select(change => Of(change, Find(change) ?? InAtlas(change.Kind, change.Code)!)),
            .. Items.Where(item => !first.Contains((item.Kind, item.Code))).Select(item => hidden.TryGetValue((item.Kind, item.Code), out ReviewChange? change)
                ? Of(change, item)
                : new ReviewChoice(item.Kind, item.Code, item.Title, item.Group, ReviewVerdict.Accepted, Reason: null, Words: null)),
        ];
    }

    private bool IsChoice(ReviewChange change) =>
        (change.Words is null || ReviewTexts.IsText(change.Words, ReviewChange.LongestWords))
        && (change.Verdict == ReviewVerdict.Preferred ? Find(change) is not null : Find(change) is null && InAtlas(change.Kind, change.Code) is not null);

    private static ReviewChoice Of(ReviewChange change, ComputedItem item) =>
        new(item.Kind, item.Code, item.Title, item.Group, change.Verdict, change.Reason, change.Words);

    private static (RecommendedKind, string) Name(ReviewChange change) => (change.Kind, change.Code);

    private ComputedItem? Find(ReviewChange change) => Items.FirstOrDefault(item => (item.Kind, item.Code) == Name(change));

    /// <summary>Null where the atlas has nothing of that code, or nothing for this grade.</summary>
    private ComputedItem? InAtlas(RecommendedKind kind, string code)
    {
        string? title = kind switch
        {
            RecommendedKind.Sector => atlas.Sectors.FirstOrDefault(one => one.Id == code)?.Title,
            RecommendedKind.Profession => atlas.Professions.FirstOrDefault(one => one.Code == code)?.Title,
            RecommendedKind.Direction => atlas.Directions.FirstOrDefault(one => one.Code == code)?.Title,
            RecommendedKind.Profile => GradeRules.ShowsProfiles(grade) ? atlas.Profiles.FirstOrDefault(one => one.Id == code)?.Title : null,
        };
        return title is null ? null : new ComputedItem(kind, code, title, Group: null);
    }

    private static IEnumerable<ComputedItem> ItemsOf(Recommendation made)
    {
        Dictionary<string, int> bands = made.Bands.SelectMany(band => band.Professions.Select(code => (code, band.Band))).ToDictionary(StringComparer.Ordinal);
        return
        [
            .. made.Tiers.SelectMany(tier => tier.Sectors.Select(sector => new ComputedItem(RecommendedKind.Sector, sector.Id, sector.Title, tier.Tier))),
            .. made.Professions.Select(one => new ComputedItem(
                RecommendedKind.Profession, one.Code, one.Title, bands.TryGetValue(one.Code, out int band) ? band : null)),
            .. made.Directions.Select(one => new ComputedItem(RecommendedKind.Direction, one.Code, one.Title, Group: null)),
            .. made.Profiles.Select(one => new ComputedItem(RecommendedKind.Profile, one.Id, one.Title, Group: null)),
        ];
    }
}
