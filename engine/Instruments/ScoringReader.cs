using System.Collections.Immutable;
using Diagnostics.Engine.Instruments.Json;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Engine.Instruments;

/// <summary>Reads the key of an instrument, in terms of item identifiers; forms turn it into columns.</summary>
internal sealed class ScoringReader(ImmutableArray<Scale> scales, ImmutableArray<Item> items)
{
    private readonly Dictionary<string, int> _columns =
        items.Select((item, column) => (item.Id, column)).ToDictionary(entry => entry.Id, entry => entry.column, StringComparer.Ordinal);

    public ScoringRules? Read(JsonPlace place)
    {
        if (place.Open(InstrumentShapes.Scoring) is not { } fields)
        {
            return null;
        }

        MissingRule? missing = fields["missing"] is { } missingPlace ? ReadMissing(missingPlace) : null;
        Dictionary<string, ImmutableArray<ItemKey>> keys = new(StringComparer.Ordinal);
        foreach (JsonPlace entry in fields["keys"]?.Elements(1, 100) ?? [])
        {
            ReadScaleKey(entry, missing, keys);
        }

        foreach (Scale scale in scales.Where(scale => !keys.ContainsKey(scale.Id)))
        {
            fields["keys"]?.Fault($"Scale {scale.Id} has no key.");
        }

        HashSet<int> scored = [.. keys.Values.SelectMany(key => key).Select(key => key.Item)];
        ImmutableSortedSet<string> unscored = ReadUnscored(fields, scored);
        return missing is null ? null : new ScoringRules(missing, keys.ToImmutableDictionary(StringComparer.Ordinal), unscored);
    }

    private static MissingRule? ReadMissing(JsonPlace place)
    {
        string? rule = place.Peek("rule");
        JsonShape? shape = InstrumentShapes.MissingRules.FirstOrDefault(shape => shape.Name == rule);
        if (shape is null)
        {
            place.Fault($"Expected an object with a rule of prorate, tolerate, zero.");
            return null;
        }

        if (place.Open(shape) is not { } fields)
        {
            return null;
        }

        return shape.Name switch
        {
            "prorate" => fields["share"]?.Number(0.01m, 1) is { } share ? new MissingRule.Prorate((double)share) : null,
            "tolerate" => fields["blanks"]?.Whole(0, ItemReader.MostItems) is { } blanks ? new MissingRule.Tolerate(blanks) : null,
            _ => new MissingRule.Zero(),
        };
    }

    private void ReadScaleKey(JsonPlace place, MissingRule? missing, Dictionary<string, ImmutableArray<ItemKey>> keys)
    {
        if (place.Open(InstrumentShapes.ScaleKey) is not { } fields)
        {
            return;
        }

        HashSet<int> seen = [];
        ImmutableArray<ItemKey>.Builder entries = ImmutableArray.CreateBuilder<ItemKey>();
        foreach (JsonPlace entry in fields["items"]?.Elements(1, ItemReader.MostItems) ?? [])
        {
            if (ReadItemKey(entry) is not { } key)
            {
                continue;
            }

            if (seen.Add(key.Item))
            {
                entries.Add(key);
            }
            else
            {
                entry.Fault($"Item {items[key.Item].Id} is keyed to this scale twice.");
            }
        }

        if (fields["scale"] is not { } scalePlace || scalePlace.Name() is not { } scale)
        {
            return;
        }

        if (scales.FirstOrDefault(known => known.Id == scale) is not { } known)
        {
            scalePlace.Fault($"There is no valid scale {scale}.");
        }
        else if (entries.Any(entry => entry is ItemKey.BestWorst)
            && !(known.Kind == ScaleKind.Ipsative && missing is MissingRule.Tolerate && entries.All(entry => entry is ItemKey.BestWorst)))
        {
            place.Fault($"Scale {scale} has best–worst sets: it must be ipsative, tolerate blanks and have no other items.");
        }
        else if (!keys.TryAdd(scale, entries.ToImmutable()))
        {
            scalePlace.Fault($"Scale {scale} has two keys.");
        }
    }

    private ItemKey? ReadItemKey(JsonPlace place)
    {
        if (place.Open(InstrumentShapes.ItemKey) is not { } fields || fields["item"] is not { } itemPlace || itemPlace.Name() is not { } id)
        {
            return null;
        }

        if (!_columns.TryGetValue(id, out int column))
        {
            itemPlace.Fault($"There is no valid item {id}.");
            return null;
        }

        Item item = items[column];
        if (item.Format.RatingRange is { } range)
        {
            fields["points"]?.Fault($"A rating scores its own code; points are for options.");
            fields["option"]?.Fault($"Only a best–worst set keys one option.");
            return new ItemKey.Rating(column, range.Min, range.Max, fields["reverse"]?.Flag() ?? false);
        }

        fields["reverse"]?.Fault($"Only ratings can be reversed.");
        if (item.Format is AnswerFormat.BestWorst)
        {
            return ReadSet(place, fields, column);
        }

        fields["option"]?.Fault($"Only a best–worst set keys one option; points are for the other formats.");
        if (item.Format is not (AnswerFormat.Pair or AnswerFormat.SingleChoice))
        {
            itemPlace.Fault($"Items of this format have no scoring rule in version 1; list the item under unscored.");
            return null;
        }

        if (fields["points"] is not { } points)
        {
            place.Fault($"An item with options needs points, one for each option.");
            return null;
        }

        return ReadPoints(points, column, item.Options.Length);
    }

    private static ItemKey.BestWorst? ReadSet(JsonPlace place, JsonFields fields, int column)
    {
        fields["points"]?.Fault($"A best–worst set has its own points; name the option that belongs to this scale.");
        if (fields["option"] is not { } optionPlace)
        {
            place.Fault($"A best–worst set needs the option, from 0, that belongs to this scale.");
            return null;
        }

        return optionPlace.Whole(0, CanonicalAnswer.BestWorstOptions - 1) is { } option
            ? new ItemKey.BestWorst(column, (byte)option, CanonicalAnswer.BestWorstOptions)
            : null;
    }

    private static ItemKey.Options? ReadPoints(JsonPlace place, int column, int options)
    {
        ImmutableArray<int?> points = [.. place.Elements(options, options).Select(entry => entry.Whole(0, 100))];
        return points.Length == options && points.All(value => value is not null)
            ? new ItemKey.Options(column, [.. points.Select(value => (byte)value!.Value)])
            : null;
    }

    private ImmutableSortedSet<string> ReadUnscored(JsonFields fields, HashSet<int> scored)
    {
        ImmutableSortedSet<string>.Builder unscored = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (JsonPlace place in fields["unscored"]?.Elements(0, ItemReader.MostItems) ?? [])
        {
            if (place.Name() is not { } id)
            {
                continue;
            }

            if (!_columns.TryGetValue(id, out int column))
            {
                place.Fault($"There is no valid item {id}.");
            }
            else if (scored.Contains(column))
            {
                place.Fault($"Item {id} is keyed, so it is not unscored.");
            }
            else if (!unscored.Add(id))
            {
                place.Fault($"Item {id} is listed twice.");
            }
        }

        return unscored.ToImmutable();
    }
}
