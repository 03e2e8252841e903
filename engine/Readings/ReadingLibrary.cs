using System.Collections.Immutable;
using Diagnostics.Engine.Instruments;

namespace Diagnostics.Engine.Readings;

/// <summary>The built-in readings, read once from the assembly, and what a school adds. Immutable.</summary>
public sealed class ReadingLibrary
{
    private const string Folder = "readings/";
    private readonly ImmutableSortedDictionary<string, InstrumentReadings> _byInstrument;

    private ReadingLibrary(ImmutableSortedDictionary<string, InstrumentReadings> byInstrument) => _byInstrument = byInstrument;

    /// <summary>One set of readings an instrument, by its id.</summary>
    public IEnumerable<InstrumentReadings> All => _byInstrument.Values;

    /// <exception cref="InvalidOperationException">A built-in file is faulty or lies in the wrong folder.</exception>
    public static ReadingLibrary LoadBuiltIn()
    {
        var all = ImmutableSortedDictionary.CreateBuilder<string, InstrumentReadings>(StringComparer.Ordinal);
        foreach ((string name, byte[] json) in EmbeddedFiles.Under(Folder))
        {
            ReadingFileResult result = ReadingReader.Read(json);
            InstrumentReadings readings = result.Readings ?? throw EmbeddedFiles.Faulty(name, result.Faults);
            if (name != $"{Folder}{readings.Instrument}/readings.json")
            {
                throw new InvalidOperationException($"{name} holds the readings of {readings.Instrument}.");
            }

            all.Add(readings.Instrument, readings);
        }

        return new ReadingLibrary(all.ToImmutable());
    }

    /// <summary>The same library and these beside it; they are of other instruments.</summary>
    internal ReadingLibrary With(IEnumerable<InstrumentReadings> own) =>
        new(_byInstrument.AddRange(own.Select(one => KeyValuePair.Create(one.Instrument, one))));

    /// <summary>The readings of an instrument, or null.</summary>
    public InstrumentReadings? Find(string instrumentId) => _byInstrument.GetValueOrDefault(instrumentId);

    /// <summary>The readings of one scale, or null.</summary>
    public ScaleReadings? Of(string instrumentId, string scale) => Find(instrumentId)?.Of(scale);
}
