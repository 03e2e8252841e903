using System.Collections.Immutable;

namespace Diagnostics.Scoring.Matching;

/// <summary>
/// What a person without norms is shown: families of occupations in a few tiers, without numbers and without ranks inside a tier, by
/// <see cref="FamilyFits"/> and how they change with the draws.
/// </summary>
public static class FamilyTiers
{
    /// <summary>Tiers when nothing else is said; the last holds all the rest.</summary>
    public const int UsualTiers = 3;

    /// <summary>Forms the tiers by the same rule as <see cref="FitBands"/>.</summary>
    /// <param name="match">The person beside the atlas.</param>
    /// <param name="tiers">Most tiers; what would come behind the last is put into it. 1 or more.</param>
    /// <param name="random">
    /// A seeded source, or null. With one, every draw also resamples each family's occupations (bootstrap): which of many alike occupations
    /// stand in an atlas is chance, and without it differences of .01 between families would pass for knowledge.
    /// </param>
    /// <returns>The tiers, the best first; empty when the person has no list. A family without a listed occupation is in none.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one tier.</exception>
    public static ImmutableArray<FamilyTier> Form(DrawnMatch match, int tiers = UsualTiers, Random? random = null)
    {
        ArgumentNullException.ThrowIfNull(match);
        ArgumentOutOfRangeException.ThrowIfLessThan(tiers, 1);
        if (!match.IsAvailable)
        {
            return [];
        }

        var families = FamilyFits.Of(match.Atlas);
        int count = families.Families.Length;
        double[] fits = Fit(match, families.Members, random);
        double[] point = PointFit(match, families);
        ImmutableArray<int> order = [.. Enumerable.Range(0, count).OrderByDescending(family => point[family])];
        int[] bands = DrawnBands.Assign(order, fits, match.Draws);
        return
        [
            .. Enumerable.Range(0, count)
                .GroupBy(family => Math.Min(bands[family], tiers), family => families.Families[family])
                .OrderBy(tier => tier.Key)
                .Select(tier => new FamilyTier(tier.Key, [.. tier])),
        ];
    }

    /// <summary>All families by the fit of the scores themselves, without any draw: to ask what a moved score would change.</summary>
    /// <param name="match">The person beside the atlas.</param>
    /// <returns>Their names and fits (mean r of the best third, −1..1), the best first, equal ones by name; empty without a list.</returns>
    public static ImmutableArray<(string Family, double Fit)> Order(DrawnMatch match)
    {
        ArgumentNullException.ThrowIfNull(match);
        if (!match.IsAvailable)
        {
            return [];
        }

        var families = FamilyFits.Of(match.Atlas);
        return [.. families.Families.Zip(PointFit(match, families), (family, fit) => (family, fit)).OrderByDescending(family => family.fit)];
    }

    /// <summary>Fit of every family in every draw, 0 in a flat one, [families × draws].</summary>
    private static double[] Fit(DrawnMatch match, ReadOnlySpan<int[]> members, Random? random)
    {
        double[] fits = new double[members.Length * match.Draws];
        double[] r = new double[match.Atlas.Count];
        int[] drawn = new int[match.Atlas.Count];
        Span<double> unit = stackalloc double[UnitProfile.Scores];
        for (int draw = 0; draw < match.Draws; draw++)
        {
            // A flat draw leaves 0 everywhere: nobody is worse.
            int preferred = match.TryUnit(draw, unit) ? members.Length : 0;
            for (int family = 0; family < preferred; family++)
            {
                ReadOnlySpan<int> standing = random is null ? members[family] : Resample(members[family], drawn, random);
                fits[(family * match.Draws) + draw] = FamilyFits.MeanOfBest(match.Atlas, unit, standing, r);
            }
        }

        return fits;
    }

    private static ReadOnlySpan<int> Resample(ReadOnlySpan<int> members, Span<int> room, Random random)
    {
        Span<int> drawn = room[..members.Length];
        foreach (ref int one in drawn)
        {
            one = members[random.Next(members.Length)];
        }

        return drawn;
    }

    private static double[] PointFit(DrawnMatch match, FamilyFits families)
    {
        double[] fits = new double[families.Families.Length];
        families.TryFit(match.Profile, fits);
        return fits;
    }
}
