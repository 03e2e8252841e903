using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Diagnostics.Engine.Exports;

/// <summary>
/// Makes rows k-anonymous in the traits that are told: while too many would have to be left out, everybody's place is told less exactly; then those still too few alike are left out. Pure.
/// </summary>
internal static class Anonymity
{
    /// <summary>Of rows that may stand for special conditions so many are alike at least.</summary>
    private const int LeastOfOther = 10;

    /// <param name="persons">Everybody, with all traits.</param>
    /// <param name="asked">The most that may be told.</param>
    /// <param name="least">So many rows are alike at least.</param>
    /// <param name="mostLeftOut">The share that may be left out before less is told, 0..1.</param>
    public static AnonymousRows Of(IReadOnlyList<ExportPerson> persons, TraitDetail asked, int least, double mostLeftOut)
    {
        TraitDetail detail = asked;
        while (true)
        {
            Dictionary<PersonTraits, int> alike = CountOf(persons, detail);
            Dictionary<PersonTraits, int> told = alike.Where(one => one.Value >= LeastFor(one.Key, least)).ToDictionary();
            int kept = told.Values.Sum();
            if (persons.Count - kept <= mostLeftOut * persons.Count || detail.Coarser is not { } coarser)
            {
                // A group's rows share one object.
                Dictionary<PersonTraits, PersonTraits> shared = told.Keys.ToDictionary(traits => traits);
                return new AnonymousRows(
                    detail, [.. persons.Select(person => shared.TryGetValue(detail.Of(person.Traits), out PersonTraits? traits) ? person with { Traits = traits } : null).OfType<ExportPerson>()],
                    persons.Count - kept, told.Count, told.Count == 0 ? 0 : told.Values.Min());
            }

            detail = coarser;
        }
    }

    private static int LeastFor(PersonTraits traits, int least) => traits.Standing == RowStanding.Other ? Math.Max(least, LeastOfOther) : least;

    private static Dictionary<PersonTraits, int> CountOf(IReadOnlyList<ExportPerson> persons, TraitDetail detail)
    {
        Dictionary<PersonTraits, int> alike = [];
        foreach (ExportPerson person in persons)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(alike, detail.Of(person.Traits), out _)++;
        }

        return alike;
    }
}

/// <param name="Detail">What is told in the end.</param>
/// <param name="Groups">Of rows that are alike.</param>
/// <param name="Smallest">Rows of the smallest of them; 0 without rows.</param>
internal sealed record AnonymousRows(TraitDetail Detail, ImmutableArray<ExportPerson> Persons, int LeftOut, int Groups, int Smallest);
