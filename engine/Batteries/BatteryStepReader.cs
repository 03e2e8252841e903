using System.Collections.Immutable;
using Diagnostics.Engine.Adaptive;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Json;

namespace Diagnostics.Engine.Batteries;

/// <summary>Reads the steps of a battery file, each with its place in the whole.</summary>
internal static class BatteryStepReader
{
    internal static readonly JsonShape Shape = new("step", ["instrument", "version", "form", "minutes"], ["seconds", "optional", "sitting", "adaptive"]);
    internal static readonly JsonShape AdaptiveShape = new("adaptive", ["most"], ["least", "error"]);

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

        ItemBank? bank = fields["adaptive"] is null ? null : BankLibrary.Find(id, version);
        Instrument? instrument = bank?.Instrument ?? instruments.All.FirstOrDefault(known => known.Id == id && known.Version == version);
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

        SectionLimits? limits = fields["adaptive"] is { } adaptive ? ReadAdaptive(adaptive, instrument, form, bank) : null;
        return minutes is null
            ? null
            : new BatteryStep(instrument, form, minutes.Value, first, seconds)
            {
                Optional = optional,
                Sitting = sitting,
                Adaptive = bank is not null && limits is not null ? new AdaptiveSection(bank, limits) : null,
            };
    }

    /// <summary>When the tasks are chosen by the answers: of a whole bank only, whose tasks have parameters.</summary>
    private static SectionLimits? ReadAdaptive(JsonPlace place, Instrument instrument, InstrumentForm form, ItemBank? bank)
    {
        if (place.Open(AdaptiveShape) is not { } fields)
        {
            return null;
        }

        int? most = fields["most"]?.Whole(1, SectionLimits.MostTasks);
        int? least = fields["least"] is { } told ? told.Whole(1, SectionLimits.MostTasks) : 1;
        decimal? error = fields["error"] is { } stop ? stop.Number(0, 1) : 0;
        if (bank is null || form.Id != bank.Form.Id)
        {
            place.Fault($"{instrument.Id} {instrument.Version}, form {form.Id}, is no whole bank of tasks: only of a bank can tasks be chosen by the answers.");
            return null;
        }

        if (most is null || least is null || error is null)
        {
            return null;
        }

        if (least > most)
        {
            place.Fault($"The fewest tasks, {least.Value}, are more than the most, {most.Value}.");
            return null;
        }

        return new SectionLimits((double)error.Value, least.Value, most.Value);
    }
}
