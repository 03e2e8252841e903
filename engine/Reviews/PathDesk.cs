using System.Collections.Immutable;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Reviews;

/// <summary>Opens how one student answered, from the log of answers, and writes into the log of deeds who did. Who may do it is decided before.</summary>
public sealed class PathDesk
{
    private readonly Database _database;
    private readonly BatteryLibrary _batteries;
    private readonly AnswerLog _log;
    private readonly OpeningLog _openings;

    internal PathDesk(Database database, BatteryLibrary batteries, AnswerLog log, OpeningLog openings) =>
        (_database, _batteries, _log, _openings) = (database, batteries, log, openings);

    private const string OfSeat = $"""
        SELECT x.id AS SessionId, f.last_number AS LastNumber, f.battery_id AS BatteryId, f.battery_version AS BatteryVersion
        FROM seat t
        JOIN test_session x ON x.seat_id = t.id
        JOIN finished_session f ON f.session_id = x.id
        WHERE {StoredResult.AtSeat}
        """;

    /// <summary>Null where nothing is finished, or somebody withdrew their agreement.</summary>
    /// <param name="actor">Identifier of the account that opens it.</param>
    /// <exception cref="StoreBusyException">The store cannot be read, or the entry not be written now.</exception>
    public async Task<AnswerPath?> ReadAsync(string classId, int seat, string actor, CancellationToken cancellation)
    {
        if (await _database.FirstOrDefaultAsync<Row>(OfSeat, new { classId, seat }, cancellation) is not { } row)
        {
            return null;
        }

        await _openings.TellOfSessionAsync(actor, AuditAct.AnswerPathRead, row.SessionId, classId, cancellation);
        return Of(_batteries.Get(row.BatteryId, row.BatteryVersion), await _log.ReadWholeAsync(row.SessionId, row.LastNumber, cancellation));
    }

    internal static AnswerPath Of(Battery battery, IReadOnlyList<LoggedAnswer> log)
    {
        Dictionary<int, string> values = [];
        ImmutableArray<PathEntry>.Builder entries = ImmutableArray.CreateBuilder<PathEntry>(log.Count);
        long? before = null;
        foreach (LoggedAnswer one in log)
        {
            bool isOnPaper = one.Remarks.HasFlag(AnswerRemarks.OnPaper);
            entries.Add(Tell(battery, one, values.GetValueOrDefault(one.Item)) with
            {
                TookMs = !isOnPaper && before is { } last && one.AtMs >= last ? one.AtMs - last : null,
                IsAfterLimit = one.Remarks.HasFlag(AnswerRemarks.AfterLimit),
                IsLate = one.Remarks.HasFlag(AnswerRemarks.Late),
                IsOnPaper = isOnPaper,
            });
            values[one.Item] = one.Value;
            before = isOnPaper ? null : one.AtMs;
        }

        return new AnswerPath(
            [.. battery.Steps.Select(step => new PathSection(SectionTitle.Of(step.Instrument), step.HasTasks, [.. step.Form.Items.Select(AnswerWords.Of)]))],
            entries.MoveToImmutable());
    }

    private static PathEntry Tell(Battery battery, LoggedAnswer one, string? earlier)
    {
        if (one.Item >= battery.ItemCount)
        {
            return new PathEntry(one.Item - battery.ItemCount, null, PathAct.Began, one.AtMs, null, null, false, false, false);
        }

        int section = battery.Steps.Count(step => step.FirstItem <= one.Item) - 1;
        BatteryStep asked = battery.Steps[section];
        int question = one.Item - asked.FirstItem;
        bool isTold = one.Value.Length > 0 && !asked.HasTasks;
        return new PathEntry(
            section, question, ActOf(one.Value, earlier), one.AtMs, null, isTold ? AnswerWords.Of(asked.Form.Items[question], one.Value) : null, false, false, false);
    }

    private static PathAct ActOf(string value, string? earlier) =>
        value.Length == 0 ? PathAct.Skipped
        : string.IsNullOrEmpty(earlier) ? PathAct.Answered
        : value == earlier ? PathAct.Again : PathAct.Changed;

    private sealed record Row
    {
        public required string SessionId { get; init; }

        public required long LastNumber { get; init; }

        public required string BatteryId { get; init; }

        public required string BatteryVersion { get; init; }
    }
}
