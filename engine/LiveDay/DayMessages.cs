using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.LiveDay;

/// <summary>
/// Short words of a region or a municipality to its schools on the day, for staff alone. What is open is kept in memory, because every class board asks for it;
/// a beat brings what other nodes wrote. Who may send where is decided before.
/// </summary>
public sealed class DayMessages
{
    public const int Longest = 300;
    public const int LeastMinutes = 10;
    public const int MostMinutes = 12 * 60;

    /// <summary>More at once before one school would be read by nobody.</summary>
    public const int MostOpen = 20;

    private readonly Database _database;
    private readonly Writer _writer;
    private readonly AuditLog _audit;
    private readonly TimeProvider _clock;
    private IReadOnlyList<DayMessage> _open = [];

    internal DayMessages(Database database, Writer writer, AuditLog audit, TimeProvider clock) =>
        (_database, _writer, _audit, _clock) = (database, writer, audit, clock);

    private long NowMs => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    private const string OpenOf = """
        SELECT d.place_kind AS PlaceKind, d.place_id AS PlaceId, s.municipality_id AS MunicipalityId
        FROM day_message d LEFT JOIN school s ON d.place_kind = 'school' AND s.id = d.place_id
        WHERE d.region_id = @regionId AND d.ends_at > @now
        """;

    private const string Insert = """
        INSERT INTO day_message (id, region_id, place_kind, place_id, words, sent_by, sent_at, ends_at)
        VALUES (@id, @regionId, @kind, @placeId, @words, @actor, @now, @endsAt)
        """;

    /// <summary>Sends words to all schools at or under a place. Control signs become spaces: it is shown as one line of plain text.</summary>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public async Task<MessageOutcome> SendAsync(OrgNode place, string? words, int minutes, string actor, CancellationToken cancellation)
    {
        string plain = Plain(words);
        if (plain.Length is 0 or > Longest || minutes is < LeastMinutes or > MostMinutes || place.Kind is NodeKind.Server or NodeKind.Class)
        {
            return new MessageOutcome.Invalid();
        }

        string id = NewId.Next();
        MessageOutcome outcome = await _writer.RunAsync<MessageOutcome>(
            null,
            scope =>
            {
                if (OrgPaths.Find(scope, place) is not { RegionId: { } regionId } path)
                {
                    return new MessageOutcome.Invalid();
                }

                long now = NowMs;
                if (MostSeen(path, place, [.. scope.Query<SpotRow>(OpenOf, new { regionId, now }).Select(row => row.ToSpot(regionId))]) >= MostOpen)
                {
                    return new MessageOutcome.TooMany();
                }

                scope.Execute(
                    Insert,
                    new { id, regionId, kind = StoredText.Of(place.Kind), placeId = place.Id, words = plain, actor, now, endsAt = now + (minutes * 60_000L) });
                _audit.Write(scope, new AuditEntry(actor, AuditAct.DayMessageSent, StoredText.Of(place.Kind), place.Id, place));
                return new MessageOutcome.Sent(id);
            },
            cancellation);
        await RefreshAsync(cancellation);
        return outcome;
    }

    /// <summary>How many the school of a place would see that sees the most: of those at or above it, and of those under it.</summary>
    private static int MostSeen(OrgPath path, OrgNode place, IReadOnlyList<(OrgNode Place, OrgPath Path)> open) =>
        open.Where(one => one.Path.LiesUnder(place)).Select(one => one.Path).Append(path).Distinct().Max(at => open.Count(one => at.LiesUnder(one.Place)));

    private const string SenderOf = "SELECT a.node_kind FROM day_message d JOIN account a ON a.id = d.sent_by WHERE d.id = @id";

    private const string EndNow = "UPDATE day_message SET ends_at = @now WHERE id = @id AND place_kind = @kind AND place_id = @placeId AND ends_at > @now";

