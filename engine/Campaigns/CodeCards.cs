using System.Globalization;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Campaigns;

/// <summary>The printable codes of a class; made again from the print key, never read from the database.</summary>
public sealed class CodeCards
{
    private readonly Database _database;
    private readonly Writer _writer;
    private readonly BatteryLibrary _batteries;
    private readonly KeyRing _keys;
    private readonly AuditLog _audit;
    private readonly ReplacedCodes _replaced;
    private readonly string _actor;

    internal CodeCards(
        Database database, Writer writer, BatteryLibrary batteries, KeyRing keys, AuditLog audit, ReplacedCodes replaced,
        string actor = AuditEntry.System) =>
        (_database, _writer, _batteries, _keys, _audit, _replaced, _actor) = (database, writer, batteries, keys, audit, replaced, actor);

    /// <summary>The same cards, with somebody at them: what is done is written down as theirs.</summary>
    public CodeCards By(string actor) => new(_database, _writer, _batteries, _keys, _audit, _replaced, actor);

    private const string Counted = "cards ";

    /// <summary>Cards on a printed sheet, by the remark of its entry; a sheet without a number counts as whole.</summary>
    internal static int CountIn(string remark) =>
        remark.StartsWith(Counted, StringComparison.Ordinal) ? int.Parse(remark.AsSpan(Counted.Length), NumberStyles.None, CultureInfo.InvariantCulture) : int.MaxValue;

    /// <summary>The sheet for printing, and the entry that it was printed and how many cards it has: a class that grows has more seats than that.</summary>
    public async Task<CodeSheet?> PrintAsync(string classId, CancellationToken cancellation)
    {
        CodeSheet? sheet = await ReadAsync(classId, cancellation);
        if (sheet is not null)
        {
            await _writer.RunAsync(
                null,
                scope =>
                {
                    Tell(scope, AuditAct.CardsPrinted, classId, Counted + sheet.Cards.Count.ToString(CultureInfo.InvariantCulture));
                    return true;
                },
                cancellation);
        }

        return sheet;
    }

    /// <summary>One card, and the entry that it was shown; null when there is no such seat.</summary>
    public async Task<CodeCard?> ShowAsync(string classId, int seat, CancellationToken cancellation)
    {
        CodeCard? card = (await ReadAsync(classId, cancellation))?.Cards.FirstOrDefault(one => one.Seat == seat);
        if (card is not null)
        {
            await _writer.RunAsync(
                null,
                scope =>
                {
                    Tell(scope, AuditAct.CardsPrinted, classId, $"seat {seat}");
                    return true;
                },
                cancellation);
        }

        return card;
    }

    private void Tell(WriteScope scope, AuditAct act, string classId, string detail) => _audit.Write(
        scope, new AuditEntry(_actor, act, "class", classId, new OrgNode(NodeKind.Class, classId), detail));

    private const string SheetHead = """
        SELECT r.name AS RegionName, s.id AS SchoolId, s.municipality_id AS MunicipalityId, s.name AS SchoolName, s.prefix, s.settlement,
            c.id AS ClassId, c.grade, c.letter, c.board_link AS BoardLink, c.pin_revision AS PinRevision,
            c.battery_id AS BatteryId, c.battery_version AS BatteryVersion
        FROM school_class c
        JOIN school s ON s.id = c.school_id
        JOIN municipality m ON m.id = s.municipality_id
        JOIN region r ON r.id = m.region_id
        WHERE c.id = @classId
        """;

    private const string SheetSeats =
        "SELECT id, number, spare, code_revision AS Revision FROM seat WHERE class_id = @classId ORDER BY number";

    /// <summary>Null when there is no such class.</summary>
    public async Task<CodeSheet?> ReadAsync(string classId, CancellationToken cancellation)
    {
        HeadRow? head = await _database.FirstOrDefaultAsync<HeadRow>(SheetHead, new { classId }, cancellation);
        if (head is null)
        {
            return null;
        }

        IReadOnlyList<SeatRow> seats = await _database.QueryAsync<SeatRow>(SheetSeats, new { classId }, cancellation);
        return new CodeSheet(
            head.RegionName,
            new School(head.SchoolId, head.MunicipalityId, head.SchoolName, head.Prefix, StoredText.Read<Settlement>(head.Settlement)),
            new SchoolClass(head.ClassId, head.SchoolId, head.Grade, head.Letter, head.BoardLink) { Variant = _batteries.Get(head.BatteryId, head.BatteryVersion).Variant },
            AccessCode.Pin(_keys.Print.Span, classId, head.PinRevision),
            [.. seats.Select(seat => new CodeCard(
                seat.Number, seat.Spare, AccessCode.Of(_keys.Print.Span, head.Prefix, seat.Id, seat.Revision).ToString()))]);
    }

    private const string SeatOfClass = """
        SELECT t.id, t.number, t.spare, t.code_revision AS Revision, s.prefix, x.id AS SessionId
        FROM seat t
        JOIN test_session x ON x.seat_id = t.id
        JOIN school_class c ON c.id = t.class_id
        JOIN school s ON s.id = c.school_id
        WHERE t.class_id = @classId AND t.number = @seat
        """;

