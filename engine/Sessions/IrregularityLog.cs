using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Sessions;

/// <summary>What went wrong in a class's lesson, as its teacher notes it. Nothing is rewritten: a mistake is withdrawn and stays to be seen.</summary>
public sealed class IrregularityLog
{
    /// <summary>Entries of one class.</summary>
    public const int Most = 200;

    private readonly Database _database;
    private readonly Writer _writer;
    private readonly SessionRoll _roll;
    private readonly AuditLog _audit;
    private readonly TimeProvider _clock;

    internal IrregularityLog(Database database, Writer writer, SessionRoll roll, AuditLog audit, TimeProvider clock) =>
        (_database, _writer, _roll, _audit, _clock) = (database, writer, roll, audit, clock);

    /// <summary>In the order they were noted.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<IReadOnlyList<Irregularity>> ReadAsync(string classId, CancellationToken cancellation) =>
        [.. (await _database.QueryAsync<IrregularityRow>(IrregularityRow.OfClass, new { classId }, cancellation)).Select(row => row.Tell())];

    /// <summary>False when there is no such seat, or the class has <see cref="Most"/> entries.</summary>
    /// <param name="seat">Null: the whole class's.</param>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public async Task<bool> NoteAsync(string classId, int? seat, IrregularityKind kind, string actor, CancellationToken cancellation)
    {
        LiveClass? room = await _roll.FindClassAsync(classId, cancellation);
        if (room is null || (seat is not null && !room.Seats.Any(live => live.Seat == seat)))
        {
            return false;
        }

        var entry = new { classId, seat, kind = StoredText.Of(kind), now = Now };
        return await _writer.RunAsync(
            null,
            scope =>
            {
                if (scope.Scalar<int>(IrregularityRow.CountOfClass, entry) >= Most)
                {
                    return false;
                }

                scope.Execute(IrregularityRow.Insert, entry);
                Tell(scope, AuditAct.IrregularityNoted, classId, actor, seat is null ? entry.kind : $"{entry.kind}, one seat");
                return true;
            },
            cancellation);
    }

    /// <summary>False when there is no such entry, or it was withdrawn before.</summary>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public Task<bool> WithdrawAsync(string classId, int number, string actor, CancellationToken cancellation) =>
        _writer.RunAsync(
            null,
            scope =>
            {
                bool isDone = scope.Execute(IrregularityRow.Withdraw, new { classId, number, now = Now }) == 1;
                if (isDone)
                {
                    Tell(scope, AuditAct.IrregularityWithdrawn, classId, actor, "");
                }

                return isDone;
            },
            cancellation);

    private long Now => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    private void Tell(WriteScope scope, AuditAct act, string classId, string actor, string detail) =>
        _audit.Write(scope, new AuditEntry(actor, act, "class", classId, new OrgNode(NodeKind.Class, classId), detail));
}
