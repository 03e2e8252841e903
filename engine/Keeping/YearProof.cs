using System.Data.Common;
using Dapper;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Reviews;

namespace Diagnostics.Engine.Keeping;

/// <summary>Proves what earlier years add to the reasons for a talk: of every session beside which one stands it is made again, and no other session has it.</summary>
internal static class YearProof
{
    private const string Stored = """
        SELECT f.battery_id AS BatteryId, f.battery_version AS BatteryVersion, f.answer_values AS AnswerValues, f.answer_times AS AnswerTimes, n.evidence
        FROM finished_session f
        JOIN review_need n ON n.session_id = f.session_id AND n.rule_version = @version
        WHERE f.session_id = @sessionId
        """;

    private const string WithChange = "SELECT session_id FROM review_need WHERE rule_version = @version AND evidence LIKE '%\"changed\"%'";

    public static void Prove(DbConnection connection, DbTransaction reading, BatteryLibrary batteries, StoreFindings findings, CancellationToken cancellation)
    {
        HashSet<string> told = [.. connection.Query<string>(WithChange, new { version = NeedRules.Version }, reading)];
        // Who is tied to an earlier year is few beside all: the ids first, their answers one at a time.
        string[] tied = [.. connection.Query<EarlierSession.Tie>(EarlierSession.Ids, transaction: reading, commandTimeout: 0).Select(one => one.SessionId).Distinct(StringComparer.Ordinal)];
        foreach (string sessionId in tied)
        {
            cancellation.ThrowIfCancellationRequested();
            told.Remove(sessionId);
            if (connection.QueryFirstOrDefault<Row>(Stored, new { sessionId, version = NeedRules.Version }, reading) is { } row
                && connection.QueryFirst<EarlierSession>(EarlierSession.OfSession, new { sessionId }, reading) is { } beside
                && TakenAnswers.Read(batteries, row.BatteryId, row.BatteryVersion, row.AnswerValues, row.AnswerTimes) is { } own
                && !Told(row).SequenceEqual(beside.Read(batteries) is { } earlier ? Evidence(NeedRules.Since(earlier, own)) : []))
            {
                findings.Add(StoreFaultKind.Need, sessionId, "what an earlier year adds to its reasons for a talk is not what the answers of both give");
            }
        }

        foreach (string sessionId in told)
        {
            findings.Add(StoreFaultKind.Need, sessionId, "a change since an earlier year is among its reasons for a talk, and no earlier year stands beside it");
        }
    }

    private static string[] Told(Row row) => Evidence(NeedRow.NeedsIn(row.Evidence));

    private static string[] Evidence(IEnumerable<Need> needs) => [.. needs.Where(need => need.Reason == NeedReason.Changed).SelectMany(need => need.Evidence)];

    private sealed record Row
    {
        public required string BatteryId { get; init; }

        public required string BatteryVersion { get; init; }

        public required string AnswerValues { get; init; }

        public required string AnswerTimes { get; init; }

        public required string Evidence { get; init; }
    }
}
