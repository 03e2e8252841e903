using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Dapper;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Sessions;

/// <summary>
/// The append-only log of answers, the only truth. Appends go to the writer; readings are for starts, takeovers and recoveries.
/// </summary>
internal sealed class AnswerLog(Database database, Writer writer)
{
    /// <summary>Queues a batch; never blocks. False when the queue is full.</summary>
    public bool TryAppend(AnswerBatch batch) => writer.TryAppend(batch);

    private const string Select = "SELECT session, number, item, value, at_ms AS AtMs, server_ms AS ServerMs, flags FROM answer_log";

    private const string OneSession = Select + " WHERE session = @session ORDER BY number";

    /// <summary>A session's answers inside a transaction. Only on shared stores, where the log has a key.</summary>
    public static IReadOnlyList<LoggedAnswer> Read(WriteScope scope, string session) =>
        [.. scope.Query<Row>(OneSession, new { session }).Select(row => row.ToAnswer())];

    /// <summary>A session's answers over the writer's connection. Only on shared stores.</summary>
    public static IReadOnlyList<LoggedAnswer> Read(DbConnection connection, string session) =>
        [.. connection.Query<Row>(OneSession, new { session }).Select(row => row.ToAnswer())];

    /// <summary>A session's answers. Only on shared stores.</summary>
    public async Task<IReadOnlyList<LoggedAnswer>> ReadAsync(string session, CancellationToken cancellation) =>
        [.. (await database.QueryAsync<Row>(OneSession, new { session }, cancellation)).Select(row => row.ToAnswer())];

    private static string Newer(Dialect dialect) => $"""
        SELECT l.session, l.number, l.item, l.value, l.at_ms AS AtMs, l.server_ms AS ServerMs, l.flags
        FROM {dialect.JsonRows} JOIN answer_log l ON l.session = r.id AND l.number > CAST(r.body AS bigint)
        ORDER BY l.session, l.number
        """;

    /// <summary>What stands behind the marks of sessions, in the order of their numbers. Only on shared stores.</summary>
    /// <param name="marks">The number that is known, by session.</param>
    public async Task<IEnumerable<(string Session, LoggedAnswer Answer)>> ReadNewerAsync(IReadOnlyDictionary<string, long> marks, CancellationToken cancellation)
    {
        string rows = JsonSerializer.Serialize(marks.Select(mark => new { id = mark.Key, body = mark.Value.ToString(CultureInfo.InvariantCulture) }));
        return (await database.QueryAsync<Row>(Newer(database.Dialect), new { rows }, cancellation)).Select(row => (row.Session, row.ToAnswer()));
    }

    /// <summary>Log rows that are looked through at once where the log has no key: a walk in portions holds up nobody who writes.</summary>
    private const long Portion = 50_000;

    private const string Bounds = """
        SELECT COALESCE((SELECT x.log_floor FROM test_session x WHERE x.id = @session), 0) AS First, COALESCE((SELECT MAX(id) FROM answer_log), 0) AS Last
        """;

    private const string Window = Select + " WHERE id > @from AND id <= @to AND session = @session ORDER BY id";

    /// <summary>A finished session's answers, wherever the log stands.</summary>
    /// <param name="last">Number of the last one: where it is found the walk ends.</param>
    public async Task<IReadOnlyList<LoggedAnswer>> ReadWholeAsync(string session, long last, CancellationToken cancellation)
    {
        if (database.Dialect.Shared)
        {
            return await ReadAsync(session, cancellation);
        }

        List<LoggedAnswer> found = [];
        BoundsRow bounds = (await database.FirstOrDefaultAsync<BoundsRow>(Bounds, new { session }, cancellation))!;
        for (long from = bounds.First; from < bounds.Last && (found.Count == 0 || found[^1].Number < last); from += Portion)
        {
            found.AddRange((await database.QueryAsync<Row>(Window, new { from, to = from + Portion, session }, cancellation)).Select(row => row.ToAnswer()));
        }

        return found;
    }

    private const string Tail = Select + " WHERE id > @floor AND session IN (SELECT x.id FROM test_session x WHERE x.state IN ('inProgress', 'paused')) ORDER BY id";

    /// <summary>Streams what the log holds of unfinished sessions above a log id, in the order of writing. Only where the log has ids (SQLite).</summary>
    public static IEnumerable<(string Session, LoggedAnswer Answer)> ReadTail(DbConnection connection, long floor) =>
        connection.Query<Row>(Tail, new { floor }, buffered: false).Select(row => (row.Session, row.ToAnswer()));

    private sealed record BoundsRow
    {
        public required long First { get; init; }

        public required long Last { get; init; }
    }

    private sealed record Row
    {
        public required string Session { get; init; }

        public required long Number { get; init; }

        public required int Item { get; init; }

        public required string Value { get; init; }

        public required long AtMs { get; init; }

        public required long ServerMs { get; init; }

        public required int Flags { get; init; }

        public LoggedAnswer ToAnswer() => new(Number, Item, AnswerRules.Canonical(Value), AtMs, ServerMs, (AnswerRemarks)Flags);
    }
}
