using System.Collections.Immutable;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Content;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Norms;

namespace Diagnostics.Engine.Qti;

/// <summary>What a package is written of: instruments with their files, with a battery that asks them where there is one.</summary>
/// <param name="Norms">Norm files; their names are those of the norms.</param>
public sealed record QtiContent(ImmutableArray<QtiSource> Instruments, QtiBattery? Battery, ImmutableArray<QtiFile> Norms)
{
    /// <summary>Larger norm files are handed over beside the package.</summary>
    private const int MostOfNorms = 8 << 20;

    /// <summary>One instrument.</summary>
    /// <param name="json">Its file.</param>
    /// <param name="readings">Texts for its scales, a file as well.</param>
    /// <exception cref="InvalidDataException">The file is no instrument; the message names every fault.</exception>
    public static QtiContent Of(ReadOnlyMemory<byte> json, ReadOnlyMemory<byte>? readings = null)
    {
        InstrumentReading reading = InstrumentReader.Read(json);
        return reading.Instrument is { } instrument
            ? new QtiContent([new QtiSource(instrument, json, readings)], null, [])
            : throw new InvalidDataException($"This is no instrument:{Environment.NewLine}{string.Join(Environment.NewLine, reading.Faults.Select(fault => $"{fault.Path}: {fault.Reason}"))}");
    }

    /// <summary>An instrument that is built in, or of the school's own folder.</summary>
    public static QtiContent Of(Instrument instrument, ContentFiles files) =>
        new([SourceOf(instrument, files)], null, []);

    /// <summary>A battery and all it asks.</summary>
    public static QtiContent Of(Battery battery, ContentFiles files) =>
        new([.. battery.Steps.Select(step => SourceOf(step.Instrument, files))], new QtiBattery(battery, files.Battery(battery.Id, battery.Version)), []);

    /// <summary>The same with norms.</summary>
    /// <exception cref="InvalidDataException">The file is none of norms, or too large to ride along.</exception>
    public QtiContent With(ReadOnlyMemory<byte> norms)
    {
        if (norms.Length > MostOfNorms)
        {
            throw new InvalidDataException($"The norms have more than {MostOfNorms} bytes: hand the file over beside the package.");
        }

        NormReading reading = NormFile.Read(norms);
        return reading.Norms is { } set
            ? this with { Norms = Norms.Add(new QtiFile($"{set.Origin.Id}-{set.Origin.Version}.json", norms)) }
            : throw new InvalidDataException($"These are no norms: {reading.Faults[0].Path}: {reading.Faults[0].Reason}");
    }

    private static QtiSource SourceOf(Instrument instrument, ContentFiles files) =>
        new(instrument, files.Instrument(instrument.Id, instrument.Version), files.Readings(instrument.Id));
}

/// <param name="Json">The instrument's file, letter by letter.</param>
/// <param name="Readings">Texts for its scales; null where there are none.</param>
public sealed record QtiSource(Instrument Instrument, ReadOnlyMemory<byte> Json, ReadOnlyMemory<byte>? Readings);

/// <param name="Json">The battery's file, letter by letter.</param>
public sealed record QtiBattery(Battery Battery, ReadOnlyMemory<byte> Json);
