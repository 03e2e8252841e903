using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Diagnostics.Engine.Groups;

namespace Diagnostics.Engine.Exports;

/// <summary>
/// Makes rows k-anonymous in the traits that are told: while too many would have to be left out, everybody's place is told less exactly; then those still too few alike are left out. A school
/// has a number only where it has rows enough. Pure.
/// </summary>
internal static class Anonymity
{
    /// <summary>With fewer rows nothing is said of a school, so it has no number either.</summary>
    public const int LeastOfSchool = SmallCells.LeastOfGroup;

    /// <summary>Of rows that may stand for special conditions so many are alike at least.</summary>
    private const int LeastOfOther = 10;

    /// <param name="persons">Everybody, with all traits.</param>
    /// <param name="asked">The most that may be told.</param>
    /// <param name="least">So many rows are alike at least.</param>
    /// <param name="mostLeftOut">The share that may be left out before less is told, 0..1.</param>
    public static AnonymousRows Of(IReadOnlyList<ExportPerson> persons, TraitDetail asked, int least, double mostLeftOut)
    {
        Dictionary<PersonTraits, int> exact = persons.CountBy(person => person.Traits).ToDictionary();
        TraitDetail detail = asked;
        while (true)
        {
            Telling telling = new(detail.Told, []);
            Dictionary<PersonTraits, int> told = ToldOf(exact, telling, least);
            int kept = told.Values.Sum();
            bool isWorthIt = detail.Place != PlaceDetail.School || told.Keys.Any(traits => traits.SchoolId is not null);
            if ((isWorthIt && persons.Count - kept <= mostLeftOut * persons.Count) || detail.Coarser is not { } coarser)
            {
                // A group's rows share one object.
                Dictionary<PersonTraits, PersonTraits> shared = told.Keys.ToDictionary(traits => traits);
                return new AnonymousRows(
                    telling.Detail, [.. persons.Select(person => shared.TryGetValue(telling.Of(person.Traits), out PersonTraits? traits) ? person with { Traits = traits } : null).OfType<ExportPerson>()],
                    persons.Count - kept, told.Count, told.Count == 0 ? 0 : told.Values.Min());
            }

            detail = coarser;
        }
    }

    /// <summary>
    /// Which rows alike are told, and how many. Schools lose their numbers until all that have one have rows enough; those without are told as one, and where even together they are too few,
    /// which a single school always is, they are left out.
    /// </summary>
    private static Dictionary<PersonTraits, int> ToldOf(Dictionary<PersonTraits, int> exact, Telling telling, int least)
    {
        while (true)
        {
            Dictionary<PersonTraits, int> alike = CountOf(exact, telling);
            Dictionary<PersonTraits, int> told = alike.Where(one => one.Value >= LeastFor(one.Key, least)).ToDictionary();
            if (telling.Detail.Place != PlaceDetail.School)
            {
                return told;
            }

            HashSet<SchoolRows> small =
            [
                .. alike.GroupBy(one => SchoolRows.Of(one.Key)).Where(rows => rows.Sum(one => told.GetValueOrDefault(one.Key)) < LeastOfSchool).Select(rows => rows.Key),
            ];
            if (small.IsSubsetOf(telling.Unnumbered))
            {
                return told.Where(one => !small.Contains(SchoolRows.Of(one.Key))).ToDictionary();
            }

            telling.Unnumbered.UnionWith(small);
        }
    }

    private static int LeastFor(PersonTraits traits, int least) => traits.Standing == RowStanding.Other ? Math.Max(least, LeastOfOther) : least;

    private static Dictionary<PersonTraits, int> CountOf(Dictionary<PersonTraits, int> exact, Telling telling)
    {
        Dictionary<PersonTraits, int> alike = [];
        foreach ((PersonTraits traits, int rows) in exact)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(alike, telling.Of(traits), out _) += rows;
        }

        return alike;
    }

    /// <summary>How exactly a person is told, and which schools have no number.</summary>
    private sealed record Telling(TraitDetail Detail, HashSet<SchoolRows> Unnumbered)
    {
        public PersonTraits Of(PersonTraits traits)
        {
            PersonTraits told = Detail.Of(traits);
            return Unnumbered.Contains(SchoolRows.Of(told)) ? told with { SchoolId = null } : told;
        }
    }

    /// <summary>A school's rows; whoever reads them takes people and the engine's own students apart.</summary>
    private readonly record struct SchoolRows(string? SchoolId, bool IsSimulated)
    {
        public static SchoolRows Of(PersonTraits traits) => new(traits.SchoolId, traits.IsSimulated);
    }
}

/// <param name="Detail">What is told in the end.</param>
/// <param name="Groups">Of rows that are alike.</param>
/// <param name="Smallest">Rows of the smallest of them; 0 without rows.</param>
internal sealed record AnonymousRows(TraitDetail Detail, ImmutableArray<ExportPerson> Persons, int LeftOut, int Groups, int Smallest);