    private const string UpdateCode = "UPDATE seat SET code_revision = @revision, code_hash = @hash WHERE id = @Id";

    /// <summary>
    /// A new code for one seat (a lost card). The old one, and every device it let in, is shut out at once; answers stay, and the new code goes on with
    /// them. False when there is no such seat.
    /// </summary>
    public async Task<bool> ReissueAsync(string classId, int seat, CancellationToken cancellation)
    {
        NewCode? made = await _writer.RunAsync(
            null,
            scope =>
            {
                if (scope.FirstOrDefault<SeatRow>(SeatOfClass, new { classId, seat }) is not { } row)
                {
                    return null;
                }

                (int revision, string hash) = ClassOpening.FreeCode(scope, _keys, row.Prefix!, row.Id, row.Revision + 1);
                Tell(scope, AuditAct.CodeReissued, classId, $"seat {seat}");
                scope.Keep(new LastingDeed(LastingDeedKind.Code, row.Id, revision));
                scope.Execute(UpdateCode, new { row.Id, revision, hash });
                return new NewCode(row.SessionId!, revision);
            },
            cancellation,
            code =>
            {
                if (code is not null)
                {
                    _replaced.Take(code.SessionId, code.Revision);
                }
            });
        if (made is not null)
        {
            _replaced.Tell(classId, made.SessionId);
        }

        return made is not null;
    }

    private const string RaisePin = "UPDATE school_class SET pin_revision = pin_revision + 1 WHERE id = @classId";

    private const string PinOfClass = "SELECT pin_revision FROM school_class WHERE id = @classId";

    /// <summary>A new PIN for the class's board; the old one, and every browser it opened the board for, opens nothing from now on. False when there is no such class.</summary>
    public Task<bool> RenewPinAsync(string classId, CancellationToken cancellation) =>
        _writer.RunAsync(
            null,
            scope =>
            {
                if (scope.Execute(RaisePin, new { classId }) != 1)
                {
                    return false;
                }

                scope.Keep(new LastingDeed(LastingDeedKind.BoardPin, classId, scope.Scalar<long>(PinOfClass, new { classId })));
                Tell(scope, AuditAct.BoardPinChanged, classId, "");
                return true;
            },
            cancellation);

    private const string SetPin = "UPDATE school_class SET pin_revision = @Number WHERE id = @ObjectId AND pin_revision < @Number";

    /// <summary>A PIN given out after the backup this store was restored from. False when nothing is to be done.</summary>
    internal bool RepeatPin(WriteScope scope, LastingDeed deed)
    {
        bool isDone = scope.Execute(SetPin, new { deed.ObjectId, deed.Number }) == 1;
        if (isDone)
        {
            Tell(scope, AuditAct.BoardPinChanged, deed.ObjectId, LastingDeed.Again);
        }

        return isDone;
    }

    private const string SeatAlone = """
        SELECT t.id, t.number, t.spare, t.code_revision AS Revision, s.prefix, t.class_id AS ClassId
        FROM seat t JOIN school_class c ON c.id = t.class_id JOIN school s ON s.id = c.school_id WHERE t.id = @ObjectId
        """;

    /// <summary>A code given out after the backup this store was restored from. False when nothing is to be done.</summary>
    internal bool Repeat(WriteScope scope, LastingDeed deed)
    {
        if (scope.FirstOrDefault<SeatRow>(SeatAlone, new { deed.ObjectId }) is not { } row || row.Revision >= deed.Number)
        {
            return false;
        }

        (int revision, string hash) = ClassOpening.FreeCode(scope, _keys, row.Prefix!, row.Id, (int)deed.Number);
        Tell(scope, AuditAct.CodeReissued, row.ClassId!, $"{LastingDeed.Again}: seat {row.Number}");
        return scope.Execute(UpdateCode, new { row.Id, revision, hash }) == 1;
    }

    private sealed record HeadRow
    {
        public required string RegionName { get; init; }

        public required string SchoolId { get; init; }

        public required string MunicipalityId { get; init; }

        public required string SchoolName { get; init; }

        public required string Prefix { get; init; }

        public required string Settlement { get; init; }

        public required string ClassId { get; init; }

        public required int Grade { get; init; }

        public required string Letter { get; init; }

        public required string BoardLink { get; init; }

        public required int PinRevision { get; init; }

        public required string BatteryId { get; init; }

        public required string BatteryVersion { get; init; }
    }

    private sealed record SeatRow
    {
        public required string Id { get; init; }

        public required int Number { get; init; }

        public required bool Spare { get; init; }

        public required int Revision { get; init; }

        public string? Prefix { get; init; }

        public string? ClassId { get; init; }

        public string? SessionId { get; init; }
    }

    private sealed record NewCode(string SessionId, int Revision);
}

/// <param name="Pin">Six digits that open the class board together with its link.</param>
public sealed record CodeSheet(string RegionName, School School, SchoolClass Class, string Pin, IReadOnlyList<CodeCard> Cards);

/// <param name="Code">As printed: groups of four separated by hyphens.</param>
public sealed record CodeCard(int Seat, bool Spare, string Code);
