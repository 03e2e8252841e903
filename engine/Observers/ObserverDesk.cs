using System.Collections.Immutable;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Reviews;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Observers;

/// <summary>What psychologists ask colleagues about a student's doings in lessons, and what they answered. Who may ask and read is decided before; only the account that was asked answers.</summary>
public sealed class ObserverDesk
{
    private readonly Database _database;
    private readonly Writer _writer;
    private readonly AuditLog _audit;
    private readonly OpeningLog _openings;
    private readonly ObserverQuestionnaire _questionnaire;
    private readonly TimeProvider _clock;

    internal ObserverDesk(Database database, Writer writer, AuditLog audit, OpeningLog openings, InstrumentLibrary instruments, TimeProvider clock) =>
        (_database, _writer, _audit, _openings, _questionnaire, _clock) = (database, writer, audit, openings, new ObserverQuestionnaire(instruments), clock);

    private const string OfSeat = """
        SELECT f.observer, COALESCE(a.name, f.observer) AS Name, f.version, f.asked_at AS AskedAt, f.answered_at AS AnsweredAt, f.declined_at AS DeclinedAt, f.answers
        FROM observer_form f LEFT JOIN account a ON a.id = f.observer
        WHERE f.session_id = @sessionId ORDER BY f.asked_at, f.observer
        """;

    /// <summary>Null where nothing is finished, or somebody withdrew their agreement. It is part of the profile, and opening it the same entry in the log of deeds.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read, or the entry not be written now.</exception>
    public async Task<ObserverState?> ReadAsync(string classId, int seat, string actor, CancellationToken cancellation)
    {
        if (await StoredResult.OpenAsync(_database, _openings, classId, seat, actor, cancellation) is not { } sessionId)
        {
            return null;
        }

        IReadOnlyList<FormRow> rows = await _database.QueryAsync<FormRow>(OfSeat, new { sessionId }, cancellation);
        return new ObserverState([.. rows.Select(row => row.ToForm(_questionnaire))]);
    }

    private const string IsColleague = $"SELECT COUNT(*) FROM account a JOIN school_class c ON c.school_id = a.node_id WHERE {ReviewDesk.OfSchool} AND a.id = @observer";

    private const string Now = "SELECT answered_at AS AnsweredAt, declined_at AS DeclinedAt FROM observer_form WHERE session_id = @sessionId AND observer = @observer";

    private const string Drop = "DELETE FROM observer_form WHERE session_id = @sessionId AND observer = @observer AND answered_at IS NULL";

    private const string Insert = """
        INSERT INTO observer_form (session_id, observer, version, asked_by, asked_at) VALUES (@sessionId, @observer, @version, @actor, @now)
        """;

