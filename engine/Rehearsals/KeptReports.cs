using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Rehearsals;

/// <summary>Reports of rehearsals of this server: kept, listed with what may be made of them, taken away. They are the whole server's; a region takes away only what it brought. Who may keep them is decided before.</summary>
public sealed class KeptReports
{
    public const int Most = 200;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    private readonly Database _database;
    private readonly Writer _writer;
    private readonly AuditLog _audit;
    private readonly TimeProvider _clock;

    internal KeptReports(Database database, Writer writer, AuditLog audit, TimeProvider clock) =>
        (_database, _writer, _audit, _clock) = (database, writer, audit, clock);

    private const string OfRun = "run";

    private const string OfFile = "file";

    private const string All = "SELECT id, origin, region_id AS RegionId, kept_at AS KeptAt, facts FROM rehearsal_report";

    /// <summary>The newest run first.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<ImmutableArray<KeptReport>> ReadAsync(CancellationToken cancellation) => Weigh(await _database.QueryAsync<Row>(All, null, cancellation));

    /// <summary>The same, with what this account may take away.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<ImmutableArray<KeptReport>> ReadAsync(Account reader, CancellationToken cancellation) =>
        [.. (await ReadAsync(cancellation)).Select(report => report with { MayDrop = MayDrop(reader, report.RegionId) })];

    /// <summary>The same within a transaction.</summary>
    internal static ImmutableArray<KeptReport> Read(WriteScope scope) => Weigh(scope.Query<Row>(All));

    /// <summary>The run that stands for most students, of such the newest; null where none stands for any.</summary>
    internal static KeptReport? BestOf(IEnumerable<KeptReport> reports) =>
        reports.Where(report => report.Refusal is null).OrderByDescending(report => report.StandsFor).ThenByDescending(report => report.Facts.StartedAtMs).FirstOrDefault();

    private const string Same = "SELECT id FROM rehearsal_report WHERE hash = @hash";

    private const string Confirm = "UPDATE rehearsal_report SET origin = @origin, region_id = NULL WHERE id = @known AND region_id IS NOT NULL";

    private const string Count = "SELECT COUNT(*) FROM rehearsal_report";

    private const string Insert = "INSERT INTO rehearsal_report (id, hash, origin, region_id, kept_at, facts) VALUES (@id, @hash, @origin, @regionId, @now, @facts)";

    /// <summary>Keeps the facts of a report; a file that is kept already is kept once, by the run or the operator rather than by a region.</summary>
    /// <param name="text">The file.</param>
    /// <param name="keeper">Null where the run itself brings it.</param>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public async Task<KeepOutcome> KeepAsync(string text, Account? keeper, CancellationToken cancellation)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        ReportReading reading = ReportReader.Read(text, now);
        if (reading.Facts is not { } facts)
        {
            return new KeepOutcome(null, reading.Fault);
        }

