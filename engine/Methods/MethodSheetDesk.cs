using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Methods;

/// <summary>Reads sheets of a class and of a student, with scores that are computed as they are read. Who may do it is decided before.</summary>
public sealed class MethodSheetDesk
{
    /// <summary>Most rows of a table that are written at once.</summary>
    public const int MostRows = 40;

    private readonly Database _database;
    private readonly MethodSheetPen _pen;
    private readonly Writer _writer;
    private readonly OpeningLog _openings;

    internal MethodSheetDesk(Database database, MethodSheetPen pen, Writer writer, OpeningLog openings) =>
        (_database, _pen, _writer, _openings) = (database, pen, writer, openings);

    private const string RoomOf = """
        SELECT s.name AS SchoolName, c.grade, c.letter FROM school_class c JOIN school s ON s.id = c.school_id
        WHERE c.id = @classId AND EXISTS (SELECT 1 FROM method m WHERE m.school_id = s.id AND m.id = @method)
        """;

    private const string OpenSeats = $"""
        SELECT t.number FROM test_session x JOIN seat t ON t.id = x.seat_id
        WHERE x.class_id = @classId AND x.state = 'finished' AND {StoredResult.Agreed} ORDER BY t.number
        """;

    private const string OfClass = $"""
        SELECT t.number AS Seat, {SheetRow.Columns}
        FROM method_sheet e
        JOIN test_session x ON x.id = e.session_id
        JOIN seat t ON t.id = x.seat_id
        WHERE x.class_id = @classId AND e.method_id = @method AND x.state = 'finished' AND {StoredResult.Agreed}
        ORDER BY t.number, e.held_on
        """;

    private const string VersionsOf = $"SELECT {MethodRow.Columns} FROM method m WHERE m.id = @method";

    /// <summary>Null when the class's school holds no such method. Opening it is an entry in the log of deeds.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read, or the entry not be written now.</exception>
    public async Task<ClassSheets?> ReadAsync(string classId, string method, string actor, CancellationToken cancellation)
    {
        var asked = new { classId, method };
        if (await _database.FirstOrDefaultAsync<RoomRow>(RoomOf, asked, cancellation) is not { } room)
        {
            return null;
        }

        await _openings.TellAsync(actor, AuditAct.MethodSheetsRead, new OrgNode(NodeKind.Class, classId), cancellation);
        Dictionary<int, MethodKey> keys = (await _database.QueryAsync<MethodRow>(VersionsOf, asked, cancellation)).ToDictionary(row => row.Version, row => row.ReadKey());
        IReadOnlyList<int> seats = await _database.QueryAsync<int>(OpenSeats, asked, cancellation);
        IReadOnlyList<PlacedRow> sheets = await _database.QueryAsync<PlacedRow>(OfClass, asked, cancellation);
        return new ClassSheets(room.SchoolName, $"{room.Grade}{room.Letter}", [.. seats], [.. sheets.Select(sheet => sheet.ToView(keys))]);
    }

    private const string OfSeat = $"""
        SELECT {MethodRow.Columns}, e.held_on AS HeldOn, e.answers, e.way, e.written_at AS WrittenAt
        FROM method_sheet e
        JOIN method m ON m.id = e.method_id AND m.version = e.version
        WHERE e.session_id = @sessionId AND e.way <> 'once'
        ORDER BY m.title, m.id, e.held_on
        """;

    /// <summary>What stands of one student, sheets of one method side by side. Null where nothing is finished, or somebody withdrew. It is part of the profile, and opening it the same entry in the log of deeds.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read, or the entry not be written now.</exception>
    public async Task<IReadOnlyList<StudentSheet>?> ReadOneAsync(string classId, int seat, string actor, CancellationToken cancellation)
    {
        if (await StoredResult.OpenAsync(_database, _openings, classId, seat, actor, cancellation) is not { } sessionId)
        {
            return null;
        }

        return [.. (await _database.QueryAsync<StudentRow>(OfSeat, new { sessionId }, cancellation)).Select(row => row.ToView())];
    }

    /// <summary>Keeps a first keying, or compares a second one with it. Whatever is refused or asked back has written nothing; the same may be sent again. Null when there is no such version, or it has another key now.</summary>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public Task<KeyingOutcome?> KeyAsync(string classId, string method, SheetKeying keyed, string actor, CancellationToken cancellation) =>
        _writer.RunAsync(null, scope => _pen.Key(scope, classId, method, keyed, actor), cancellation);

    /// <summary>Writes rows of a table: each by itself, and none over what is not as it was looked at. Null when there is no such version, or it has another key now.</summary>
    /// <exception cref="StoreBusyException">The store cannot write now; the same rows may be sent again.</exception>
    public Task<ImportOutcome?> ImportAsync(
        string classId, string method, KeyUsed used, IReadOnlyList<SheetRowOrder> rows, string actor, CancellationToken cancellation) =>
        _writer.RunAsync(null, scope => _pen.Import(scope, classId, method, used, rows, actor), cancellation);

    /// <summary>Takes a sheet away, to be keyed anew or because it is somebody else's. False when there is none, or it is not as it was looked at.</summary>
    /// <param name="mark">Of the sheet that was looked at.</param>
    /// <exception cref="StoreBusyException">The store cannot write now.</exception>
    public Task<bool> DropAsync(string classId, string method, int seat, string heldOn, string mark, string actor, CancellationToken cancellation) =>
        _writer.RunAsync(null, scope => _pen.Drop(scope, classId, method, seat, heldOn, mark, actor), cancellation);

    private sealed record RoomRow
    {
        public required string SchoolName { get; init; }

        public required int Grade { get; init; }

        public required string Letter { get; init; }
    }

    private sealed record PlacedRow
    {
        public required int Seat { get; init; }

        public required string HeldOn { get; init; }

        public required int Version { get; init; }

        public required string Answers { get; init; }

        public required string Way { get; init; }

        public required long WrittenAt { get; init; }

        public SheetView ToView(Dictionary<int, MethodKey> keys)
        {
            SheetWay way = StoredText.Read<SheetWay>(Way);
            IReadOnlyList<int?> answers = SheetRow.Read(Answers);
            return new SheetView(Seat, HeldOn, Version, way, WrittenAt, SheetRow.MarkOf(Version, answers), way == SheetWay.Once ? null : keys[Version].Score(answers));
        }
    }

    private sealed record StudentRow : MethodRow
    {
        public required string HeldOn { get; init; }

        public required string Answers { get; init; }

        public required string Way { get; init; }

        public required long WrittenAt { get; init; }

        public StudentSheet ToView() => new(Id, Title, Version, HeldOn, StoredText.Read<SheetWay>(Way), WrittenAt, ReadKey().Score(SheetRow.Read(Answers)));
    }
}
