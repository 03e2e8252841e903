using System.Text.Json;
using System.Text.Json.Serialization;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Readiness;

/// <summary>What devices of classes are worth in a lesson: takes a check in, tells it by class and by school, forgets it.</summary>
public sealed class ReadinessDesk
{
    /// <summary>Devices of one class: three rooms full of computers.</summary>
    public const int MostDevices = 100;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    private readonly Database _database;
    private readonly Writer _writer;
    private readonly AuditLog _audit;
    private readonly TimeProvider _clock;

    internal ReadinessDesk(Database database, Writer writer, AuditLog audit, TimeProvider clock) =>
        (_database, _writer, _audit, _clock) = (database, writer, audit, clock);

    private long NowMs => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    private const string IsOpen = """
        SELECT COUNT(*) FROM check_link l
        JOIN school_class c ON c.id = l.class_id
        JOIN campaign g ON g.id = c.campaign_id
        WHERE l.class_id = @classId AND l.revision = @revision AND g.closes_at > @now
        """;

    private const string Update = """
        UPDATE device_check SET number = @number, checked_at = @now, verdict = @verdict, reasons = @reasons, measured = @measured
        WHERE class_id = @classId AND device = @device
        """;

    private const string Devices = "SELECT COUNT(*) FROM device_check WHERE class_id = @classId";

    private const string Insert = """
        INSERT INTO device_check (class_id, device, number, checked_at, verdict, reasons, measured)
        VALUES (@classId, @device, @number, @now, @verdict, @reasons, @measured)
        """;

