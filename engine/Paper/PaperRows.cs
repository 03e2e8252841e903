using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Paper;

/// <summary>First keyings that wait for their second, one a session. The end of a session, a refusal and an erasure take them away.</summary>
internal sealed class PaperRows(Database database, Writer writer, AuditLog audit)
{
    public const string Delete = "DELETE FROM paper_entry WHERE session_id = @sessionId";

    public const string OfSession = """
        SELECT keying, keyed_by AS KeyedBy, keyed_at AS KeyedAt, agrees, answers FROM paper_entry WHERE session_id = @sessionId
        """;

    public Task<PaperRow?> FindAsync(string sessionId, CancellationToken cancellation) =>
        database.FirstOrDefaultAsync<PaperRow>(OfSession, new { sessionId }, cancellation);

    // Takes the row's lock: an erasure, a refusal or a finish comes wholly before or wholly after.
    private const string TouchOpen = """
        UPDATE test_session SET epoch = epoch
        WHERE id = @sessionId AND state NOT IN ('expired', 'finished') AND COALESCE(consent, 1) = 1 AND COALESCE(parent_consent, 1) = 1
        """;

    private const string KeyingOf = "SELECT keying FROM paper_entry WHERE session_id = @sessionId";

    private const string Insert = """
        INSERT INTO paper_entry (session_id, keying, keyed_by, keyed_at, agrees, answers)
        VALUES (@sessionId, @Keying, @actor, @nowMs, @agrees, @answers)
        """;

    /// <summary>Keeps a first keying; one that is kept already is left as it is.</summary>
    public Task<PaperKept> KeepAsync(LiveSession live, PaperKeying keyed, string actor, long nowMs, CancellationToken cancellation) => writer.RunAsync(
        live.Id,
        scope =>
        {
            string sessionId = live.Id;
            if (scope.Execute(TouchOpen, new { sessionId }) != 1)
            {
                return PaperKept.Closed;
            }

            if (scope.FirstOrDefault<string>(KeyingOf, new { sessionId }) is { } known)
            {
                return known == keyed.Keying ? PaperKept.Kept : PaperKept.Overtaken;
            }

            long? agrees = keyed.Agrees is { } word ? word ? 1 : 0 : null;
            scope.Execute(Insert, new { sessionId, keyed.Keying, actor, nowMs, agrees, answers = JsonSerializer.Serialize(keyed.Answers) });
            Tell(scope, live, AuditAct.PaperKeyed, actor, "");
            return PaperKept.Kept;
        },
        cancellation);

    /// <summary>
    /// Something was told that the person keying did not bring: where the first keying or the screen has another answer. False, and nothing is to be
    /// told, when the session was closed in the same moment.
    /// </summary>
    public Task<bool> TellComparedAsync(LiveSession live, string actor, string with, CancellationToken cancellation) =>
        TellOpenAsync(live, AuditAct.PaperKeyed, actor, $"compared {with}", cancellation);

    /// <summary>
    /// The entry of a merge, written before its first answer: there is no deed without it. False, and nothing is to be merged, when the session was
    /// closed in the same moment.
    /// </summary>
    public Task<bool> TellMergedAsync(LiveSession live, string actor, bool isVerified, CancellationToken cancellation) =>
        TellOpenAsync(live, AuditAct.PaperMerged, actor, isVerified ? "read back" : "keyed twice", cancellation);

    /// <summary>What was erased is named in the log no more, by a keying that was on its way neither.</summary>
    private Task<bool> TellOpenAsync(LiveSession live, AuditAct act, string actor, string detail, CancellationToken cancellation) => writer.RunAsync(
        live.Id,
        scope =>
        {
            bool isOpen = scope.Execute(TouchOpen, new { sessionId = live.Id }) == 1;
            if (isOpen)
            {
                Tell(scope, live, act, actor, detail);
            }

            return isOpen;
        },
        cancellation);

    private void Tell(WriteScope scope, LiveSession live, AuditAct act, string actor, string detail) =>
        audit.Write(scope, new AuditEntry(actor, act, "session", live.Id, new OrgNode(NodeKind.Class, live.Room.Id), detail));
}

internal enum PaperKept
{
    Kept,

    /// <summary>Another keying was first in the same moment: this one is the second.</summary>
    Overtaken,

    /// <summary>The session was closed in the same moment.</summary>
    Closed,
}

/// <summary>A first keying as it is stored.</summary>
internal sealed record PaperRow
{
    public required string Keying { get; init; }

    public required string KeyedBy { get; init; }

    public required long KeyedAt { get; init; }

    public long? Agrees { get; init; }

    public required string Answers { get; init; }

    public bool? Says => Agrees is { } word ? word == 1 : null;

    public IReadOnlyList<string> Values() => JsonSerializer.Deserialize<string[]>(Answers)!;
}
