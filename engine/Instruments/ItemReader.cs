using System.Collections.Immutable;
using Diagnostics.Engine.Instruments.Json;

namespace Diagnostics.Engine.Instruments;

/// <summary>Reads items with their options.</summary>
internal sealed class ItemReader(LocalTextReader texts, ImmutableDictionary<string, AnswerFormat> formats)
{
    internal const int MostItems = 1_000;

    /// <summary>The items that could be read; the others are faults.</summary>
    public ImmutableArray<Item> ReadAll(JsonPlace place)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        ImmutableArray<Item>.Builder items = ImmutableArray.CreateBuilder<Item>();
        foreach (JsonPlace entry in place.Elements(1, MostItems))
        {
            if (Read(entry) is not { } item)
            {
                continue;
            }

            if (seen.Add(item.Id))
            {
                items.Add(item);
            }
            else
            {
                entry.Fault($"Item {item.Id} is there twice.");
            }
        }

        return items.ToImmutable();
    }

    private Item? Read(JsonPlace place)
    {
        if (place.Open(InstrumentShapes.Item) is not { } fields)
        {
            return null;
        }

        string? id = fields["id"]?.Name();
        LocalText? text = fields["text"] is { } textPlace ? texts.Read(textPlace) : LocalText.Empty;
        AnswerFormat? format = ReadFormat(fields);
        ImmutableArray<Option?> options = [.. fields["options"]?.Elements(0, AnswerFormatReader.MostOptions).Select(ReadOption) ?? []];
        ImmutableArray<string> tags = ReadTags(fields);
        SvgElement? picture = fields["picture"] is { } picturePlace ? SvgReader.Read(picturePlace) : null;
        LocalText? pictureText = fields["pictureText"] is { } pictureTextPlace ? texts.Read(pictureTextPlace) : null;
        LocalText? solution = fields["solution"] is { } solutionPlace ? texts.Read(solutionPlace) : null;
        if (fields["picture"] is null != fields["pictureText"] is null)
        {
            place.Fault($"A picture and its words (pictureText) belong together.");
        }

        if (format is not null)
        {
            CheckOptions(place, format, options.Length);
            if (fields["text"] is null && !format.HasOptions)
            {
                place.Fault($"An item without options needs a text.");
            }
        }

        return id is null || text is null || format is null || options.Any(option => option is null)
            ? null
            : new Item(id, text, format, options!) { Tags = tags, Picture = picture, PictureText = pictureText, Solution = solution };
    }

    private AnswerFormat? ReadFormat(JsonFields fields)
    {
        if (fields["format"] is not { } place || place.Name() is not { } name)
        {
            return null;
        }

        if (formats.TryGetValue(name, out AnswerFormat? format))
        {
            return format;
        }

        place.Fault($"There is no valid format {name}.");
        return null;
    }

    private Option? ReadOption(JsonPlace place)
    {
        if (place.Open(InstrumentShapes.Option) is not { } fields)
        {
            return null;
        }

        LocalText? text = fields["text"] is { } textPlace ? texts.Read(textPlace) : null;
        SvgElement? svg = fields["svg"] is { } svgPlace ? SvgReader.Read(svgPlace) : null;
        return text is null || (fields["svg"] is not null && svg is null) ? null : new Option(text, svg);
    }

    private static ImmutableArray<string> ReadTags(JsonFields fields)
    {
        if (fields["tags"] is not { } place)
        {
            return [];
        }

        return
        [
            .. place.Elements(0, 16)
                .Select(entry => entry.Matching(JsonPatterns.Tag(), $"a tag (lower-case letters, digits, hyphens)"))
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
    }

    private static void CheckOptions(JsonPlace place, AnswerFormat format, int count)
    {
        (int least, int most) = format.OptionCount;
        if (count < least || count > most)
        {
            FormattableString wanted = least == most ? (FormattableString)$"{least} options" : $"{least} to {most} options";
            place.Fault($"This format has {wanted}, the item {count}.");
        }
    }
}