    /// <summary>Judges what a device measured and keeps it instead of what it measured before.</summary>
    /// <param name="revision">Of the link the check was opened by.</param>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public Task<CheckOutcome> TakeAsync(
        string classId, int revision, CheckedDevice device, DeviceMeasurements measured, int? certificateDays, CancellationToken cancellation)
    {
        if (!device.IsPlausible || !measured.IsPlausible)
        {
            return Task.FromResult<CheckOutcome>(new CheckOutcome.Invalid());
        }

        IReadOnlyList<ReadinessFinding> findings = ReadinessRules.Judge(measured, certificateDays);
        DeviceVerdict verdict = ReadinessRules.VerdictOf(findings);
        var row = new
        {
            classId,
            revision,
            device = device.Id,
            number = device.Number,
            now = NowMs,
            verdict = StoredText.Of(verdict),
            reasons = JsonSerializer.Serialize(findings, Json),
            measured = JsonSerializer.Serialize(measured, Json),
        };
        return _writer.RunAsync<CheckOutcome>(
            null,
            scope =>
            {
                if (scope.Scalar<long>(IsOpen, row) == 0)
                {
                    return new CheckOutcome.Shut();
                }

                if (scope.Execute(Update, row) == 0)
                {
                    if (scope.Scalar<long>(Devices, row) >= MostDevices)
                    {
                        return new CheckOutcome.Full();
                    }

                    scope.Execute(Insert, row);
                }

                return new CheckOutcome.Taken(verdict, findings);
            },
            cancellation);
    }

    // As lessons are listed.
    private const string ClassesUnder = $"""
        SELECT s.id AS SchoolId, s.name AS SchoolName, c.id AS ClassId, c.grade, c.letter,
            COUNT(d.device) AS Checked,
            SUM(CASE WHEN d.verdict = 'ready' THEN 1 ELSE 0 END) AS Ready,
            SUM(CASE WHEN d.verdict = 'remarks' THEN 1 ELSE 0 END) AS Remarks,
            SUM(CASE WHEN d.verdict = 'notReady' THEN 1 ELSE 0 END) AS NotReady,
            MAX(d.checked_at) AS LastAtMs
        FROM school_class c
        JOIN school s ON s.id = c.school_id
        JOIN municipality m ON m.id = s.municipality_id
        JOIN campaign g ON g.id = c.campaign_id
        LEFT JOIN device_check d ON d.class_id = c.id
        WHERE {OrgPaths.SchoolUnder} AND {OrgPaths.NewestLessons}
        GROUP BY s.id, s.name, c.id, c.grade, c.letter
        ORDER BY s.name, s.id, c.grade, c.letter, c.id
        """;

    /// <summary>The classes at and under a place with counts, by school, also those where nothing was checked.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<IReadOnlyList<ClassReadiness>> ClassesAsync(OrgNode place, CancellationToken cancellation) =>
        [.. (await _database.QueryAsync<ClassRow>(ClassesUnder, new { kind = StoredText.Of(place.Kind), id = place.Id }, cancellation))
            .Select(row => new ClassReadiness(
                row.SchoolId, row.SchoolName, row.ClassId, $"{row.Grade}{row.Letter}", row.Checked, row.Ready, row.Remarks, row.NotReady, row.LastAtMs))];

    private const string CountsOf = """
        SELECT COUNT(device) AS Checked,
            COALESCE(SUM(CASE WHEN verdict = 'remarks' THEN 1 ELSE 0 END), 0) AS Remarks,
            COALESCE(SUM(CASE WHEN verdict = 'notReady' THEN 1 ELSE 0 END), 0) AS NotReady
        FROM device_check WHERE class_id = @classId
        """;

    /// <summary>How many devices of a class were checked and with what outcome.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<ReadinessCounts> CountAsync(string classId, CancellationToken cancellation)
    {
        CountRow row = (await _database.FirstOrDefaultAsync<CountRow>(CountsOf, new { classId }, cancellation))!;
        return new ReadinessCounts(row.Checked, row.Remarks, row.NotReady);
    }

    private const string Head = """
        SELECT s.name AS SchoolName, c.grade, c.letter FROM school_class c JOIN school s ON s.id = c.school_id WHERE c.id = @classId
        """;

    private const string DevicesOf = """
        SELECT number, checked_at AS CheckedAt, verdict, reasons, measured FROM device_check WHERE class_id = @classId ORDER BY number, checked_at, device
        """;

    /// <summary>Every device of a class; null when there is no such class.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<ReadinessNote?> NoteAsync(string classId, CancellationToken cancellation)
    {
        if (await _database.FirstOrDefaultAsync<HeadRow>(Head, new { classId }, cancellation) is not { } head)
        {
            return null;
        }

        IReadOnlyList<DeviceRow> rows = await _database.QueryAsync<DeviceRow>(DevicesOf, new { classId }, cancellation);
        return new ReadinessNote(classId, head.SchoolName, $"{head.Grade}{head.Letter}", [.. rows.Select(Show)]);
    }

    private static DeviceReadiness Show(DeviceRow row) => new(
        row.Number, StoredText.Read<DeviceVerdict>(row.Verdict), JsonSerializer.Deserialize<ReadinessFinding[]>(row.Reasons, Json)!, row.CheckedAt,
        JsonSerializer.Deserialize<DeviceMeasurements>(row.Measured, Json)!);

    private const string EraseClass = "DELETE FROM device_check WHERE class_id = @classId";

    /// <summary>Takes a class's note away; how many devices stood in it.</summary>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public Task<int> EraseAsync(string classId, string actor, CancellationToken cancellation) => _writer.RunAsync(
        null,
        scope =>
        {
            int erased = scope.Execute(EraseClass, new { classId });
            _audit.Write(scope, new AuditEntry(actor, AuditAct.ReadinessErased, "class", classId, new OrgNode(NodeKind.Class, classId), ""));
            return erased;
        },
        cancellation);

    private const string EraseOver = """
        DELETE FROM device_check WHERE class_id IN (SELECT c.id FROM school_class c JOIN campaign g ON g.id = c.campaign_id WHERE g.closes_at <= @now)
        """;

    /// <summary>Takes away what campaigns left that are over; how many devices.</summary>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public Task<int> ForgetAsync(CancellationToken cancellation) =>
        _writer.RunAsync(null, scope => scope.Execute(EraseOver, new { now = NowMs }), cancellation);

    private sealed record ClassRow
    {
        public required string SchoolId { get; init; }

        public required string SchoolName { get; init; }

        public required string ClassId { get; init; }

        public required int Grade { get; init; }

        public required string Letter { get; init; }

        public required int Checked { get; init; }

        public required int Ready { get; init; }

        public required int Remarks { get; init; }

        public required int NotReady { get; init; }

        public long? LastAtMs { get; init; }
    }

    private sealed record CountRow
    {
        public required int Checked { get; init; }

        public required int Remarks { get; init; }

        public required int NotReady { get; init; }
    }

    private sealed record HeadRow
    {
        public required string SchoolName { get; init; }

        public required int Grade { get; init; }

        public required string Letter { get; init; }
    }

    private sealed record DeviceRow
    {
        public required int Number { get; init; }

        public required long CheckedAt { get; init; }

        public required string Verdict { get; init; }

        public required string Reasons { get; init; }

        public required string Measured { get; init; }
    }
}
