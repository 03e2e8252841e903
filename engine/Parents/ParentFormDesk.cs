using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Consent;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Parents;

/// <summary>The parents' questions: answered by the link while the parent's agreement stands, read by psychologists beside the student's own answers. Who may read is decided before.</summary>
public sealed class ParentFormDesk
{
    /// <summary>No honest parent comes near it; it bounds what one link can put into the log of deeds.</summary>
    internal const int MostChanges = 100;

    private readonly Database _database;
    private readonly Writer _writer;
    private readonly ParentLinks _links;
    private readonly ParentQuestionnaire _questionnaire;
    private readonly AuditLog _audit;
    private readonly OpeningLog _openings;
    private readonly TimeProvider _clock;

    internal ParentFormDesk(
        Database database, Writer writer, ParentLinks links, ParentQuestionnaire questionnaire, AuditLog audit, OpeningLog openings, TimeProvider clock) =>
        (_database, _writer, _links, _questionnaire, _audit, _openings, _clock) = (database, writer, links, questionnaire, audit, openings, clock);

    private long NowMs => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    private const string Asked = """
        SELECT c.battery_id AS BatteryId, c.battery_version AS BatteryVersion, g.closes_at AS ClosesAt,
            CASE WHEN x.parent_consent = 1 AND COALESCE(x.consent, 1) = 1 AND x.state <> 'expired' THEN 1 ELSE 0 END AS Agreed
        FROM test_session x
        JOIN school_class c ON c.id = x.class_id
        JOIN campaign g ON g.id = c.campaign_id
        WHERE x.id = @sessionId
        """;

    /// <summary>The questions and the own answers; null when the link opens nothing, or nothing any more.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<ParentFormView?> LookAsync(string? link, CancellationToken cancellation)
    {
        if (await _links.FindAsync(link, cancellation) is not { Erased: null } seat
            || await _database.FirstOrDefaultAsync<AskedRow>(Asked, new { sessionId = seat.SessionId }, cancellation) is not { } asked)
        {
            return null;
        }

        ParentFormRow? row = await _database.FirstOrDefaultAsync<ParentFormRow>(ParentFormRow.OfSession, new { sessionId = seat.SessionId }, cancellation);
        return new ParentFormView(IsOpen(asked), asked.ClosesAt, row?.AnsweredAt, QuestionsOf(asked, row), row?.Given);
    }

    private const string Insert = """
        INSERT INTO parent_form (session_id, version, form, answered_at, changes, answers) VALUES (@sessionId, @Version, @Form, @now, 1, @answers)
        """;

    private const string Update = """
        UPDATE parent_form SET answered_at = @now, changes = changes + 1, answers = @answers WHERE session_id = @sessionId AND changes < @most AND answers <> @answers
        """;

    /// <summary>Keeps a parent's answers in place of earlier ones.</summary>
    /// <param name="version">Of the questions that were read, as is the form.</param>
    /// <param name="answers">By question, empty where the parent does not know.</param>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public async Task<ParentFormOutcome> AnswerAsync(string? link, string? version, string? form, IReadOnlyList<string>? answers, CancellationToken cancellation) =>
        await _links.FindAsync(link, cancellation) is { Erased: null } seat
            ? await _writer.RunAsync(null, scope => Keep(scope, seat, version, form, answers ?? []), cancellation)
            : ParentFormOutcome.Unknown;

    private ParentFormOutcome Keep(WriteScope scope, LinkedSeat seat, string? version, string? form, IReadOnlyList<string> answers)
    {
        // First of all: a withdrawal that is on its way comes before or after, and takes the answers with it.
        SessionRow.Lock(scope, seat.SessionId);
        var own = new { sessionId = seat.SessionId };
        if (scope.FirstOrDefault<AskedRow>(Asked, own) is not { } asked || !IsOpen(asked))
        {
            return ParentFormOutcome.Closed;
        }

        ParentFormRow? row = scope.FirstOrDefault<ParentFormRow>(ParentFormRow.OfSession, own);
        ParentQuestions questions = QuestionsOf(asked, row);
        if (questions.Version != version || questions.Form != form || !questions.Takes(answers))
        {
            return ParentFormOutcome.Invalid;
        }

        var given = new { own.sessionId, questions.Version, questions.Form, now = NowMs, most = MostChanges, answers = JsonSerializer.Serialize(answers) };
        if (scope.Execute(row is null ? Insert : Update, given) == 1)
        {
            _audit.Write(scope, new AuditEntry(AuditEntry.Parent, AuditAct.ParentAnswered, "session", seat.SessionId, new OrgNode(NodeKind.Class, seat.ClassId)));
        }

        return row?.Changes >= MostChanges ? ParentFormOutcome.Closed : ParentFormOutcome.Kept;
    }

    /// <summary>Null where nothing is finished, or somebody withdrew their agreement. It is part of the profile, and opening it the same entry in the log of deeds.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read, or the entry not be written now.</exception>
    public async Task<ParentFormState?> ReadAsync(string classId, int seat, string actor, CancellationToken cancellation)
    {
        if (await StoredResult.OpenAsync(_database, _openings, classId, seat, actor, cancellation) is not { } sessionId)
        {
            return null;
        }

        return new ParentFormState(
            await _database.FirstOrDefaultAsync<ParentFormRow>(ParentFormRow.OfSession, new { sessionId }, cancellation) is { } row
                ? new ParentForm(_questionnaire.Get(row.Version, row.Form), row.AnsweredAt, row.Given)
                : null);
    }

    private bool IsOpen(AskedRow asked) => asked.Agreed == 1 && NowMs < asked.ClosesAt;

    /// <summary>What was answered is corrected by the questions it was answered to.</summary>
    private ParentQuestions QuestionsOf(AskedRow asked, ParentFormRow? row) =>
        row is null ? _questionnaire.For(asked.BatteryId, asked.BatteryVersion) : _questionnaire.Get(row.Version, row.Form);

    private sealed record AskedRow
    {
        public required string BatteryId { get; init; }

        public required string BatteryVersion { get; init; }

        public required long ClosesAt { get; init; }

        public required int Agreed { get; init; }
    }
}
