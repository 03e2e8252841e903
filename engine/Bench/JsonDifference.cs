using System.Collections.Immutable;
using System.Text.Json;

namespace Diagnostics.Engine.Bench;

/// <summary>What differs between two JSON values. Entries of a list that have ids are compared by them, wherever they stand; others by their place. Pure.</summary>
internal static class JsonDifference
{
    private const int LongestTold = 2000;

    /// <returns>In the order of the later text; what is gone behind what is there.</returns>
    public static ImmutableArray<JsonChange> Of(JsonElement before, JsonElement after)
    {
        ImmutableArray<JsonChange>.Builder changes = ImmutableArray.CreateBuilder<JsonChange>();
        Compare("$", before, after, changes);
        return changes.ToImmutable();
    }

    private static void Compare(string path, JsonElement before, JsonElement after, ImmutableArray<JsonChange>.Builder changes)
    {
        if (before.ValueKind == JsonValueKind.Object && after.ValueKind == JsonValueKind.Object)
        {
            Match(before.EnumerateObject().ToDictionary(one => one.Name, one => one.Value), after.EnumerateObject().Select(one => (one.Name, one.Value)), name => $"{path}.{name}", changes);
        }
        else if (before.ValueKind == JsonValueKind.Array && after.ValueKind == JsonValueKind.Array)
        {
            CompareLists(path, before, after, changes);
        }
        else if (!JsonElement.DeepEquals(before, after))
        {
            changes.Add(new JsonChange(JsonChangeKind.Changed, path, Told(before), Told(after)));
        }
    }

    private static void CompareLists(string path, JsonElement before, JsonElement after, ImmutableArray<JsonChange>.Builder changes)
    {
        if (ById(before) is not { } old || ById(after) is not { } now)
        {
            Match(
                before.EnumerateArray().Index().ToDictionary(one => one.Index, one => one.Item), after.EnumerateArray().Index().Select(one => (one.Index, one.Item)),
                index => $"{path}[{index}]", changes);
            return;
        }

        string[] stayed = [.. now.Select(one => one.Id).Intersect(old.Select(one => one.Id))];
        string[] stood = [.. old.Select(one => one.Id).Where(stayed.Contains)];
        if (!stayed.SequenceEqual(stood))
        {
            changes.Add(new JsonChange(JsonChangeKind.Moved, path, string.Join(' ', stood), string.Join(' ', stayed)));
        }

        Match(old.ToDictionary(one => one.Id, one => one.Value), now, id => $"{path}[{id}]", changes);
    }

    private static void Match<TKey>(
        Dictionary<TKey, JsonElement> before, IEnumerable<(TKey Key, JsonElement Value)> after, Func<TKey, string> pathOf, ImmutableArray<JsonChange>.Builder changes)
        where TKey : notnull
    {
        foreach ((TKey key, JsonElement value) in after)
        {
            if (before.Remove(key, out JsonElement old))
            {
                Compare(pathOf(key), old, value, changes);
            }
            else
            {
                changes.Add(new JsonChange(JsonChangeKind.Added, pathOf(key), null, Told(value)));
            }
        }

        changes.AddRange(before.Select(gone => new JsonChange(JsonChangeKind.Removed, pathOf(gone.Key), Told(gone.Value), null)));
    }

    /// <summary>Null where not every entry has an id of its own.</summary>
    private static List<(string Id, JsonElement Value)>? ById(JsonElement list)
    {
        List<(string Id, JsonElement Value)> entries = [];
        HashSet<string> ids = new(StringComparer.Ordinal);
        foreach (JsonElement entry in list.EnumerateArray())
        {
            if (entry.ValueKind != JsonValueKind.Object || !entry.TryGetProperty("id", out JsonElement id) || id.ValueKind != JsonValueKind.String || !ids.Add(id.GetString()!))
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
/// <param name="Path">E.g. <c>$.items[r03].text.ru</c>.</param>
/// <param name="Before">A text as it reads, anything else as JSON, cut where it is long; of a list whose order changed the ids in their order. Null for what is new.</param>
/// <param name="After">Null for what is gone.</param>
public sealed record JsonChange(JsonChangeKind Kind, string Path, string? Before, string? After);

public enum JsonChangeKind
{
    Added,
    Removed,
    Changed,

    /// <summary>What stayed stands in another order.</summary>
    Moved,
}
