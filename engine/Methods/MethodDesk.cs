using System.Collections.Immutable;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Storage;
using Diagnostics.Engine.Tables;

namespace Diagnostics.Engine.Methods;

/// <summary>Methods a school holds on paper: their keys by version, and how its tables are read. Who may do it is decided before.</summary>
public sealed class MethodDesk
{
    public const int LongestTitle = 120;
    private const int MostMethods = 200;
    private const int MostColumns = 700;
    private const int MostWords = 3000;
    private const int LongestTarget = 2 * MethodKey.LongestItem;

    private readonly Database _database;
    private readonly Writer _writer;
    private readonly AuditLog _audit;
    private readonly TimeProvider _clock;

    internal MethodDesk(Database database, Writer writer, AuditLog audit, TimeProvider clock) =>
        (_database, _writer, _audit, _clock) = (database, writer, audit, clock);

    private const string OfSchool = $"""
        SELECT {MethodRow.Columns}, COALESCE(a.name, m.added_by) AS AddedBy,
            (SELECT COUNT(*) FROM method_sheet e WHERE e.method_id = m.id AND e.version = m.version) AS Sheets,
            (SELECT COUNT(*) FROM method_sheet e WHERE e.method_id = m.id AND e.version = m.version AND e.way = 'once') AS Waiting
        FROM method m LEFT JOIN account a ON a.id = m.added_by
        WHERE m.school_id = @school ORDER BY m.title, m.id, m.version
        """;

    /// <summary>All of a school, by title; versions of one follow each other.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<IReadOnlyList<MethodView>> ReadAsync(string school, CancellationToken cancellation) =>
        [.. (await _database.QueryAsync<ListedRow>(OfSchool, new { school }, cancellation)).Select(row => row.ToView())];

    private const string Finished = $"""
        SELECT c.id AS ClassId, c.grade, c.letter, c.kind, MAX(x.finished_at) AS FinishedAt
        FROM test_session x JOIN school_class c ON c.id = x.class_id
        WHERE c.school_id = @school AND x.state = 'finished' AND {StoredResult.Agreed}
        GROUP BY c.id, c.grade, c.letter, c.kind
        """;

    /// <summary>Classes and sittings where somebody finished and agreement stands, of earlier years too: the newest year first.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<IReadOnlyList<MethodRoom>> RoomsAsync(string school, CancellationToken cancellation) =>
    [
        .. (await _database.QueryAsync<RoomRow>(Finished, new { school }, cancellation)).Select(row => row.ToView())
            .OrderByDescending(room => room.SchoolYear).ThenBy(room => room.Kind).ThenBy(room => room.Grade).ThenBy(room => room.Letter, StringComparer.Ordinal).ThenBy(room => room.ClassId, StringComparer.Ordinal),
    ];

    /// <summary>What a key says; nothing is kept.</summary>
    public static KeyLook Look(string text, MissingAnswers missing)
    {
        try
        {
            MethodKey key = MethodKey.Read(text, missing);
            return new KeyLook(key.Items, key.Scales, null);
        }
        catch (TableException fault)
        {
            return new KeyLook([], [], new KeyFault(fault.Kind, fault.Line, fault.Column));
        }
    }

    private const string Last = "SELECT MAX(version) AS Version FROM method WHERE id = @id AND school_id = @school";

    private const string Count = "SELECT COUNT(*) FROM method WHERE school_id = @school";

    private const string Insert = """
        INSERT INTO method (id, version, school_id, title, key_text, missing, added_by, added_at)
        VALUES (@id, @version, @school, @title, @key, @missing, @actor, @now)
        """;

