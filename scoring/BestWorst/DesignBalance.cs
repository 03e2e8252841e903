using System.Collections.Immutable;

namespace Diagnostics.Scoring.BestWorst;

/// <summary>How evenly a best–worst design spreads its values: what appears or meets more often wins and loses more often.</summary>
/// <param name="Appearances">How many sets show each value, [values].</param>
/// <param name="Meetings">How many sets show two values together, [values × values], row-major, symmetric, 0 on the diagonal.</param>
/// <param name="Places">How often each value is option 0, 1, …, [values × largest set], row-major.</param>
/// <param name="Sizes">Numbers of options of the sets that occur, ascending.</param>
public sealed record DesignBalance(
    ImmutableArray<int> Appearances, ImmutableArray<int> Meetings, ImmutableArray<int> Places, ImmutableArray<int> Sizes)
{
    /// <summary>Whether each value appears equally often.</summary>
    public bool AppearsEvenly => Appearances.Distinct().Count() == 1;

    /// <summary>Whether each two values meet equally often.</summary>
    public bool MeetsEvenly => OffDiagonal().Distinct().Count() == 1;

    /// <summary>Whether all sets have equally many options.</summary>
    public bool HasOneSize => Sizes.Length == 1;

    /// <summary>Whether each value stands at each place as often as at any other, give or take one.</summary>
    public bool PlacesEvenly => Places.Chunk(Sizes[^1]).All(places => places.Max() - places.Min() <= 1);

    /// <summary>Whether it is a balanced block design: one size, even appearances, even meetings. Places are not part of it.</summary>
    public bool IsBalanced => HasOneSize && AppearsEvenly && MeetsEvenly;

    /// <summary>Counts a design.</summary>
    /// <param name="design">The design.</param>
    public static DesignBalance Of(BestWorstDesign design)
    {
        ArgumentNullException.ThrowIfNull(design);
        int values = design.Values;
        int width = design.Sets.Max(set => set.Length);
        int[] appearances = new int[values];
        int[] meetings = new int[values * values];
        int[] places = new int[values * width];
        foreach (ImmutableArray<int> set in design.Sets)
        {
            for (int place = 0; place < set.Length; place++)
            {
                appearances[set[place]]++;
                places[(set[place] * width) + place]++;
                foreach (int other in set)
                {
                    meetings[(set[place] * values) + other] += other == set[place] ? 0 : 1;
                }
            }
        }

        return new DesignBalance(
            [.. appearances], [.. meetings], [.. places], [.. design.Sets.Select(set => set.Length).Distinct().Order()]);
    }

    /// <summary>Says in words what is not even.</summary>
    /// <param name="names">Names of the values, [values].</param>
    /// <returns>One English sentence, with its values apart, for each thing that is not even; empty when the design is balanced in places, too.</returns>
    public ImmutableArray<FormattableString> Describe(ImmutableArray<string> names)
    {
        ImmutableArray<FormattableString>.Builder said = ImmutableArray.CreateBuilder<FormattableString>();
        if (!HasOneSize)
        {
            said.Add($"Sets have {string.Join(", ", Sizes)} options.");
        }

        if (!AppearsEvenly)
        {
            said.Add($"Values appear unequally often: {string.Join(", ", names.Select((name, value) => $"{name} {Appearances[value]}"))}.");
        }

        if (!MeetsEvenly)
        {
            (int least, int most) = (OffDiagonal().Min(), OffDiagonal().Max());
            said.Add($"Values meet unequally often: {Meeting(names, least)} {least}, {Meeting(names, most)} {most} times.");
        }

        if (!PlacesEvenly)
        {
            int width = Sizes[^1];
            IEnumerable<string> uneven = Enumerable.Range(0, names.Length)
                .Select(value => (Name: names[value], Counts: Places.Slice(value * width, width)))
                .Where(value => value.Counts.Max() - value.Counts.Min() > 1)
                .Select(value => $"{value.Name} {string.Join('/', value.Counts)}");
            said.Add($"Values stand unequally often at the places of a set: {string.Join(", ", uneven)}.");
        }

        return said.ToImmutable();
    }

    private IEnumerable<int> OffDiagonal() => Meetings.Where((_, place) => place / Appearances.Length != place % Appearances.Length);

    private string Meeting(ImmutableArray<string> names, int times)
    {
        int values = Appearances.Length;
        int place = Enumerable.Range(0, Meetings.Length).First(cell => cell / values < cell % values && Meetings[cell] == times);
        return $"{names[place / values]}–{names[place % values]}";
    }
}
