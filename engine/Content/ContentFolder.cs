using System.Collections.Immutable;
using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.EnteredFigures;
using Diagnostics.Engine.Indicators;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Linting;
using Diagnostics.Engine.Readings;

namespace Diagnostics.Engine.Content;

/// <summary>
/// Reads a school's own instruments, readings and batteries, laid out like the built-in ones, and a region's own figures and indicators, as a whole: everything or every fault.
/// </summary>
internal sealed class ContentFolder(string folder, ContentShelf builtIn)
{
    private const string InstrumentFile = "instrument.json";
    private const string ReadingsFile = "readings.json";
    private const string BatteryFile = "battery.json";
    private const string EnteredFile = "entered.json";
    private const string IndicatorFile = "indicators.json";

    private readonly ImmutableArray<string>.Builder _faults = ImmutableArray.CreateBuilder<string>();

    /// <returns>The shelf with all that could be read, and the faults; a shelf with faults is not to be used.</returns>
    public (ContentShelf Shelf, ImmutableArray<string> Faults) Read()
    {
        if (!Directory.Exists(folder))
        {
            return (builtIn, [$"{folder}: there is no such folder"]);
        }

        string[] names =
        [
            .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
                .Where(name => name.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal),
        ];
        if (names.Length == 0)
        {
            return (builtIn, [$"{folder}: holds no content"]);
        }

        InstrumentLibrary instruments = builtIn.Instruments.With(Instruments(names.Where(IsInstrument)));
        ReadingLibrary readings = builtIn.Readings.With(Readings(names.Where(IsReadings), instruments));
        BatteryLibrary batteries = builtIn.Batteries.With(Batteries(names.Where(IsBattery), instruments), instruments);
        EnteredLibrary? entered = names.Contains(EnteredFile) ? Entered() : null;
        IndicatorLibrary? indicators = names.Contains(IndicatorFile) ? Indicators(instruments) : null;
        foreach (string other in names.Where(name => !IsInstrument(name) && !IsReadings(name) && !IsBattery(name) && name is not (EnteredFile or IndicatorFile)))
        {
            // A misplaced file would otherwise be content that nobody misses until the lesson.
            Fault(other, "$", $"is none of instruments/ID/VERSION/{InstrumentFile}, instruments/ID/{ReadingsFile}, batteries/ID/VERSION/{BatteryFile}, {EnteredFile}, {IndicatorFile}");
        }

        return (new ContentShelf(instruments, batteries, readings) { OwnEntered = entered, OwnIndicators = indicators }, _faults.ToImmutable());
    }

    private EnteredLibrary? Entered()
    {
        EnteredReading reading = EnteredReader.ReadOwn(BytesOf(EnteredFile));
        Tell(EnteredFile, reading.Faults);
        return reading.Library;
    }

    /// <summary>They may ask the folder's instruments as well as the built-in ones.</summary>
    private IndicatorLibrary? Indicators(InstrumentLibrary instruments)
    {
        IndicatorReading reading = IndicatorReader.ReadOwn(BytesOf(IndicatorFile), instruments, AtlasLibrary.LoadBuiltIn().Newest);
        Tell(IndicatorFile, reading.Faults);
        return reading.Library;
    }

    private List<Instrument> Instruments(IEnumerable<string> names)
    {
        List<Instrument> own = [];
        foreach (string name in names)
        {
            InstrumentReading reading = InstrumentReader.Read(BytesOf(name));
            Tell(name, reading.Faults);
            if (reading.Instrument is { } one
                && IsOwn(name, $"instruments/{one.Id}/{one.Version}/{InstrumentFile}", one.Id, builtIn.Instruments.Newest(one.Id) is not null))
            {
                own.Add(one);
            }
        }

        return own;
    }

    private List<Battery> Batteries(IEnumerable<string> names, InstrumentLibrary instruments)
    {
        List<Battery> own = [];
        foreach (string name in names)
        {
            BatteryReading reading = BatteryReader.Read(BytesOf(name), instruments);
            Tell(name, reading.Faults);
            if (reading.Battery is { } one
                && IsOwn(name, $"batteries/{one.Id}/{one.Version}/{BatteryFile}", one.Id, builtIn.Batteries.All.Any(known => known.Id == one.Id)))
            {
                own.Add(one);
            }
        }

        return own;
    }

    private List<InstrumentReadings> Readings(IEnumerable<string> names, InstrumentLibrary instruments)
    {
        List<InstrumentReadings> own = [];
        ContentCheck check = new(instruments);
        foreach (string name in names)
        {
            ReadingFileResult reading = ReadingReader.Read(BytesOf(name));
            Tell(name, reading.Faults);
            if (reading.Readings is not { } one
                || !IsOwn(name, $"instruments/{one.Instrument}/{ReadingsFile}", one.Instrument, builtIn.Instruments.Newest(one.Instrument) is not null))
            {
                continue;
            }

            if (instruments.Newest(one.Instrument) is null)
            {
                Fault(name, "$.instrument", $"There is no instrument {one.Instrument}.");
                continue;
            }

            foreach (LintFinding finding in check.Examine(one))
            {
                Fault(name, finding.Path, finding.Message);
            }

            own.Add(one);
        }

        return own;
    }

    private bool IsOwn(string name, string place, string id, bool isBuiltIn)
    {
        if (isBuiltIn)
        {
            Fault(name, "$.id", $"{id} is built in: choose another id.");
        }
        else if (name != place)
        {
            Fault(name, "$.id", $"The file belongs at {place}.");
        }

        return !isBuiltIn && name == place;
    }

    private byte[] BytesOf(string name) => File.ReadAllBytes(Path.Combine(folder, name));

    private void Tell(string name, ImmutableArray<InstrumentFault> faults)
    {
        foreach (InstrumentFault fault in faults)
        {
            Fault(name, fault.Path, fault.Reason);
        }
    }

    private void Fault(string name, string path, string reason) => _faults.Add($"{Path.Combine(folder, name)}: {path}: {reason}");

    private static bool IsInstrument(string name) => name.Split('/') is ["instruments", _, _, InstrumentFile];

    private static bool IsReadings(string name) => name.Split('/') is ["instruments", _, ReadingsFile];

    private static bool IsBattery(string name) => name.Split('/') is ["batteries", _, _, BatteryFile];
}