    /// <summary>Keeps a key, its own columns alone: of a new method, or as the next version of one. Null when it is no key, has no title, or the school has no such method or no room for more.</summary>
    /// <param name="id">The method; null for a new one.</param>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public async Task<(string Id, int Version)?> MakeAsync(
        string school, string? id, string title, string text, MissingAnswers missing, string actor, CancellationToken cancellation)
    {
        string named = title.Trim();
        if (named.Length is 0 or > LongestTitle || named.Any(char.IsControl) || Look(text, missing).Fault is not null)
        {
            return null;
        }

        return await _writer.RunAsync<(string, int)?>(
            null,
            scope =>
            {
                long? last = id is null ? 0 : scope.FirstOrDefault<LastRow>(Last, new { id, school })?.Version;
                if (last is null || scope.Scalar<long>(Count, new { school }) >= MostMethods)
                {
                    return null;
                }

                string own = id ?? NewId.Next();
                int version = (int)last + 1;
                scope.Execute(Insert, new { id = own, version, school, title = named, key = KeyCsv.Bare(text), missing = StoredText.Of(missing), actor, now = _clock.GetUtcNow().ToUnixTimeMilliseconds() });
                Tell(scope, actor, AuditAct.MethodMade, school, own);
                return (own, version);
            },
            cancellation);
    }

    private const string Drop = """
        DELETE FROM method WHERE id = @id AND version = @version AND school_id = @school
            AND NOT EXISTS (SELECT 1 FROM method_sheet e WHERE e.method_id = method.id AND e.version = method.version)
        """;

    private const string DropMapping = "DELETE FROM method_mapping WHERE method_id = @id AND NOT EXISTS (SELECT 1 FROM method m WHERE m.id = @id)";

    /// <summary>Takes a version away by which no sheet was kept. False when there is none.</summary>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public Task<bool> DropAsync(string school, string id, int version, string actor, CancellationToken cancellation) => _writer.RunAsync(
        null,
        scope =>
        {
            if (scope.Execute(Drop, new { school, id, version }) == 0)
            {
                return false;
            }

            scope.Execute(DropMapping, new { id });
            Tell(scope, actor, AuditAct.MethodDropped, school, id);
            return true;
        },
        cancellation);

    private const string MappingOf = """
        SELECT p.mapping FROM method_mapping p WHERE p.method_id = @id AND EXISTS (SELECT 1 FROM method m WHERE m.id = p.method_id AND m.school_id = @school)
        """;

    private const string IsOfSchool = "SELECT COUNT(*) FROM method WHERE id = @id AND school_id = @school";

    private const string DropOld = "DELETE FROM method_mapping WHERE method_id = @id";

    private const string InsertMapping = "INSERT INTO method_mapping (method_id, mapping, written_by, written_at) VALUES (@id, @mapping, @actor, @now)";

    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<MethodMapping> MappingAsync(string school, string id, CancellationToken cancellation) =>
        Read(await _database.FirstOrDefaultAsync<string>(MappingOf, new { school, id }, cancellation));

    /// <summary>Adds to how the school's tables are read; what is said anew replaces what was said. False when it makes no sense, or there is no such method.</summary>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public async Task<bool> RememberAsync(string school, string id, MethodMapping mapping, string actor, CancellationToken cancellation) =>
        mapping.Columns.All(one => IsHash(one.Key) && one.Value.Length <= LongestTarget && !one.Value.Any(char.IsControl))
        && mapping.Words.All(one => IsHash(one.Key) && one.Value is >= -1 and < byte.MaxValue)
        && await _writer.RunAsync(
            null,
            scope =>
            {
                if (scope.Scalar<long>(IsOfSchool, new { school, id }) == 0)
                {
                    return false;
                }

                MethodMapping before = Read(scope.FirstOrDefault<string>(MappingOf, new { school, id }));
                MethodMapping together = new(Union(before.Columns, mapping.Columns), Union(before.Words, mapping.Words));
                // Where old and new have no room together, the newest is what counts.
                MethodMapping all = HasRoom(together) ? together : mapping;
                if (!HasRoom(all))
                {
                    return false;
                }

                scope.Execute(DropOld, new { id });
                scope.Execute(InsertMapping, new { id, mapping = JsonSerializer.Serialize(all), actor, now = _clock.GetUtcNow().ToUnixTimeMilliseconds() });
                return true;
            },
            cancellation);

    private void Tell(WriteScope scope, string actor, AuditAct act, string school, string id) =>
        _audit.Write(scope, new AuditEntry(actor, act, "method", id, new OrgNode(NodeKind.School, school)));

    private static MethodMapping Read(string? mapping) => mapping is null
        ? new MethodMapping(ImmutableDictionary<string, string>.Empty, ImmutableDictionary<string, int>.Empty)
        : JsonSerializer.Deserialize<MethodMapping>(mapping)!;

    private static Dictionary<string, TValue> Union<TValue>(IReadOnlyDictionary<string, TValue> before, IReadOnlyDictionary<string, TValue> after) =>
        new(before.Where(one => !after.ContainsKey(one.Key)).Concat(after), StringComparer.Ordinal);

    private static bool HasRoom(MethodMapping mapping) => mapping.Columns.Count <= MostColumns && mapping.Words.Count <= MostWords;

    private static bool IsHash(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);

    private sealed record LastRow
    {
        public long? Version { get; init; }
    }

    private sealed record RoomRow
    {
        public required string ClassId { get; init; }

        public required int Grade { get; init; }

        public required string Letter { get; init; }

        public required string Kind { get; init; }

        public required long FinishedAt { get; init; }

        public MethodRoom ToView() => new(ClassId, Grade, Letter, StoredText.Read<ClassKind>(Kind), AnswerDay.SchoolYearOf(DateTimeOffset.FromUnixTimeMilliseconds(FinishedAt)));
    }

    private sealed record ListedRow : MethodRow
    {
        public required string AddedBy { get; init; }

        public required long Sheets { get; init; }

        public required long Waiting { get; init; }

        public MethodView ToView()
        {
            MethodKey key = ReadKey();
            return new MethodView(Id, Version, Title, ReadMissing, AddedBy, AddedAt, Sheets, Waiting, KeyMark, key.Items, key.Scales);
        }
    }
}
