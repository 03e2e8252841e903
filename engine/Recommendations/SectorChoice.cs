using System.Collections.Immutable;
using Diagnostics.Engine.Atlas;
using Diagnostics.Scoring.Interests;
using Diagnostics.Scoring.Matching;
using Diagnostics.Scoring.Scales;

namespace Diagnostics.Engine.Recommendations;

/// <summary>
/// What a person is shown while there is no norm group: sectors in tiers, with examples. Examples are the nearest of their sector, one
/// for each O*NET occupation, and for younger grades some that a college leads to.
/// </summary>
internal sealed class SectorChoice(AtlasYear atlas, DrawnMatch match, ImmutableArray<BandedScore> scores, Func<string, Direction> direction)
{
    private const int ShownTiers = 2;
    private const int ManyExamples = 4;
    private const int FewExamples = 2;

    /// <summary>With more equal sectors than this a person reads two examples of each: enough to see what a sector is.</summary>
    private const int FewSectors = 5;

    public Choice For(int grade)
    {
        ImmutableArray<(string Family, double Fit)> order = FamilyTiers.Order(match);
        ImmutableArray<FamilyTier> tiers = [.. FamilyTiers.Form(match, random: new Random(Recommender.Seed)).Where(tier => tier.Tier <= ShownTiers)];
        Dictionary<string, ImmutableArray<ScaleChange>> changes = ChangesOf(tiers);
        List<ChosenProfession> shown = [];
        ImmutableArray<SectorTier> sectors = [.. tiers.Select(tier => new SectorTier(tier.Tier, [.. Titled(tier.Families).Select(Sector)]))];
        HashSet<string> named = [.. tiers.SelectMany(tier => tier.Families)];
        return new Choice(sectors, [.. Titled(atlas.Sectors.Select(one => one.Id).Where(id => !named.Contains(id)))], [], [.. shown], order);

        TierSector Sector(Sector sector)
        {
            bool many = tiers[0].Families.Length <= FewSectors && tiers[0].Families.Contains(sector.Id);
            ImmutableArray<ChosenProfession> examples =
                Examples(sector.Id, grade, many ? ManyExamples : FewExamples, changes.GetValueOrDefault(sector.Id, []));
            shown.AddRange(examples);
            return new TierSector(sector.Id, sector.Title, sector.Description, [.. examples.Select(one => one.Profession.Code)]);
        }
    }

    private IEnumerable<Sector> Titled(IEnumerable<string> ids) =>
        ids.Select(id => atlas.Sectors.First(sector => sector.Id == id)).OrderBy(sector => sector.Title, StringComparer.Ordinal);

    private ImmutableArray<ChosenProfession> Examples(string sector, int grade, int most, ImmutableArray<ScaleChange> change)
    {
        IGrouping<string, Profession>[] occupations =
        [
            .. atlas.Professions.Where(one => one.Sector == sector)
                .Select(one => (Profession: one, Fit: match.Contributions(one.Code).Sum()))
                .Where(one => !double.IsNaN(one.Fit))
                .OrderByDescending(one => one.Fit)
                .ThenBy(one => one.Profession.Code, StringComparer.Ordinal)
                .Select(one => one.Profession)
                .GroupBy(one => one.Soc, StringComparer.Ordinal),
        ];
        int college = Math.Min(GradeRules.CollegeExamples(grade), most);
        IGrouping<string, Profession>[] fromCollege =
            [.. occupations.Where(one => one.Any(member => GradeRules.EntersFromCollege(member, direction))).Take(college)];
        HashSet<string> taken =
        [
            .. fromCollege.Concat(occupations.Except(fromCollege)).Take(most).Select(one => one.Key),
        ];
        return
        [
            .. occupations.Where(one => taken.Contains(one.Key))
                .Select(one => new ChosenProfession(one.First(), [.. one.Skip(1)], change)),
        ];
    }

    /// <summary>
    /// Which single score, moved by its own error, would take a sector of the first tier out of as many first places as the tier has.
    /// </summary>
    private Dictionary<string, ImmutableArray<ScaleChange>> ChangesOf(ImmutableArray<FamilyTier> tiers)
    {
        ImmutableArray<string> first = tiers.IsEmpty ? [] : tiers[0].Families;
        Dictionary<string, ImmutableArray<ScaleChange>> changes = first.ToDictionary(family => family, _ => ImmutableArray<ScaleChange>.Empty);
        for (int scale = 0; scale < scores.Length; scale++)
        {
            foreach (int sign in (int[])[1, -1])
            {
                ImmutableArray<(string Family, double Fit)> order = FamilyTiers.Order(match.Moved(scale, sign * scores[scale].HalfWidth));
                HashSet<string> kept = [.. order.Take(first.Length).Select(family => family.Family)];
                ScaleChange change = new(HollandCode.Letters[scale].ToString(), sign > 0 ? "higher" : "lower");
                foreach (string lost in first.Where(family => !kept.Contains(family)))
                {
                    changes[lost] = changes[lost].Add(change);
                }
            }
        }

        return changes;
    }
}
