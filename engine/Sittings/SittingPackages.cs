using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Sittings;

/// <summary>Packages by their hash, those of chosen instruments too: a node that has not composed one yet finds its id with a class.</summary>
public sealed class SittingPackages
{
    private const int HashLength = 64;

    private readonly Database _database;
    private readonly BatteryLibrary _batteries;

    internal SittingPackages(Database database, BatteryLibrary batteries) => (_database, _batteries) = (database, batteries);

    private const string OfHash = "SELECT battery_id AS Id, battery_version AS Version FROM school_class WHERE package_hash = @hash AND kind = 'sitting'";

    /// <summary>Null when nothing has this package.</summary>
    /// <exception cref="StoreBusyException">It is in no memory, and the store cannot be read now.</exception>
    public async Task<BatteryPackage?> FindAsync(string hash, CancellationToken cancellation)
    {
        if (_batteries.FindPackage(hash) is { } known)
        {
            return known;
        }

        return hash.Length == HashLength && hash.All(char.IsAsciiHexDigitLower)
            && await _database.FirstOrDefaultAsync<BatteryRow>(OfHash, new { hash }, cancellation) is { } row
            && _batteries.Find(row.Id, row.Version) is { } battery
            && _batteries.PackageOf(battery) is var package && package.Hash == hash ? package : null;
    }

    private sealed record BatteryRow
    {
        public required string Id { get; init; }

        public required string Version { get; init; }
    }
}
