using System.Collections.Immutable;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Reviews;

/// <summary>
/// Keeps the reasons of finished sessions: written with the finish; those of sessions that finished under other rules, or before there were any, are made in
/// portions of a class. Nothing is remembered between two portions but what the store holds.
/// </summary>
public sealed class NeedBook
{
    /// <summary>The migration after which a store has reasons and what groups count.</summary>
    internal const string Schema = "0028_group_facts";

    private readonly Database _database;
    private readonly Writer _writer;
    private readonly BatteryLibrary _batteries;

    internal NeedBook(Database database, Writer writer, BatteryLibrary batteries) => (_database, _writer, _batteries) = (database, writer, batteries);

    // Erased meanwhile, it has no packed row and gets no reasons.
    private const string Insert = """
        INSERT INTO review_need (session_id, reasons, evidence, rule_version, group_facts)
        SELECT f.session_id, @Reasons, @Evidence, @RuleVersion, @GroupFacts FROM finished_session f WHERE f.session_id = @SessionId
        """;

    internal static void Write(WriteScope scope, NeedRow row) => scope.Execute(Insert, row);

    private const string IsTied = "SELECT COUNT(*) FROM test_session own JOIN seat o ON o.id = own.seat_id WHERE own.id = @sessionId AND o.person IS NOT NULL";

    /// <summary>What an earlier year adds to the reasons of a session that finishes; nothing for the many that are tied to none.</summary>
    internal static ImmutableArray<Need> SinceEarlier(WriteScope scope, BatteryLibrary batteries, string sessionId, TakenAnswers own) =>
        scope.Scalar<long>(IsTied, new { sessionId }) > 0
        && scope.FirstOrDefault<EarlierSession>(EarlierSession.OfSession, new { sessionId })?.Read(batteries) is { } earlier
            ? NeedRules.Since(earlier, own)
            : [];

    private const string DeleteTied = """
        DELETE FROM review_need WHERE session_id IN (
            SELECT x.id FROM test_session own JOIN seat o ON o.id = own.seat_id JOIN seat t ON t.person = o.person JOIN test_session x ON x.seat_id = t.id
            WHERE own.id = @sessionId)
        """;

    /// <summary>What stands beside a session is about to be another: the reasons of all sessions of its student are to be made again.</summary>
    internal static void ForgetTied(WriteScope scope, string sessionId) => scope.Execute(DeleteTied, new { sessionId });

    private const string Due = """
        SELECT DISTINCT x.class_id
        FROM finished_session f
        JOIN test_session x ON x.id = f.session_id
        LEFT JOIN review_need n ON n.session_id = f.session_id AND n.rule_version = @version
        WHERE n.session_id IS NULL
        ORDER BY x.class_id
        """;

    /// <summary>Classes with a session whose reasons are to be made.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public Task<IReadOnlyList<string>> DueClassesAsync(CancellationToken cancellation) =>
        _database.QueryAsync<string>(Due, new { version = NeedRules.Version }, cancellation);

    private const string OfClass = """
        SELECT x.id AS SessionId, c.grade, f.battery_id AS BatteryId, f.battery_version AS BatteryVersion, f.answer_values AS AnswerValues,
            f.answer_times AS AnswerTimes, p.profile
        FROM test_session x
        JOIN school_class c ON c.id = x.class_id
        JOIN finished_session f ON f.session_id = x.id
        JOIN profile p ON p.session_id = x.id
        LEFT JOIN review_need n ON n.session_id = x.id AND n.rule_version = @version
        WHERE x.class_id = @classId AND n.session_id IS NULL
        """;

    private const string Delete = "DELETE FROM review_need WHERE session_id = @SessionId";

    /// <summary>
    /// Makes the reasons of a class that are missing or of other rules; how many there were. A battery this program does not have is passed over, and so is a row
    /// that cannot be read: a verification names it, and it must not hold up the others.
    /// </summary>
    /// <exception cref="StoreBusyException">The store cannot be read or written now.</exception>
    public async Task<int> RemakeAsync(string classId, CancellationToken cancellation)
    {
        IReadOnlyList<ProtocolRow> stored = await _database.QueryAsync<ProtocolRow>(OfClass, new { classId, version = NeedRules.Version }, cancellation);
        var beside = (await _database.QueryAsync<EarlierSession>(EarlierSession.OfClass, new { classId }, cancellation)).DistinctBy(one => one.SessionId).ToDictionary(one => one.SessionId);
        NeedRow[] rows = [.. stored.Select(row => RowOf(row, beside.GetValueOrDefault(row.SessionId))).OfType<NeedRow>()];
        return await _writer.RunAsync(
            null,
            scope =>
            {
                // Tied, untied or erased meanwhile: then it is made at the next time.
                var ties = scope.Query<EarlierSession.Tie>(EarlierSession.IdsOfClass, new { classId }).DistinctBy(one => one.SessionId).ToDictionary(one => one.SessionId, one => one.EarlierId);
                NeedRow[] asRead = [.. rows.Where(row => ties.GetValueOrDefault(row.SessionId) == beside.GetValueOrDefault(row.SessionId)?.EarlierId)];
                foreach (NeedRow row in asRead)
                {
                    // The row first: another node may be at the same class.
                    SessionRow.Lock(scope, row.SessionId);
                    scope.Execute(Delete, row);
                    Write(scope, row);
                }

                return asRead.Length;
            },
            cancellation);
    }

    private NeedRow? RowOf(ProtocolRow row, EarlierSession? beside)
    {
        if (_batteries.Find(row.BatteryId, row.BatteryVersion) is not { } battery)
        {
            return null;
        }

        try
        {
            var answers = PackedAnswers.FromJson(row.AnswerValues, row.AnswerTimes);
            ImmutableArray<Need> since = beside?.Read(_batteries) is { } earlier ? NeedRules.Since(earlier, new TakenAnswers(battery, answers)) : [];
            return NeedRow.Of(row.SessionId, row.Grade, battery, Profile.FromJson(row.Profile), answers).With(since);
        }
        catch (Exception unreadable) when (FinishedProtocol.IsUnreadable(unreadable))
        {
            return null;
        }
    }

    private sealed record ProtocolRow
    {
        public required string SessionId { get; init; }

        public required int Grade { get; init; }

        public required string BatteryId { get; init; }

        public required string BatteryVersion { get; init; }

        public required string AnswerValues { get; init; }

        public required string AnswerTimes { get; init; }

        public required string Profile { get; init; }
    }
}
