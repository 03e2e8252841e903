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
    internal static readonly JsonShape Shape = new("battery", ["schema", "id", "version", "title", "grades", "steps"], ["$schema", "variant", "note"]);
    internal static readonly JsonShape StepShape = new("step", ["instrument", "version", "form", "minutes"], ["seconds"]);

    private const int FormatVersion = 1;
    private const int ShortestLimit = 30;
    private const int LongestLimit = 3600;

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
        LocalText? title = fields["title"] is { } place ? new LocalTextReader(["en", "ru"]).Read(place) : null;
        ImmutableArray<int> grades = ReadGrades(fields);
        BatteryVariant variant = ReadVariant(fields);
        LocalText? note = fields["note"] is { } told ? new LocalTextReader(["en", "ru"]).Read(told) : null;
        ImmutableArray<BatteryStep> steps = ReadSteps(fields, instruments);
        return root.Faults.Any ? null : new Battery(id!, version!, title!, grades, steps) { Variant = variant, Note = note };
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

    private static ImmutableArray<BatteryStep> ReadSteps(JsonFields fields, InstrumentLibrary instruments)
    {
        ImmutableArray<BatteryStep>.Builder steps = ImmutableArray.CreateBuilder<BatteryStep>();
        int first = 0;
        foreach (JsonPlace place in fields["steps"]?.Elements(1, 32) ?? [])
        {
            if (ReadStep(place, instruments, first) is not { } step)
            {
                continue;
            }

            if (steps.Any(earlier => earlier.Instrument.Id == step.Instrument.Id))
            {
                place.Fault($"Instrument {step.Instrument.Id} is there twice.");
            }

            steps.Add(step);
            first += step.Form.Items.Length;
        }

        return steps.ToImmutable();
    }

    private static BatteryStep? ReadStep(JsonPlace place, InstrumentLibrary instruments, int first)
    {
        if (place.Open(StepShape) is not { } fields)
        {
            return null;
        }

        string? id = fields["instrument"]?.Id();
        string? version = fields["version"]?.Version();
        string? formId = fields["form"]?.Name();
        int? minutes = fields["minutes"]?.Whole(1, 240);
        int? seconds = fields["seconds"]?.Whole(ShortestLimit, LongestLimit);
        if (id is null || version is null)
        {
            return null;
        }

        Instrument? instrument = instruments.All.FirstOrDefault(known => known.Id == id && known.Version == version);
        if (instrument is null)
        {
            place.Fault($"There is no instrument {id} {version}.");
            return null;
        }

        if (formId is null || !instrument.Forms.TryGetValue(formId, out InstrumentForm? form))
        {
            fields["form"]?.Fault($"{id} {version} has the forms {string.Join(", ", instrument.Forms.Keys)}.");
            return null;
        }

        return minutes is null ? null : new BatteryStep(instrument, form, minutes.Value, first, seconds);
    }
}