        var row = new
        {
            id = NewId.Next(),
            hash = Sha256Hex.Of(text),
            origin = keeper is null ? OfRun : OfFile,
            regionId = keeper is null || IsOperator(keeper) ? null : keeper.Node.Id,
            now = now.ToUnixTimeMilliseconds(),
            facts = JsonSerializer.Serialize(facts, Json),
        };
        return await _writer.RunAsync(
            null,
            scope =>
            {
                if (scope.FirstOrDefault<string>(Same, row) is { } known)
                {
                    if (row.regionId is null)
                    {
                        scope.Execute(Confirm, new { row.origin, known });
                    }

                    return new KeepOutcome(known, null);
                }

                if (scope.Scalar<long>(Count) >= Most)
                {
                    return new KeepOutcome(null, new ReportFault("", ReportFlaw.Full));
                }

                scope.Execute(Insert, row);
                Tell(scope, AuditAct.RehearsalReportKept, keeper, $"{facts.Students} {(facts.Holds ? "holds" : "fails")}");
                return new KeepOutcome(row.id, null);
            },
            cancellation);
    }

    private const string Brought = "SELECT region_id AS RegionId FROM rehearsal_report WHERE id = @id";

    private const string Named = "SELECT COUNT(*) FROM wave WHERE capacity_report = @id";

    private const string Delete = "DELETE FROM rehearsal_report WHERE id = @id";

    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public Task<DropReport> DropAsync(string id, Account keeper, CancellationToken cancellation) => _writer.RunAsync(
        null,
        scope =>
        {
            if (scope.FirstOrDefault<BroughtRow>(Brought, new { id }) is not { } brought)
            {
                return DropReport.Unknown;
            }

            if (!MayDrop(keeper, brought.RegionId))
            {
                return DropReport.NotOwn;
            }

            if (scope.Scalar<long>(Named, new { id }) > 0)
            {
                return DropReport.InUse;
            }

            scope.Execute(Delete, new { id });
            Tell(scope, AuditAct.RehearsalReportDropped, keeper, id);
            return DropReport.Done;
        },
        cancellation);

    private static bool IsOperator(Account account) => account.Node.Kind == NodeKind.Server;

    private static bool MayDrop(Account account, string? regionId) => IsOperator(account) || (account.Node.Kind == NodeKind.Region && account.Node.Id == regionId);

    private void Tell(WriteScope scope, AuditAct act, Account? keeper, string what)
    {
        OrgNode place = keeper?.Node ?? OrgNode.Server;
        _audit.Write(scope, new AuditEntry(keeper?.Id ?? AuditEntry.System, act, StoredText.Of(place.Kind), place.Id, place, what));
    }

    private static ImmutableArray<KeptReport> Weigh(IReadOnlyList<Row> rows)
    {
        (Row Row, RehearsalFacts Facts)[] runs =
        [
            .. rows.Select(row => (row, JsonSerializer.Deserialize<RehearsalFacts>(row.Facts, Json)!))
                .OrderByDescending(run => run.Item2.StartedAtMs).ThenBy(run => run.row.Id, StringComparer.Ordinal),
        ];
        return
        [
            .. CapacityRule.Weigh([.. runs.Select(run => new RehearsedRun(run.Facts, run.Row.RegionId is null))]).Zip(runs).Select(pair => new KeptReport(
                pair.Second.Row.Id, OriginOf(pair.Second.Row), pair.Second.Row.KeptAt, pair.Second.Facts, pair.First.Refusal, pair.First.StandsFor)
            {
                RegionId = pair.Second.Row.RegionId,
            }),
        ];
    }

    private static ReportOrigin OriginOf(Row row) =>
        row.Origin == OfRun ? ReportOrigin.Run : row.RegionId is null ? ReportOrigin.Operator : ReportOrigin.Region;

    private sealed record BroughtRow
    {
        public string? RegionId { get; init; }
    }

    private sealed record Row
    {
        public required string Id { get; init; }

        public required string Origin { get; init; }

        public string? RegionId { get; init; }

        public required long KeptAt { get; init; }

        public required string Facts { get; init; }
    }
}

/// <param name="Refusal">Why no capacity follows from it; null where one does.</param>
/// <param name="StandsFor">Real students at once.</param>
public sealed record KeptReport(string Id, ReportOrigin Origin, long KeptAtMs, RehearsalFacts Facts, RunRefusal? Refusal, int StandsFor)
{
    /// <summary>The region that brought it; null for the run and the operator.</summary>
    internal string? RegionId { get; init; }

    /// <summary>Whoever reads it may take it away.</summary>
    public bool MayDrop { get; init; }

    /// <summary>Of these as many as a slot of any length may hold; the entry may allow fewer.</summary>
    public int Spared => CapacityRule.Capacity(StandsFor, null, 1);

    /// <summary>In so many seconds of each minute of a slot's length everybody comes in.</summary>
    public double ComingInSeconds { get; } = CapacityRule.ComingInSeconds;

    /// <summary>Students of a slot so long; 0 where nothing follows from the report.</summary>
    public int CapacityFor(int slotMinutes) => CapacityRule.Capacity(StandsFor, Facts.EntriesPerSecond, slotMinutes);
}

/// <summary>How a report came here.</summary>
public enum ReportOrigin
{
    /// <summary>A region brought the file: it says how many a slot may hold and contradicts nobody.</summary>
    Region,

    /// <summary>The operator brought the file.</summary>
    Operator,

    /// <summary>The run told this server itself.</summary>
    Run,
}

/// <summary>One of the two.</summary>
/// <param name="Id">Of the kept report.</param>
public sealed record KeepOutcome(string? Id, ReportFault? Fault);

public enum DropReport
{
    Done,
    Unknown,

    /// <summary>Others brought it.</summary>
    NotOwn,

    /// <summary>A wave's capacity is from it.</summary>
    InUse,
}