    /// <summary>Takes words back that were sent to this place. False when none are open there, or they come from above whoever asks.</summary>
    /// <param name="actor">Somebody whose place is the one the words were sent to, or lies above it.</param>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public async Task<bool> EndAsync(string id, OrgNode place, Account actor, CancellationToken cancellation)
    {
        bool ended = await _writer.RunAsync(
            null,
            scope =>
            {
                bool done = MayEnd(scope.FirstOrDefault<string>(SenderOf, new { id }), actor.Node)
                    && scope.Execute(EndNow, new { id, kind = StoredText.Of(place.Kind), placeId = place.Id, now = NowMs }) == 1;
                if (done)
                {
                    _audit.Write(scope, new AuditEntry(actor.Id, AuditAct.DayMessageEnded, StoredText.Of(place.Kind), place.Id, place));
                }

                return done;
            },
            cancellation);
        await RefreshAsync(cancellation);
        return ended;
    }

    /// <summary>Sender and reader both stand at or above the place of the words, so that their kinds tell who is above whom.</summary>
    private static bool MayEnd(string? senderKind, OrgNode place) => senderKind is null || place.Kind <= StoredText.Read<NodeKind>(senderKind);

    private const string SentUnder = """
        SELECT d.id, d.place_kind AS PlaceKind, d.place_id AS PlaceId, d.words, d.sent_at AS SentAt, d.ends_at AS EndsAt, a.node_kind AS SenderKind,
            (SELECT COUNT(*) FROM school s JOIN municipality m ON m.id = s.municipality_id
                WHERE (d.place_kind = 'region' AND m.region_id = d.place_id) OR (d.place_kind = 'municipality' AND m.id = d.place_id)
                    OR (d.place_kind = 'school' AND s.id = d.place_id)) AS Schools
        FROM day_message d LEFT JOIN account a ON a.id = d.sent_by
        WHERE d.sent_at > @since AND ((@kind = 'region' AND d.region_id = @placeId)
            OR (@kind = 'municipality' AND ((d.place_kind = 'municipality' AND d.place_id = @placeId)
                OR (d.place_kind = 'school' AND d.place_id IN (SELECT s.id FROM school s WHERE s.municipality_id = @placeId)))))
        ORDER BY d.sent_at DESC
        """;

    private const string ReadBy = """
        SELECT e.message_id AS MessageId, s.name FROM day_message_read e JOIN day_message d ON d.id = e.message_id JOIN school s ON s.id = e.school_id
        WHERE d.sent_at > @since ORDER BY s.name
        """;

    /// <summary>What was sent at and under a place in the last day and night, the newest first, with the schools that have read it.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<IReadOnlyList<SentMessage>> SentAsync(OrgNode place, CancellationToken cancellation)
    {
        var asked = new { kind = StoredText.Of(place.Kind), placeId = place.Id, since = NowMs - (24 * 3_600_000L) };
        IReadOnlyList<SentRow> rows = await _database.QueryAsync<SentRow>(SentUnder, asked, cancellation);
        ILookup<string, string> readers = (await _database.QueryAsync<ReaderRow>(ReadBy, asked, cancellation)).ToLookup(row => row.MessageId, row => row.Name);
        return
        [
            .. rows.Select(row => new SentMessage(
                row.Id, StoredText.Read<NodeKind>(row.PlaceKind), row.PlaceId, row.Words, row.SentAt, row.EndsAt, row.EndsAt > NowMs,
                row.EndsAt > NowMs && MayEnd(row.SenderKind, place), row.Schools, [.. readers[row.Id]])),
        ];
    }

    /// <summary>What is open for a school now.</summary>
    public IReadOnlyList<DayMessage> Of(OrgPath school)
    {
        long now = NowMs;
        return [.. Volatile.Read(ref _open).Where(message => message.EndsAtMs > now && school.LiesUnder(message.Place))];
    }

    private const string IsFor = """
        SELECT COUNT(*) FROM day_message d JOIN school s ON s.id = @schoolId JOIN municipality m ON m.id = s.municipality_id
        WHERE d.id = @id AND ((d.place_kind = 'region' AND m.region_id = d.place_id) OR (d.place_kind = 'municipality' AND m.id = d.place_id)
            OR (d.place_kind = 'school' AND s.id = d.place_id))
        """;

