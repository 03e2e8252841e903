using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Bench;

/// <summary>A published version as it is stored.</summary>
internal sealed record PublishedRow
{
    public const string Columns = """
        p.instrument AS Instrument, p.version AS Version, p.region_id AS RegionId, p.body AS Body, p.hash AS Hash, p.grades AS Grades, p.seconds AS Seconds, p.reason AS Reason,
        p.published_by AS PublishedBy, p.published_at AS PublishedAt
        """;

    public const string Insert = """
        INSERT INTO published_instrument (instrument, version, region_id, body, hash, grades, seconds, reason, published_by, published_at)
        VALUES (@Instrument, @Version, @RegionId, @Body, @Hash, @Grades, @Seconds, @Reason, @PublishedBy, @PublishedAt)
        """;

    public required string Instrument { get; init; }

    public required string Version { get; init; }

    public required string RegionId { get; init; }

    public required string Body { get; init; }

    public required string Hash { get; init; }

    public required string Grades { get; init; }

    public long? Seconds { get; init; }

    public required string Reason { get; init; }

    public required string PublishedBy { get; init; }

    public required long PublishedAt { get; init; }

    public ImmutableArray<int> GradeNumbers => [.. Grades.Split(',').Select(grade => int.Parse(grade, NumberStyles.None, CultureInfo.InvariantCulture))];

    /// <exception cref="InvalidDataException">What is stored is not what was published.</exception>
    public Instrument Read()
    {
        InstrumentReading reading = InstrumentReader.Read(Encoding.UTF8.GetBytes(PackedText.Unpack(Body)));
        return reading.Instrument is { } instrument && (instrument.Id, instrument.Version, instrument.ContentHash) == (Instrument, Version, Hash)
            ? instrument
            : throw new InvalidDataException($"The published instrument {Instrument} {Version} is damaged: it is not what was published.");
    }

    /// <summary>What a class takes that is opened with it: this instrument and nothing else.</summary>
    public Battery Offer(Instrument instrument) => Offer(instrument, GradeNumbers, (int?)Seconds);

    public static Battery Offer(Instrument instrument, ImmutableArray<int> grades, int? seconds)
    {
        BatteryStep step = new(instrument, instrument.Forms[FormReader.Full], Minutes: 1, FirstItem: 0, seconds);
        return new Battery(instrument.Id, instrument.Version, instrument.Title, grades, [step with { Minutes = BatteryTime.Told(BatteryTime.Of(step).MedianMinutes) }]);
    }
}
