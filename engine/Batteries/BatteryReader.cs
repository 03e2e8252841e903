using System.Collections.Immutable;
using System.Text.Json;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Json;

namespace Diagnostics.Engine.Batteries;

/// <summary>
/// Turns the bytes of a battery file (format version 1, see battery.schema.json) into a battery or into every fault it has.
/// No input makes it throw.
/// </summary>
public static class BatteryReader
{
    internal static readonly JsonShape Shape = new("battery", ["schema", "id", "version", "title", "grades", "steps"], ["$schema", "variant", "note", "leftOut"]);
    internal static readonly JsonShape LeftOutShape = new("leftOut", ["title", "text"], []);

    private const int FormatVersion = 1;
    private const int MostLeftOut = 8;
    private static readonly LocalTextReader Texts = new(["en", "ru"]);

    /// <summary>The variants as files name them.</summary>
    internal static readonly ImmutableArray<string> Variants =
        [.. Enum.GetNames<BatteryVariant>().Select(name => name.ToLowerInvariant())];

    /// <param name="json">The file.</param>
    /// <param name="instruments">Where the steps' instruments come from.</param>
    public static BatteryReading Read(ReadOnlyMemory<byte> json, InstrumentLibrary instruments)
    {
        FaultList faults = new();
        using JsonDocument? document = JsonFile.Open(json, faults);
        Battery? battery = document is null ? null : ReadRoot(new JsonPlace(document.RootElement, "$", faults), instruments);
        return new BatteryReading(faults.Any ? null : battery, faults.ToImmutable());
    }

    private static Battery? ReadRoot(JsonPlace root, InstrumentLibrary instruments)
    {
        if (root.Open(Shape) is not { } fields)
        {
            return null;
        }

        fields["$schema"]?.Text();
        fields["schema"]?.Whole(FormatVersion, FormatVersion);
        string? id = fields["id"]?.Id();
        string? version = fields["version"]?.Version();
        LocalText? title = fields["title"] is { } place ? Texts.Read(place) : null;
        ImmutableArray<int> grades = ReadGrades(fields);
        BatteryVariant variant = ReadVariant(fields);
        LocalText? note = fields["note"] is { } told ? Texts.Read(told) : null;
        ImmutableArray<LeftOutSection> leftOut = ReadLeftOut(fields);
        ImmutableArray<BatteryStep> steps = BatteryStepReader.ReadAll(fields, instruments);
        return root.Faults.Any
            ? null
            : new Battery(id!, version!, title!, grades, steps) { Variant = variant, Note = note, LeftOut = leftOut };
    }

    private static BatteryVariant ReadVariant(JsonFields fields)
    {
        if (fields["variant"] is not { } place || place.Text() is not { } text)
        {
            return BatteryVariant.Standard;
        }

        int at = Variants.IndexOf(text);
        if (at < 0)
        {
            place.Fault($"Expected one of {string.Join(", ", Variants)}.");
            return BatteryVariant.Standard;
        }

        return Enum.GetValues<BatteryVariant>()[at];
    }

    private static ImmutableArray<int> ReadGrades(JsonFields fields)
    {
        SortedSet<int> grades = [];
        foreach (JsonPlace place in fields["grades"]?.Elements(1, 11) ?? [])
        {
            if (place.Whole(1, 11) is { } grade && !grades.Add(grade))
            {
                place.Fault($"Grade {grade} is there twice.");
            }
        }

        return [.. grades];
    }

    private static ImmutableArray<LeftOutSection> ReadLeftOut(JsonFields fields)
    {
        ImmutableArray<LeftOutSection>.Builder sections = ImmutableArray.CreateBuilder<LeftOutSection>();
        foreach (JsonPlace place in fields["leftOut"]?.Elements(1, MostLeftOut) ?? [])
        {
            JsonFields? section = place.Open(LeftOutShape);
            LocalText? title = section?["title"] is { } titlePlace ? Texts.Read(titlePlace) : null;
            LocalText? text = section?["text"] is { } textPlace ? Texts.Read(textPlace) : null;
            if (title is not null && text is not null)
            {
                sections.Add(new LeftOutSection(title, text));
            }
        }

        return sections.ToImmutable();
    }
}
