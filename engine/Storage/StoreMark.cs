using System.Data.Common;
using Dapper;

namespace Diagnostics.Engine.Storage;

/// <summary>What a store belongs to: with other keys its codes and results would silently open nothing.</summary>
internal static class StoreMark
{
    private const string Read = "SELECT value FROM store_mark WHERE name = 'keys'";

    private const string Insert = "INSERT INTO store_mark (name, value) VALUES ('keys', @value)";

    /// <summary>The fingerprint of the keys a store was made with; null in a store that was never opened.</summary>
    public static string? Find(DbConnection connection, DbTransaction? reading = null) => connection.QueryFirstOrDefault<string>(Read, transaction: reading);

    /// <returns>True when the store was opened for the first time.</returns>
    /// <exception cref="InvalidOperationException">The store's hashes were made with other keys.</exception>
    public static async Task<bool> ProveAsync(Writer writer, KeyRing keys, CancellationToken cancellation)
    {
        string value = keys.Fingerprint();
        string? known;
        try
        {
            known = await FindOrAddAsync(writer, value, cancellation);
        }
        catch (DbException)
        {
            // Another node's first start was faster: its mark counts.
            known = await FindOrAddAsync(writer, value, cancellation);
        }

        if (known is not null && known != value)
        {
            throw new InvalidOperationException("The store was made with other keys: put back the folder keys it was made with.");
        }

        return known is null;
    }

    private static Task<string?> FindOrAddAsync(Writer writer, string value, CancellationToken cancellation) =>
        writer.RunAsync<string?>(
            null,
            scope =>
            {
                string? stored = scope.FirstOrDefault<string>(Read);
                if (stored is null)
                {
                    scope.Execute(Insert, new { value });
                }

                return stored;
            },
            cancellation);
}
