using System.Globalization;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.LiveDay;

/// <summary>
/// How many students each node lets in by code in a second: the operator's option, or what was set on the day within bounds. It stands in the store, so that every
/// node takes it over with its next beat and a restart keeps it.
/// </summary>
public sealed class EntryRate
{
    /// <summary>Fewer would keep a region waiting for hours.</summary>
    public const int Least = 10;

    /// <summary>Where the operator's option is no queue at all.</summary>
    private const int MostWithoutOption = 800;

    private readonly Database _database;
    private readonly Writer _writer;
    private readonly AuditLog _audit;
    private readonly EntryQueue _queue;
    private readonly double _usual;

    internal EntryRate(Database database, Writer writer, AuditLog audit, EntryQueue queue) =>
        (_database, _writer, _audit, _queue, _usual) = (database, writer, audit, queue, queue.PerSecond);

    /// <summary>The option is half of what a node is built for.</summary>
    private int Most => _usual > 0 ? Math.Max(Least, (int)(2 * _usual)) : MostWithoutOption;

    public EntryRateView Read() => new(_queue.PerSecond, _usual, Least, Most, _queue.Waiting);

    private const string Drop = "DELETE FROM store_mark WHERE name = 'entry-rate'";

    private const string Insert = "INSERT INTO store_mark (name, value) VALUES ('entry-rate', @value)";

    /// <param name="perSecond">Null: as the operator's option says.</param>
    /// <returns>False when it is out of bounds.</returns>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public async Task<bool> SetAsync(int? perSecond, Account actor, CancellationToken cancellation)
    {
        if (perSecond is { } rate && (rate < Least || rate > Most))
        {
            return false;
        }

        string value = perSecond?.ToString(CultureInfo.InvariantCulture) ?? "";
        await _writer.RunAsync(
            null,
            scope =>
            {
                scope.Execute(Drop);
                if (perSecond is not null)
                {
                    scope.Execute(Insert, new { value });
                }

                _audit.Write(scope, new AuditEntry(
                    actor.Id, AuditAct.EntryRateChanged, StoredText.Of(actor.Node.Kind), actor.Node.Id, actor.Node, perSecond is null ? "usual" : value));
                return true;
            },
            cancellation,
            _ => Use(perSecond));
        return true;
    }

    private const string Stored = "SELECT value FROM store_mark WHERE name = 'entry-rate'";

    /// <summary>Takes over what was set, here or on another node.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now: what was known stays.</exception>
    public async Task RefreshAsync(CancellationToken cancellation) =>
        Use(await _database.FirstOrDefaultAsync<string>(Stored, null, cancellation) is { } value ? int.Parse(value, CultureInfo.InvariantCulture) : null);

    private void Use(int? perSecond)
    {
        double wanted = perSecond ?? _usual;
        if (wanted != _queue.PerSecond)
        {
            _queue.Change(wanted);
        }
    }
}

/// <summary>How the entry is set on each node.</summary>
/// <param name="PerSecond">Students let in by code in a second now; 0: everybody.</param>
/// <param name="Usual">As the operator's option says.</param>
/// <param name="Waiting">Students who stand before this node's entry.</param>
public sealed record EntryRateView(double PerSecond, double Usual, int Least, int Most, int Waiting);
