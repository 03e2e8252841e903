using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Signatures;
using Diagnostics.Engine.Storage;
using Diagnostics.Scoring.Norms;

namespace Diagnostics.Engine.FrozenNorms;

/// <summary>
/// Sees a stored profile in frozen norms. Versions do not change, so those that were read once stay in memory; one whose signature does not hold is as if it were not there. Thread-safe.
/// </summary>
internal sealed class NormBook(Database database, InstrumentLibrary instruments, SigningKeys keys)
{
    /// <summary>A region has a form or two of each instrument and year; more would be read again each time.</summary>
    private const int MostInMemory = 64;

    private readonly ConcurrentDictionary<string, ReadVersion> _read = new(StringComparer.Ordinal);

    private const string PlaceOf = """
        SELECT c.grade, t.sex, m.name AS Municipality FROM test_session x
        JOIN seat t ON t.id = x.seat_id
        JOIN school_class c ON c.id = x.class_id
        JOIN school s ON s.id = c.school_id
        JOIN municipality m ON m.id = s.municipality_id
        WHERE x.id = @sessionId
        """;

    /// <summary>By section, in the profile's order; those without norms are left out.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<SeenBook> SeeAsync(StoredResult stored, CancellationToken cancellation)
    {
        Profile profile = Profile.FromJson(stored.Profile);
        ImmutableArray<string> ids = await StandingNorms.OfAsync(database, stored.SessionId, profile, stored.ReleasedAt is not null, cancellation);
        if (ids.IsEmpty || await database.FirstOrDefaultAsync<PlaceRow>(PlaceOf, new { sessionId = stored.SessionId }, cancellation) is not { } place)
        {
            return SeenBook.Nothing;
        }

        List<SeenNorms> seen = [];
        bool isUnproven = false;
        foreach (string id in ids)
        {
            if (await ReadAsync(id, cancellation) is not { } version)
            {
                isUnproven = true;
            }
            else if (profile.Sections.FirstOrDefault(section => new FormKey(section.Instrument, section.Version, section.Form) == version.Key) is { } section
                && instruments.Find(section.Instrument, section.Version) is { } instrument)
            {
                seen.Add(See(version, section, instrument, place));
            }
        }

        return new SeenBook([.. seen], isUnproven);
    }

    private static SeenNorms See(ReadVersion version, ProfileSection section, Instrument instrument, PlaceRow place)
    {
        string grade = place.Grade.ToString(CultureInfo.InvariantCulture);
        string[] own = [grade, place.Sex ?? "", place.Municipality];
        NormLevel level = version.ByGroup.LevelFor(own);
        bool isNarrower = level.Group.Columns.Length > 1;
        return new SeenNorms(
            SectionTitle.Of(instrument), version.Key.Instrument, version.Key.Form, version.Id, version.Year, version.Number, version.MadeAtMs, version.IsSimulated,
            See(version.ByGrade.LevelFor([grade]), section, instrument), isNarrower ? See(level, section, instrument) : null, [.. Narrower(version.ByGroup, own, level)]);
    }

    /// <summary>The groups this student belongs to that were passed over.</summary>
    private static IEnumerable<ImmutableArray<GroupPart>> Narrower(NormSet norms, string[] own, NormLevel used)
    {
        for (int columns = norms.By.Length; columns > Math.Max(1, used.Group.Columns.Length); columns--)
        {
            if (own.Take(columns).All(value => value.Length > 0))
            {
                yield return [.. norms.By.Take(columns).Zip(own, (column, value) => new GroupPart(column, value))];
            }
        }
    }

    private static SeenGroup See(NormLevel level, ProfileSection section, Instrument instrument) => new(
        [.. level.Group.Columns.Zip(level.Group.Values, (column, value) => new GroupPart(column, value))], !level.IsFrozen,
        [
            .. from table in level.Tables
               let scale = section.Scales.FirstOrDefault(one => one.Id == table.Score.Id)
               where scale is not null
               select See(table, scale, instrument),
        ]);

    private static SeenScale See(NormTable table, ProfileScale scale, Instrument instrument)
    {
        NormScore score = table.Look(scale.Raw ?? double.NaN);
        return new SeenScale(
            scale.Id, instrument.Scales.FirstOrDefault(one => one.Id == scale.Id)?.Title.Russian ?? scale.Id, scale.Raw,
            Known(score.T), Known(score.Percentile), Known(score.PercentileLow), Known(score.PercentileHigh), table.Count);
    }

    private static double? Known(double value) => double.IsFinite(value) ? value : null;

    private const string One = $"SELECT {NormVersionRow.Columns} FROM norm_version v WHERE v.id = @id";

    private async Task<ReadVersion?> ReadAsync(string id, CancellationToken cancellation)
    {
        if (_read.TryGetValue(id, out ReadVersion? known))
        {
            return known;
        }

        if (await database.FirstOrDefaultAsync<NormVersionRow>(One, new { id }, cancellation) is not { } row || !row.IsAsFrozen(keys.Published))
        {
            return null;
        }

        var version = ReadVersion.Of(row);
        if (_read.Count < MostInMemory)
        {
            _read.TryAdd(id, version);
        }

        return version;
    }

    /// <summary>A version whose signature held when it was read.</summary>
    private sealed record ReadVersion(string Id, FormKey Key, int Year, long Number, long MadeAtMs, bool IsSimulated, NormSet ByGrade, NormSet ByGroup)
    {
        public static ReadVersion Of(NormVersionRow row)
        {
            FrozenPair files = row.Files;
            return new ReadVersion(
                row.Id, new FormKey(row.Instrument, row.Version, row.Form), NormStatement.FromJson(row.Statement).Year, row.Number, row.MadeAt, row.Simulated == 1, files.ByGrade, files.ByGroup);
        }
    }

    private sealed record PlaceRow
    {
        public required int Grade { get; init; }

        public string? Sex { get; init; }

        public required string Municipality { get; init; }
    }
}