    private const string IsRead = "SELECT COUNT(*) FROM day_message_read WHERE message_id = @id AND school_id = @schoolId";

    private const string InsertRead = "INSERT INTO day_message_read (message_id, school_id, read_at) VALUES (@id, @schoolId, @now)";

    /// <summary>Somebody of the school has read it; the first one counts. False when it was not sent there.</summary>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public Task<bool> ReadAsync(string id, string schoolId, string actor, CancellationToken cancellation) => _writer.RunAsync(
        null,
        scope =>
        {
            var read = new { id, schoolId, now = NowMs };
            if (scope.Scalar<long>(IsFor, read) == 0)
            {
                return false;
            }

            if (scope.Scalar<long>(IsRead, read) == 0)
            {
                scope.Execute(InsertRead, read);
                _audit.Write(scope, new AuditEntry(actor, AuditAct.DayMessageRead, "school", schoolId, new OrgNode(NodeKind.School, schoolId)));
            }

            return true;
        },
        cancellation);

    private const string Open = """
        SELECT id, place_kind AS PlaceKind, place_id AS PlaceId, words, sent_at AS SentAt, ends_at AS EndsAt FROM day_message WHERE ends_at > @now ORDER BY sent_at
        """;

    /// <summary>What is open as the store has it.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now: what was known stays.</exception>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        IReadOnlyList<OpenRow> rows = await _database.QueryAsync<OpenRow>(Open, new { now = NowMs }, cancellation);
        Volatile.Write(
            ref _open,
            [.. rows.Select(row => new DayMessage(row.Id, row.Words, row.SentAt, row.EndsAt) { Place = new OrgNode(StoredText.Read<NodeKind>(row.PlaceKind), row.PlaceId) })]);
    }

    private const string ForgetReads = "DELETE FROM day_message_read WHERE message_id IN (SELECT id FROM day_message WHERE ends_at <= @before)";

    private const string ForgetOld = "DELETE FROM day_message WHERE ends_at <= @before";

    /// <summary>Takes away what ended longer ago than a week: how many.</summary>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public Task<int> ForgetAsync(CancellationToken cancellation) => _writer.RunAsync(
        null,
        scope =>
        {
            var old = new { before = NowMs - (7 * 24 * 3_600_000L) };
            scope.Execute(ForgetReads, old);
            return scope.Execute(ForgetOld, old);
        },
        cancellation);

    private static string Plain(string? words) =>
        new string([.. (words ?? "").Select(sign => char.IsControl(sign) || char.GetUnicodeCategory(sign) == System.Globalization.UnicodeCategory.Format ? ' ' : sign)]).Trim();

    private sealed record OpenRow
    {
        public required string Id { get; init; }

        public required string PlaceKind { get; init; }

        public required string PlaceId { get; init; }

        public required string Words { get; init; }

        public required long SentAt { get; init; }

        public required long EndsAt { get; init; }
    }

    private sealed record SentRow
    {
        public required string Id { get; init; }

        public required string PlaceKind { get; init; }

        public required string PlaceId { get; init; }

        public required string Words { get; init; }

        public required long SentAt { get; init; }

        public required long EndsAt { get; init; }

        public required int Schools { get; init; }

        /// <summary>Null: sent by nobody with an account.</summary>
        public required string? SenderKind { get; init; }
    }

    private sealed record SpotRow
    {
        public required string PlaceKind { get; init; }

        public required string PlaceId { get; init; }

        /// <summary>Of a school.</summary>
        public string? MunicipalityId { get; init; }

        public (OrgNode Place, OrgPath Path) ToSpot(string regionId)
        {
            OrgNode place = new(StoredText.Read<NodeKind>(PlaceKind), PlaceId);
            return (place, place.Kind switch
            {
                NodeKind.School => new OrgPath(regionId, MunicipalityId, PlaceId, null),
                NodeKind.Municipality => new OrgPath(regionId, PlaceId, null, null),
                _ => new OrgPath(regionId, null, null, null),
            });
        }
    }

    private sealed record ReaderRow
    {
        public required string MessageId { get; init; }

        public required string Name { get; init; }
    }
}
