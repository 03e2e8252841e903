using System.Collections.Immutable;
using System.Text.Json;
using Diagnostics.Engine.Instruments.Json;
using Diagnostics.Engine.Instruments.Words;

namespace Diagnostics.Engine.Bench;

/// <summary>What differs between two JSON values. Entries of a list that have ids are compared by them, wherever they stand; others by their place. Pure.</summary>
internal static class JsonDifference
{
    private const int LongestTold = 2000;

    /// <returns>In the order of the later text; what is gone behind what is there.</returns>
    public static ImmutableArray<JsonChange> Of(JsonElement before, JsonElement after)
    {
        ImmutableArray<JsonChange>.Builder changes = ImmutableArray.CreateBuilder<JsonChange>();
        new Comparison(before, after, changes).Compare(new Place("$", before), new Place("$", after));
        return changes.ToImmutable();
    }

    /// <summary>A place of one of the texts.</summary>
    private readonly record struct Place(string Path, JsonElement Value);

    private sealed class Comparison(JsonElement before, JsonElement after, ImmutableArray<JsonChange>.Builder changes)
    {
        public void Compare(Place old, Place now)
        {
            switch (old.Value.ValueKind, now.Value.ValueKind)
            {
                case (JsonValueKind.Object, JsonValueKind.Object):
                    Match(Properties(old).ToDictionary(one => one.Key, one => one.Place), Properties(now));
                    break;
                case (JsonValueKind.Array, JsonValueKind.Array):
                    CompareLists(old, now);
                    break;
                default:
                    if (!JsonElement.DeepEquals(old.Value, now.Value))
                    {
                        Add(JsonChangeKind.Changed, now.Path, Told(old.Value), Told(now.Value));
                    }

                    break;
            }
        }

        private void CompareLists(Place before, Place after)
        {
            if (ById(before) is not { } old || ById(after) is not { } now)
            {
                Match(ByPlace(before).ToDictionary(one => one.Key, one => one.Place), ByPlace(after));
                return;
            }

            string[] stayed = [.. now.Select(one => one.Key).Intersect(old.Select(one => one.Key))];
            string[] stood = [.. old.Select(one => one.Key).Where(stayed.Contains)];
            if (!stayed.SequenceEqual(stood))
            {
                Add(JsonChangeKind.Moved, after.Path, string.Join(' ', stood), string.Join(' ', stayed));
            }

            Match(old.ToDictionary(one => one.Key, one => one.Place), now);
        }

        private void Match<TKey>(Dictionary<TKey, Place> old, IEnumerable<(TKey Key, Place Place)> now)
            where TKey : notnull
        {
            foreach ((TKey key, Place place) in now)
            {
                if (old.Remove(key, out Place stood))
                {
                    Compare(stood, place);
                }
                else
                {
                    Add(JsonChangeKind.Added, place.Path, null, Told(place.Value));
                }
            }

            foreach (Place gone in old.Values)
            {
                changes.Add(new JsonChange(JsonChangeKind.Removed, gone.Path, PathWords.Of(gone.Path, before), Told(gone.Value), null));
            }
        }

        private void Add(JsonChangeKind kind, string path, string? was, string? now) => changes.Add(new JsonChange(kind, path, PathWords.Of(path, after), was, now));
    }

    private static IEnumerable<(string Key, Place Place)> Properties(Place parent) =>
        parent.Value.EnumerateObject().Select(one => (one.Name, new Place(parent.Path + JsonPlace.Step(one.Name), one.Value)));

    private static IEnumerable<(int Key, Place Place)> ByPlace(Place list) => list.Value.EnumerateArray().Select((value, index) => (index, new Place($"{list.Path}[{index}]", value)));

    /// <summary>Null where not every entry has an id of its own.</summary>
    private static List<(string Key, Place Place)>? ById(Place list)
    {
        List<(string Key, Place Place)> entries = [];
        HashSet<string> ids = new(StringComparer.Ordinal);
        foreach ((_, Place entry) in ByPlace(list))
        {
            if (entry.Value.ValueKind != JsonValueKind.Object || !entry.Value.TryGetProperty("id", out JsonElement id) || id.ValueKind != JsonValueKind.String || !ids.Add(id.GetString()!))
            {
                return null;
            }

            entries.Add((id.GetString()!, entry));
        }

        return entries;
    }

    private static string Told(JsonElement value)
    {
        string text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        return text.Length > LongestTold ? text[..LongestTold] + "…" : text;
    }
}

/// <summary>One place where two texts differ.</summary>
/// <param name="Path">In the later text, e.g. <c>$.items[2].text.ru</c>; of what is gone in the earlier one.</param>
/// <param name="Place">The same in words, entries called by their ids.</param>
/// <param name="Before">A text as it reads, anything else as JSON, cut where it is long; of a list whose order changed the ids in their order. Null for what is new.</param>
/// <param name="After">Null for what is gone.</param>
public sealed record JsonChange(JsonChangeKind Kind, string Path, string Place, string? Before, string? After);

public enum JsonChangeKind
{
    Added,
    Removed,
    Changed,

    /// <summary>What stayed stands in another order.</summary>
    Moved,
}
