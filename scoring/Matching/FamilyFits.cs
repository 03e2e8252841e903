using System.Collections.Immutable;

namespace Diagnostics.Scoring.Matching;

/// <summary>
/// How near each family of an atlas is to one profile, by the scores themselves and without their error: what whole populations are counted by, and what
/// <see cref="FamilyTiers"/> begins from. A family's fit is the mean r of the best third of its occupations (at least one). Immutable, for any number of threads.
/// </summary>
public sealed class FamilyFits
{
    private const int BestPart = 3;

    private readonly Occupations _atlas;
    private readonly int[][] _members;

    private FamilyFits(Occupations atlas)
    {
        IGrouping<string, int>[] families =
        [
            .. atlas.Listed.GroupBy(occupation => atlas[occupation].Family, StringComparer.Ordinal).OrderBy(family => family.Key, StringComparer.Ordinal),
        ];
        _atlas = atlas;
        _members = [.. families.Select(family => family.ToArray())];
        Families = [.. families.Select(family => family.Key)];
    }

    /// <summary>Names of the families that have a listed occupation, by name, [families].</summary>
    public ImmutableArray<string> Families { get; }

    /// <summary>Occupations of each family, [families].</summary>
    internal ReadOnlySpan<int[]> Members => _members;

    /// <summary>For a person's own scores beside the atlas seen against itself, as <see cref="DrawnMatch.WithinPerson"/> sees them.</summary>
    /// <param name="occupations">The atlas in z.</param>
    /// <returns>The families.</returns>
    public static FamilyFits WithinPerson(StandardOccupations occupations)
    {
        ArgumentNullException.ThrowIfNull(occupations);
        return Of(occupations.Standard);
    }

    internal static FamilyFits Of(Occupations atlas) => new(atlas);

    /// <summary>Fits one profile.</summary>
    /// <param name="profile">Scores in the order of <see cref="Interests.HollandCode.Letters"/>, any unit, [6].</param>
    /// <param name="fits">Receives mean r, −1..1, [families]; zeros for a profile without direction.</param>
    /// <returns>False for a profile without direction: a score is not finite, or all are equal.</returns>
    /// <exception cref="ArgumentException">There are not six scores, or not as many places as families.</exception>
    public bool TryFit(ReadOnlySpan<double> profile, Span<double> fits)
    {
        if (profile.Length != UnitProfile.Scores || fits.Length != _members.Length)
        {
            throw new ArgumentException($"{profile.Length} scores and {fits.Length} places for {_members.Length} families.");
        }

        Span<double> unit = stackalloc double[UnitProfile.Scores];
        if (!UnitProfile.TryMake(profile, unit))
        {
            fits.Clear();
            return false;
        }

        double[] room = new double[_atlas.Count];
        for (int family = 0; family < fits.Length; family++)
        {
            fits[family] = MeanOfBest(_atlas, unit, _members[family], room);
        }

        return true;
    }

    /// <summary>The nearest families of a profile.</summary>
    /// <param name="profile">Scores in the order of <see cref="Interests.HollandCode.Letters"/>, any unit, [6].</param>
    /// <param name="most">So many at most, 1 or more.</param>
    /// <param name="least">None whose mean r is less, −1..1.</param>
    /// <returns>Positions in <see cref="Families"/>, the nearest first, equal ones by name; empty for a profile without direction.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one.</exception>
    public ImmutableArray<int> Nearest(ReadOnlySpan<double> profile, int most, double least = -1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        double[] fits = new double[_members.Length];
        return TryFit(profile, fits) ? [.. Enumerable.Range(0, fits.Length).Where(family => fits[family] >= least).OrderByDescending(family => fits[family]).Take(most)] : [];
    }

    internal static double MeanOfBest(Occupations atlas, ReadOnlySpan<double> unit, ReadOnlySpan<int> members, Span<double> room)
    {
        Span<double> r = room[..members.Length];
        for (int member = 0; member < members.Length; member++)
        {
            r[member] = UnitProfile.Bounded(UnitProfile.Product(unit, atlas.UnitOf(members[member])));
        }

        r.Sort();
        int best = (members.Length + BestPart - 1) / BestPart;
        double sum = 0;
        foreach (double one in r[^best..])
        {
            sum += one;
        }

        return sum / best;
    }
}
