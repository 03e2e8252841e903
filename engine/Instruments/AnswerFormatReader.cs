using System.Collections.Immutable;
using Diagnostics.Engine.Instruments.Json;

namespace Diagnostics.Engine.Instruments;

/// <summary>Reads the formats the items of an instrument share.</summary>
internal sealed class AnswerFormatReader(LocalTextReader texts)
{
    internal const int MostOptions = 20;
    private const int MostLabels = 11;
    private const decimal NumberBound = 1_000_000_000;

    public ImmutableDictionary<string, AnswerFormat> ReadAll(JsonPlace place)
    {
        ImmutableDictionary<string, AnswerFormat>.Builder formats =
            ImmutableDictionary.CreateBuilder<string, AnswerFormat>(StringComparer.Ordinal);
        foreach ((string name, JsonPlace entry) in place.Entries(1, 64))
        {
            if (!JsonPatterns.Name().IsMatch(name))
            {
                entry.Fault($"A format's name has up to 32 letters, digits, _ and -.");
            }

            if (Read(entry) is { } format)
            {
                formats[name] = format;
            }
        }

        return formats.ToImmutable();
    }

    private AnswerFormat? Read(JsonPlace place)
    {
        string? type = place.Peek("type");
        JsonShape? shape = InstrumentShapes.Formats.FirstOrDefault(shape => shape.Name == type);
        if (shape is null)
        {
            place.Fault($"Expected an object with a type of {string.Join(", ", InstrumentShapes.Formats.Select(known => known.Name))}.");
            return null;
        }

        return place.Open(shape) is { } fields ? Read(shape, fields, place) : null;
    }

    private AnswerFormat? Read(JsonShape shape, JsonFields fields, JsonPlace place) => shape.Name switch
    {
        "likert" => ReadLikert(fields),
        "pair" => new AnswerFormat.Pair(),
        "bestWorst" => new AnswerFormat.BestWorst(),
        "singleChoice" => new AnswerFormat.SingleChoice(),
        "multipleChoice" => ReadMultipleChoice(fields, place),
        "ranking" => new AnswerFormat.Ranking(),
        "number" => ReadNumber(fields, place),
        "slider" => ReadSlider(fields),
        _ => throw new InvalidOperationException($"Format {shape.Name} has a shape but no reader."),
    };

    private AnswerFormat.Likert? ReadLikert(JsonFields fields)
    {
        int? first = fields["first"]?.Whole(0, 10);
        ImmutableArray<LocalText?> labels = [.. fields["labels"]?.Elements(2, MostLabels).Select(texts.Read) ?? []];
        return first is { } code && labels.All(label => label is not null) ? new AnswerFormat.Likert(code, labels!) : null;
    }

    private static AnswerFormat.MultipleChoice? ReadMultipleChoice(JsonFields fields, JsonPlace place)
    {
        if (fields["least"]?.Whole(1, MostOptions) is not { } least || fields["most"]?.Whole(1, MostOptions) is not { } most)
        {
            return null;
        }

        if (least > most)
        {
            place.Fault($"The least number of choices ({least}) is above the most ({most}).");
            return null;
        }

        return ReadExclusive(fields, least) is { } exclusive ? new AnswerFormat.MultipleChoice(least, most, exclusive) : null;
    }

    /// <summary>Positions of options that are chosen alone, ascending; null after a fault.</summary>
    private static ImmutableArray<int>? ReadExclusive(JsonFields fields, int least)
    {
        if (fields["exclusive"] is not { } place)
        {
            return [];
        }

        int?[] positions = [.. place.Elements(1, MostOptions).Select(entry => entry.Whole(0, MostOptions - 1))];
        if (positions.Length == 0 || positions.Contains(null))
        {
            return null;
        }

        if (least > 1)
        {
            place.Fault($"An option that is chosen alone cannot be one of at least {least}.");
            return null;
        }

        if (positions.Zip(positions.Skip(1)).Any(pair => pair.First >= pair.Second))
        {
            place.Fault($"The positions ascend, each once.");
            return null;
        }

        return [.. positions.OfType<int>()];
    }

    private static AnswerFormat.NumberEntry? ReadNumber(JsonFields fields, JsonPlace place)
    {
        decimal? low = fields["min"]?.Number(-NumberBound, NumberBound);
        decimal? high = fields["max"]?.Number(-NumberBound, NumberBound);
        if (low is not { } min || high is not { } max || fields["decimals"]?.Whole(0, 6) is not { } decimals)
        {
            return null;
        }

        if (min >= max)
        {
            place.Fault($"The smallest number ({min}) is not below the largest ({max}).");
            return null;
        }

        return new AnswerFormat.NumberEntry(min, max, decimals);
    }

    private AnswerFormat.Slider? ReadSlider(JsonFields fields)
    {
        LocalText? low = fields["low"] is { } lowPlace ? texts.Read(lowPlace) : null;
        LocalText? high = fields["high"] is { } highPlace ? texts.Read(highPlace) : null;
        return low is not null && high is not null ? new AnswerFormat.Slider(low, high) : null;
    }
}
