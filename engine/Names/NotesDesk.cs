using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Names;

/// <summary>
/// Keeps psychologists' notes as ciphertext, one a place. Who may ask for results is decided before; here whoever holds no key of the school
/// gets none and writes none. What somebody else wrote meanwhile is never overwritten.
/// </summary>
public sealed class NotesDesk
{
    private readonly Writer _writer;
    private readonly AuditLog _audit;
    private readonly TimeProvider _clock;

    internal NotesDesk(Writer writer, AuditLog audit, TimeProvider clock) => (_writer, _audit, _clock) = (writer, audit, clock);

    private const string Notes = """
        SELECT t.number AS Seat, n.generation, n.revision, n.sealed
        FROM session_note n
        JOIN test_session x ON x.id = n.session_id
        JOIN seat t ON t.id = x.seat_id
        WHERE x.class_id = @classId
        ORDER BY t.number
        """;

    /// <summary>A class's notes for whoever holds the key, and the entry that they were read; null when there is no such class.</summary>
    public Task<ClassNotes?> ReadAsync(string classId, string actor, CancellationToken cancellation) => _writer.RunAsync<ClassNotes?>(
        null,
        scope =>
        {
            if (scope.FirstOrDefault<HeldKeyRow>(HeldKeyRow.OfClass, new { classId, actor }) is not { } holder)
            {
                return null;
            }

            if (holder.Wrapped is null)
            {
                return new ClassNotes(holder.SchoolId, holder.Generation, Wrapped: null, [], []);
            }

            _audit.Write(scope, new AuditEntry(actor, AuditAct.NotesRead, "class", classId, new OrgNode(NodeKind.Class, classId)));
            return new ClassNotes(
                holder.SchoolId, holder.Generation, holder.Wrapped,
                [.. scope.Query<PastKeyRow>(PastKeyRow.OfSchool, new { holder.SchoolId }).Select(row => row.ToKey())],
                [.. scope.Query<NoteRow>(Notes, new { classId }).Select(row => new SealedNote(row.Seat, row.Generation, row.Revision, row.Sealed))]);
        },
        cancellation);

    private const string SessionOf = """
        SELECT x.id FROM test_session x JOIN seat t ON t.id = x.seat_id WHERE x.class_id = @classId AND t.number = @Seat
        """;

    // Nothing is noted on a place nobody has used, and nothing comes back to one that was erased.
    private static readonly string InUse = $"""
        SELECT COALESCE(n.revision, 0) AS Revision FROM test_session x LEFT JOIN session_note n ON n.session_id = x.id
        WHERE x.id = @sessionId AND {SessionTables.Held}
        """;

    private const string Insert = """
        INSERT INTO session_note (session_id, school_id, generation, revision, sealed, written_at)
        VALUES (@sessionId, @SchoolId, @Generation, @Revision, @Sealed, @now)
        """;

    private const string Update =
        "UPDATE session_note SET generation = @Generation, revision = @Revision, sealed = @Sealed, written_at = @now WHERE session_id = @sessionId";

    /// <summary>
    /// Keeps a note in place of the revision before it. False, and nothing is overwritten, when that is not the newest any more, the school's
    /// key was changed meanwhile or is not held, or there is nobody on that place.
    /// </summary>
    /// <exception cref="ArgumentException">The text is no note.</exception>
    public Task<bool> WriteAsync(string classId, SealedNote note, string actor, CancellationToken cancellation)
    {
        Ciphertext.Checked(note.Sealed, Ciphertext.Long);
        return _writer.RunAsync(
            null,
            scope =>
            {
                if (scope.FirstOrDefault<HeldKeyRow>(HeldKeyRow.OfClass, new { classId, actor }) is not { Wrapped: not null } holder
                    || holder.Generation != note.Generation
                    || scope.FirstOrDefault<string>(SessionOf, new { classId, note.Seat }) is not { } sessionId)
                {
                    return false;
                }

                SessionRow.Lock(scope, sessionId);
                if (scope.FirstOrDefault<RevisionRow>(InUse, new { sessionId }) is not { } now || now.Revision != note.Revision - 1)
                {
                    return false;
                }

                scope.Execute(
                    now.Revision == 0 ? Insert : Update,
                    new { sessionId, holder.SchoolId, note.Generation, note.Revision, note.Sealed, now = _clock.GetUtcNow().ToUnixTimeMilliseconds() });
                _audit.Write(scope, new AuditEntry(actor, AuditAct.NoteWritten, "session", sessionId, new OrgNode(NodeKind.Class, classId)));
                return true;
            },
            cancellation);
    }

    private sealed record NoteRow
    {
        public required int Seat { get; init; }

        public required long Generation { get; init; }

        public required long Revision { get; init; }

        public required string Sealed { get; init; }
    }

    private sealed record RevisionRow
    {
        public required long Revision { get; init; }
    }
}
