using System.Collections.Immutable;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Json;

namespace Diagnostics.Engine.Batteries;

/// <summary>Reads the steps of a battery file, each with its place in the whole.</summary>
internal static class BatteryStepReader
{
    internal static readonly JsonShape Shape = new("step", ["instrument", "version", "form", "minutes"], ["seconds", "optional", "sitting"]);

    internal const int MostSittings = 8;
    internal const int ShortestLimit = 30;
    internal const int LongestLimit = 3600;

    public static ImmutableArray<BatteryStep> ReadAll(JsonFields fields, InstrumentLibrary instruments)
    {
        ImmutableArray<BatteryStep>.Builder steps = ImmutableArray.CreateBuilder<BatteryStep>();
        int first = 0;
        int sitting = 1;
        foreach (JsonPlace place in fields["steps"]?.Elements(1, 32) ?? [])
        {
            if (Read(place, instruments, first) is not { } step)
            {
                continue;
            }

            if (steps.Any(earlier => earlier.Instrument.Id == step.Instrument.Id))
            {
                place.Fault($"Instrument {step.Instrument.Id} is there twice.");
            }

            if (step.Sitting != sitting && (step.Sitting != sitting + 1 || steps.Count == 0))
            {
                place.Fault($"Sitting {step.Sitting} does not follow: the first step has 1, each other that of the step before or the next one.");
            }

            sitting = step.Sitting;
            steps.Add(step);
            first += step.Form.Items.Length;
        }

        foreach (IGrouping<int, BatteryStep> lesson in steps.GroupBy(step => step.Sitting).Where(lesson => lesson.All(step => step.Optional)))
        {
            fields["steps"]?.Fault($"Sitting {lesson.Key} has no step that everyone takes.");
        }

        return steps.ToImmutable();
    }

    private static BatteryStep? Read(JsonPlace place, InstrumentLibrary instruments, int first)
    {
        if (place.Open(Shape) is not { } fields)
        {
            return null;
        }

        string? id = fields["instrument"]?.Id();
        string? version = fields["version"]?.Version();
        string? formId = fields["form"]?.Name();
        int? minutes = fields["minutes"]?.Whole(1, 240);
        int? seconds = fields["seconds"]?.Whole(ShortestLimit, LongestLimit);
        bool optional = fields["optional"]?.Flag() ?? false;
        int sitting = fields["sitting"]?.Whole(1, MostSittings) ?? 1;
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

        return minutes is null
            ? null
            : new BatteryStep(instrument, form, minutes.Value, first, seconds) { Optional = optional, Sitting = sitting };
    }
}
