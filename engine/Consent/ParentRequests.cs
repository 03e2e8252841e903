using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Consent;

public enum ParentRequestKind
{
    /// <summary>To have everything erased. Whoever keeps the school does it.</summary>
    Deletion,

    /// <summary>To talk to the psychologist.</summary>
    Meeting,
}

/// <param name="ClosedAtMs">Null while it is open.</param>
/// <param name="ClosedBy">An account, or "parent" who took it back.</param>
public sealed record ParentRequest(string Id, string SessionId, ParentRequestKind Kind, long AskedAtMs, long? ClosedAtMs, string? ClosedBy);

/// <summary>What parents ask the school for; one open request of a kind a session.</summary>
internal sealed class ParentRequests(Database database, Writer writer, AuditLog audit, TimeProvider clock)
{
    /// <summary>Bounds what one link can put into the table.</summary>
    public const int MostRequests = 50;

    private long NowMs => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private const string Columns = "SELECT id, session_id AS SessionId, kind, asked_at AS AskedAt, closed_at AS ClosedAt, closed_by AS ClosedBy FROM parent_request";

    private const string OfSession = Columns + " WHERE session_id = @sessionId ORDER BY asked_at, id";

    private const string OfClass = Columns + " WHERE session_id IN (SELECT id FROM test_session WHERE class_id = @classId) ORDER BY asked_at, id";

    public async Task<IReadOnlyList<ParentRequest>> OfSessionAsync(string sessionId, CancellationToken cancellation) =>
        [.. (await database.QueryAsync<Row>(OfSession, new { sessionId }, cancellation)).Select(row => row.ToRequest())];

    public async Task<IReadOnlyList<ParentRequest>> OfClassAsync(string classId, CancellationToken cancellation) =>
        [.. (await database.QueryAsync<Row>(OfClass, new { classId }, cancellation)).Select(row => row.ToRequest())];

    private const string LockSession = "UPDATE test_session SET epoch = epoch WHERE id = @sessionId AND state <> 'expired'";

    private const string Count = "SELECT COUNT(*) FROM parent_request WHERE session_id = @sessionId";

    private const string CountOpen = Count + " AND kind = @kind AND closed_at IS NULL";

    private const string Insert = "INSERT INTO parent_request (id, session_id, kind, asked_at) VALUES (@id, @sessionId, @kind, @now)";

    /// <summary>True when one of the kind is open afterwards.</summary>
    public Task<bool> OpenAsync(string sessionId, ParentRequestKind kind, AuditEntry told, CancellationToken cancellation) => writer.RunAsync(
        null,
        scope =>
        {
            var asked = new { id = NewId.Next(), sessionId, kind = StoredText.Of(kind), now = NowMs };
            if (scope.Execute(LockSession, asked) != 1)
            {
                return false;
            }

            if (scope.Scalar<long>(CountOpen, asked) > 0)
            {
                return true;
            }

            if (scope.Scalar<long>(Count, asked) >= MostRequests)
            {
                return false;
            }

            audit.Write(scope, told);
            if (kind == ParentRequestKind.Deletion)
            {
                scope.Keep(new LastingDeed(LastingDeedKind.DeletionAsked, sessionId, asked.now));
            }

            return scope.Execute(Insert, asked) == 1;
        },
        cancellation);

    private const string CloseOfKind = """
        UPDATE parent_request SET closed_at = @now, closed_by = @by WHERE session_id = @sessionId AND kind = @kind AND closed_at IS NULL
        """;

    public Task<bool> RecallAsync(string sessionId, ParentRequestKind kind, AuditEntry told, CancellationToken cancellation) => writer.RunAsync(
        null,
        scope =>
        {
            long now = NowMs;
            bool closed = scope.Execute(CloseOfKind, new { sessionId, kind = StoredText.Of(kind), now, by = AuditEntry.Parent }) > 0;
            if (closed)
            {
                audit.Write(scope, told);
                KeepClosed(scope, sessionId, kind, now, AuditEntry.Parent);
            }

            return closed;
        },
        cancellation);

    private const string CloseOne = "UPDATE parent_request SET closed_at = @now, closed_by = @by WHERE id = @Id AND closed_at IS NULL";

    /// <summary>False when it is closed already or not there.</summary>
    public Task<bool> CloseAsync(ParentRequest request, string by, AuditEntry told, CancellationToken cancellation) => writer.RunAsync(
        null,
        scope =>
        {
            long now = NowMs;
            bool closed = scope.Execute(CloseOne, new { request.Id, now, by }) > 0;
            if (closed)
            {
                audit.Write(scope, told);
                KeepClosed(scope, request.SessionId, request.Kind, now, by);
            }

            return closed;
        },
        cancellation);

    /// <summary>A request that a restore opened anew could end in an erasure nobody wants any more.</summary>
    private static void KeepClosed(WriteScope scope, string sessionId, ParentRequestKind kind, long now, string by)
    {
        if (kind == ParentRequestKind.Deletion)
        {
            scope.Keep(new LastingDeed(LastingDeedKind.DeletionClosed, sessionId, now, by));
        }
    }

    private const string AskedSince = Count + " AND kind = 'deletion' AND asked_at >= @now";

    private const string ClosedSince = Count + " AND kind = 'deletion' AND closed_at >= @now";

    private const string CloseUntil = """
        UPDATE parent_request SET closed_at = @now, closed_by = @by WHERE session_id = @sessionId AND kind = 'deletion' AND asked_at <= @now
            AND closed_at IS NULL
        """;

    /// <summary>A request for deletion, or its end, that a restored store does not know. False when nothing is to be done.</summary>
    public bool Repeat(WriteScope scope, LastingDeed deed, OrgNode place)
    {
        bool asks = deed.Kind == LastingDeedKind.DeletionAsked;
        var told = new { id = NewId.Next(), sessionId = deed.ObjectId, kind = StoredText.Of(ParentRequestKind.Deletion), now = deed.Number, by = asks ? "" : deed.Words[0] };
        bool isDone = asks
            ? scope.Execute(LockSession, told) == 1 && scope.Scalar<long>(AskedSince, told) == 0 && scope.Scalar<long>(CountOpen, told) == 0
                && scope.Execute(Insert, told) == 1
            : scope.Scalar<long>(ClosedSince, told) == 0 && scope.Execute(CloseUntil, told) > 0;
        if (isDone)
        {
            AuditAct act = asks ? AuditAct.DeletionAsked : AuditAct.RequestClosed;
            audit.Write(scope, new AuditEntry(AuditEntry.System, act, "session", deed.ObjectId, place, LastingDeed.Again));
        }

        return isDone;
    }

    private sealed record Row
    {
        public required string Id { get; init; }

        public required string SessionId { get; init; }

        public required string Kind { get; init; }

        public required long AskedAt { get; init; }

        public long? ClosedAt { get; init; }

        public string? ClosedBy { get; init; }

        public ParentRequest ToRequest() => new(Id, SessionId, StoredText.Read<ParentRequestKind>(Kind), AskedAt, ClosedAt, ClosedBy);
    }
}