    /// <summary>Asks a colleague of the school, also once more after a no. False when nothing is finished there, the account is no colleague's, is one's own, or was asked and has not said no.</summary>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public Task<bool> AskAsync(string classId, int seat, string observer, string actor, CancellationToken cancellation) => _writer.RunAsync(
        null,
        scope =>
        {
            if (observer == actor || scope.Scalar<long>(IsColleague, new { classId, observer }) == 0 || StoredResult.Lock(scope, classId, seat) is not { } sessionId)
            {
                return false;
            }

            var row = new { sessionId, observer, version = _questionnaire.Now.Version, actor, now = _clock.GetUtcNow().ToUnixTimeMilliseconds() };
            if (scope.FirstOrDefault<StateRow>(Now, row) is { } asked && asked.DeclinedAt is null)
            {
                return false;
            }

            scope.Execute(Drop, row);
            scope.Execute(Insert, row);
            Tell(scope, actor, AuditAct.ObserverAsked, sessionId, classId);
            return true;
        },
        cancellation);

    /// <summary>Takes a question back that has no answer. False when there is none.</summary>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public Task<bool> RecallAsync(string classId, int seat, string observer, string actor, CancellationToken cancellation) => _writer.RunAsync(
        null,
        scope =>
        {
            if (StoredResult.Lock(scope, classId, seat) is not { } sessionId || scope.Execute(Drop, new { sessionId, observer }) == 0)
            {
                return false;
            }

            Tell(scope, actor, AuditAct.ObserverRecalled, sessionId, classId);
            return true;
        },
        cancellation);

    private const string AskedOf = $"""
        SELECT c.id AS ClassId, s.name AS SchoolName, c.grade, c.letter, t.number, COALESCE(a.name, f.asked_by) AS AskedBy, f.asked_at AS AskedAt
        FROM observer_form f
        JOIN test_session x ON x.id = f.session_id
        JOIN seat t ON t.id = x.seat_id
        JOIN school_class c ON c.id = x.class_id
        JOIN school s ON s.id = c.school_id
        LEFT JOIN account a ON a.id = f.asked_by
        WHERE f.observer = @observer AND s.id = @school AND f.answered_at IS NULL AND f.declined_at IS NULL AND x.state = 'finished' AND {StoredResult.Agreed}
        ORDER BY f.asked_at, c.id, t.number
        """;

    /// <summary>What waits for an account at its place, the oldest first. Somebody who has gone to another school is asked nothing about the one before.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<AskedForms> AskedAsync(Account observer, CancellationToken cancellation) => new(
        _questionnaire.Now,
        [.. (await _database.QueryAsync<AskedRow>(AskedOf, new { observer = observer.Id, school = observer.Node.Id }, cancellation)).Select(row => row.ToForm())]);

    private const string Answer = """
        UPDATE observer_form SET version = @Version, answered_at = @answeredAt, declined_at = @declinedAt, answers = @answers
        WHERE session_id = @sessionId AND observer = @observer AND answered_at IS NULL AND declined_at IS NULL
        """;

    /// <summary>Keeps the answers of whoever was asked, or that they will give none.</summary>
    /// <param name="version">Of the questions that were read; nothing is asked for a no.</param>
    /// <param name="answers">By question; null: no.</param>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public async Task<ObserverOutcome> AnswerAsync(string classId, int seat, string? version, IReadOnlyList<int>? answers, string observer, CancellationToken cancellation)
    {
        ObserverQuestions questions = _questionnaire.Now;
        if (answers is not null && version != questions.Version)
        {
            return ObserverOutcome.Changed;
        }

        return answers is null || questions.Takes(answers)
            ? await _writer.RunAsync(null, scope => Keep(scope, classId, seat, questions, answers, observer), cancellation)
            : ObserverOutcome.Gone;
    }

    private ObserverOutcome Keep(WriteScope scope, string classId, int seat, ObserverQuestions questions, IReadOnlyList<int>? answers, string observer)
    {
        long now = _clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (StoredResult.Lock(scope, classId, seat) is not { } sessionId || scope.Execute(Answer, new
        {
            sessionId,
            observer,
            questions.Version,
            answeredAt = answers is null ? (long?)null : now,
            declinedAt = answers is null ? now : (long?)null,
            answers = answers is null ? null : JsonSerializer.Serialize(answers),
        }) == 0)
        {
            return ObserverOutcome.Gone;
        }

        Tell(scope, observer, answers is null ? AuditAct.ObserverDeclined : AuditAct.ObserverAnswered, sessionId, classId);
        return ObserverOutcome.Kept;
    }

    private void Tell(WriteScope scope, string actor, AuditAct act, string sessionId, string classId) =>
        _audit.Write(scope, new AuditEntry(actor, act, "session", sessionId, new OrgNode(NodeKind.Class, classId)));

    private sealed record StateRow
    {
        public long? AnsweredAt { get; init; }

        public long? DeclinedAt { get; init; }
    }

    private sealed record FormRow
    {
        public required string Observer { get; init; }

        public required string Name { get; init; }

        public required string Version { get; init; }

        public required long AskedAt { get; init; }

        public long? AnsweredAt { get; init; }

        public long? DeclinedAt { get; init; }

        public string? Answers { get; init; }

        public ObserverForm ToForm(ObserverQuestionnaire questionnaire) => new(
            Observer, Name, AskedAt, AnsweredAt, DeclinedAt, Answers is null ? null : questionnaire.Find(Version), Answers is null ? null : JsonSerializer.Deserialize<ImmutableArray<int>>(Answers));
    }

    private sealed record AskedRow
    {
        public required string ClassId { get; init; }

        public required string SchoolName { get; init; }

        public required int Grade { get; init; }

        public required string Letter { get; init; }

        public required int Number { get; init; }

        public required string AskedBy { get; init; }

        public required long AskedAt { get; init; }

        public AskedForm ToForm() => new(ClassId, SchoolName, $"{Grade}{Letter}", Number, AskedBy, AskedAt);
    }
}
