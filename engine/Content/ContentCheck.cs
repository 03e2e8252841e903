using System.Collections.Immutable;
using System.Text.Json;
using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.EnteredFigures;
using Diagnostics.Engine.Indicators;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Json;
using Diagnostics.Engine.Instruments.Linting;
using Diagnostics.Engine.Readings;

namespace Diagnostics.Engine.Content;

/// <summary>
/// Checks any content file, whichever kind it is: every fault of it, or what the linter noticed. Batteries take their instruments from
/// the built-in library. No input makes it throw.
/// </summary>
public sealed class ContentCheck(InstrumentLibrary instruments)
{
    /// <summary>The rule name of a fault: a file that is not valid at all.</summary>
    public const string FaultRule = "fault";

    /// <returns>The findings, the gravest first; never null, empty when there is nothing to say.</returns>
    public ImmutableArray<LintFinding> Examine(ReadOnlyMemory<byte> json) => KindOf(json) switch
    {
        ContentKind.Battery => Told(BatteryReader.Read(json, instruments), reading => reading.Faults, reading => BatteryRules.Examine(reading.Battery!)),
        ContentKind.Readings => Told(ReadingReader.Read(json), reading => reading.Faults, reading => Examine(reading.Readings!)),
        ContentKind.Entered => Told(EnteredReader.ReadOwn(json), reading => reading.Faults, _ => []),
        ContentKind.Indicators => Told(IndicatorReader.ReadOwn(json, instruments, AtlasLibrary.LoadBuiltIn().Newest), reading => reading.Faults, _ => []),
        ContentKind.Atlas => Told(AtlasReader.Read(json), reading => reading.Faults, _ => []),
        ContentKind.Instrument =>
            Told(InstrumentReader.Read(json), reading => reading.Faults, reading => InstrumentLinter.Examine(reading.Instrument!)),
    };

    /// <summary>Scales without a text and texts without a scale, where the instrument is built in.</summary>
    public ImmutableArray<LintFinding> Examine(InstrumentReadings readings)
    {
        if (instruments.Newest(readings.Instrument) is not { } instrument)
        {
            return [];
        }

        string[] scales = [.. instrument.Scales.Select(scale => scale.Id)];
        string[] told = [.. readings.Scales.Select(scale => scale.Scale)];
        return
        [
            .. told.Except(scales).Select(scale => Wrong($"Instrument {instrument.Id} has no scale {scale}.")),
            .. scales.Except(told).Select(scale => Wrong($"Scale {scale} of {instrument.Id} has no text.")),
        ];

        static LintFinding Wrong(FormattableString message) => new(LintSeverity.Error, "readings-scale", "$.scales", message);
    }

    private static ImmutableArray<LintFinding> Told<T>(
        T reading, Func<T, ImmutableArray<InstrumentFault>> faults, Func<T, ImmutableArray<LintFinding>> findings)
    {
        ImmutableArray<InstrumentFault> found = faults(reading);
        return found.IsEmpty
            ? findings(reading)
            : [.. found.Select(fault => new LintFinding(LintSeverity.Error, FaultRule, fault.Path, fault.Words))];
    }

    /// <summary>What schools enter counts people or events; what is counted from answers names how.</summary>
    private static bool AreEntered(JsonElement figures) =>
        figures.ValueKind == JsonValueKind.Array
        && figures.EnumerateArray().Any(one => one.ValueKind == JsonValueKind.Object && one.TryGetProperty("counts", out JsonElement counts) && EnteredReader.Counts(counts));

    /// <summary>The kind whose own property is there; anything else is read as an instrument and told what it lacks.</summary>
    private static ContentKind KindOf(ReadOnlyMemory<byte> json)
    {
        using JsonDocument? document = JsonFile.Open(json, new FaultList(), AtlasReader.MaxBytes);
        return document?.RootElement is not { ValueKind: JsonValueKind.Object } root ? ContentKind.Instrument
            : root.TryGetProperty("professions", out _) ? ContentKind.Atlas
            : root.TryGetProperty("steps", out _) ? ContentKind.Battery
            : root.TryGetProperty("rule", out _) ? ContentKind.Readings
            : root.TryGetProperty("indicators", out JsonElement figures) ? (AreEntered(figures) ? ContentKind.Entered : ContentKind.Indicators)
            : ContentKind.Instrument;
    }
}
