using Diagnostics.Engine.Groups;
using Diagnostics.Engine.Indicators;

namespace Diagnostics.Engine.Clicks;

/// <summary>How often one link was opened, by school → what of it may be told of schools, municipalities and the region. Pure.</summary>
internal static class ClickTeller
{
    /// <summary>Fewer than five are told of no place, nor do they follow from what is told of others: schools make their municipality, municipalities the region. Level by level, as indicators are.</summary>
    /// <param name="schools">All of the region.</param>
    /// <param name="clicks">By school; those without are none.</param>
    public static ToldClicks Tell(IReadOnlyList<SchoolPlace> schools, IReadOnlyDictionary<string, long> clicks)
    {
        (string Id, (string Id, long Clicks)[] Schools)[] municipalities =
        [
            .. schools.GroupBy(school => school.MunicipalityId, StringComparer.Ordinal).Select(own => (own.Key, own.Select(one => (one.Id, clicks.GetValueOrDefault(one.Id))).ToArray())),
        ];
        Dictionary<string, long?> told = new(StringComparer.Ordinal);
        Ledger above = new();
        long all = municipalities.Sum(own => own.Schools.Sum(one => one.Clicks));
        int region = above.Add(EntryOf(all, isMain: true));
        int[] entries = [.. municipalities.Select(own => above.Add(EntryOf(own.Schools.Sum(one => one.Clicks), isMain: false)))];
        above.Sum(region, entries);
        above.Protect();
        foreach (((string id, (string Id, long Clicks)[] own), int entry) in municipalities.Zip(entries))
        {
            long whole = own.Sum(one => one.Clicks);
            told.Add(id, above.IsTold(entry) ? whole : null);

            // What the region's table keeps back, the schools may not give away.
            Ledger below = new();
            int municipality = below.Add(EntryOf(whole, isMain: true) with { Standing = above.IsTold(entry) ? LedgerStanding.Told : LedgerStanding.KeptAbove });
            int[] parts = [.. own.Select(one => below.Add(EntryOf(one.Clicks, isMain: false)))];
            below.Sum(municipality, parts);
            below.Know(above.KnownOf([entry]).Select(known => new LinearKnowledge.Equation([.. known.Terms.Select(term => (municipality, term.Factor))])));
            below.Protect();
            foreach (((string school, long count), int part) in own.Zip(parts))
            {
                told.Add(school, below.IsTold(part) ? count : null);
            }
        }

        return new ToldClicks(above.IsTold(region) ? all : null, told);
    }

    /// <summary>That nobody opened it says nothing of anybody.</summary>
    private static LedgerEntry EntryOf(long count, bool isMain) => new(
        count, count, SmallCells.Least, LeastSize: 0, HasRest: false, isMain,
        count == 0 ? LedgerStanding.Told : count < SmallCells.Least ? LedgerStanding.Secret : LedgerStanding.Open);
}

/// <param name="Region">Null: not told.</param>
/// <param name="Places">Municipalities and schools by identifier; null: not told.</param>
internal sealed record ToldClicks(long? Region, IReadOnlyDictionary<string, long?> Places);
