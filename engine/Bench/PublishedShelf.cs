using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Bench;

/// <summary>Puts what was published into the libraries: at the start, after a publication here, and from time to time what another node published. Safe for several threads.</summary>
public sealed class PublishedShelf
{
    private readonly Database _database;
    private readonly BatteryLibrary _batteries;
    private readonly ConcurrentDictionary<string, string> _regions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Instrument, string Version), bool> _known = new();

    internal PublishedShelf(Database database, BatteryLibrary batteries) => (_database, _batteries) = (database, batteries);

    private const string Heads = "SELECT instrument AS Instrument, version AS Version FROM published_instrument";

    private const string One = $"SELECT {PublishedRow.Columns} FROM published_instrument p WHERE p.instrument = @Instrument AND p.version = @Version";

    /// <summary>Adds what is not there yet.</summary>
    /// <exception cref="InvalidDataException">A published instrument is damaged; names it.</exception>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        foreach (HeadRow head in await _database.QueryAsync<HeadRow>(Heads, null, cancellation))
        {
            if (!_known.ContainsKey((head.Instrument, head.Version)) && await _database.FirstOrDefaultAsync<PublishedRow>(One, head, cancellation) is { } row)
            {
                Add(row, row.Read());
            }
        }
    }

    /// <summary>The region an instrument belongs to; null when none published it.</summary>
    internal string? RegionOf(string instrument) => _regions.GetValueOrDefault(instrument);

    internal void Add(PublishedRow row, Instrument instrument)
    {
        _batteries.Grow(row.Offer(instrument));
        _regions[row.Instrument] = row.RegionId;
        _known[(row.Instrument, row.Version)] = true;
    }

    /// <summary>The same for whoever reads a store without a server: adds all to a library.</summary>
    /// <returns>What is damaged, in words.</returns>
    internal static IEnumerable<string> Fill(BatteryLibrary batteries, DbConnection connection, DbTransaction reading)
    {
        foreach (PublishedRow row in connection.Query<PublishedRow>($"SELECT {PublishedRow.Columns} FROM published_instrument p", transaction: reading))
        {
            string? damage = null;
            try
            {
                batteries.Grow(row.Offer(row.Read()));
            }
            catch (InvalidDataException fault)
            {
                damage = fault.Message;
            }

            if (damage is not null)
            {
                yield return damage;
            }
        }
    }

    private sealed record HeadRow
    {
        public required string Instrument { get; init; }

        public required string Version { get; init; }
    }
}
