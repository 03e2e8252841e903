using Diagnostics.Engine.Groups;
using Diagnostics.Engine.Indicators;

namespace Diagnostics.Engine.Clicks;

/// <summary>How often one link was opened, by school → what of it may be told of schools, municipalities and the region. Pure.</summary>
internal static class ClickTeller
{
    /// <summary>Fewer than five are told of no place, nor do they follow from what is told of others: schools make their municipality, municipalities the region.</summary>
    /// <param name="schools">All of the region.</param>
    /// <param name="clicks">By school; those without are none.</param>
    public static ToldClicks Tell(IReadOnlyList<SchoolPlace> schools, IReadOnlyDictionary<string, long> clicks)
    {
        Ledger ledger = new();
        Dictionary<string, (int Entry, long Count)> places = new(StringComparer.Ordinal);
        foreach (SchoolPlace school in schools)
        {
            Add(school.Id, clicks.GetValueOrDefault(school.Id), isMain: false);
        }

        string[][] municipalities = [.. schools.GroupBy(school => school.MunicipalityId, StringComparer.Ordinal).Select(own => (string[])[own.Key, .. own.Select(one => one.Id)])];
        foreach (string[] own in municipalities)
        {
            Add(own[0], own.Skip(1).Sum(one => places[one].Count), isMain: true);
            ledger.Sum(places[own[0]].Entry, own.Skip(1).Select(one => places[one].Entry));
        }

        long all = municipalities.Sum(own => places[own[0]].Count);
        int region = ledger.Add(EntryOf(all, isMain: true));
        ledger.Sum(region, municipalities.Select(own => places[own[0]].Entry));
        ledger.Protect();
        return new ToldClicks(
            ledger.IsTold(region) ? all : null,
            places.ToDictionary(one => one.Key, one => ledger.IsTold(one.Value.Entry) ? one.Value.Count : (long?)null, StringComparer.Ordinal));

        void Add(string place, long count, bool isMain) => places.Add(place, (ledger.Add(EntryOf(count, isMain)), count));
    }

    /// <summary>That nobody opened it says nothing of anybody.</summary>
    private static LedgerEntry EntryOf(long count, bool isMain) => new(
        count, count, SmallCells.Least, LeastSize: 0, HasRest: false, isMain,
        count == 0 ? LedgerStanding.Told : count < SmallCells.Least ? LedgerStanding.Secret : LedgerStanding.Open);
}

/// <param name="Region">Null: not told.</param>
/// <param name="Places">Municipalities and schools by identifier; null: not told.</param>
internal sealed record ToldClicks(long? Region, IReadOnlyDictionary<string, long?> Places);
