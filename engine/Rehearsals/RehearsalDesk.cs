using System.Runtime.CompilerServices;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Rehearsals;

/// <summary>Makes the classes of a load run, reads back what the store holds of them, and takes them away.</summary>
public sealed class RehearsalDesk
{
    /// <summary>The migration that made its table; what was erased has one older than that.</summary>
    internal const string Schema = "0011_rehearsal";

    /// <summary>A school has as many classes as four grades have letters here.</summary>
    private const int ClassesInSchool = 32;
    private const string Letters = "АБВГДЕЖЗ";

    /// <summary>Rows of the log in one reading or one deletion: nobody waits longer for it than for a batch of answers.</summary>
    private const long Window = 20_000;

    private readonly Database _database;
    private readonly Writer _writer;
    private readonly BatteryLibrary _batteries;
    private readonly CodeCards _cards;
    private readonly SessionRoll _roll;
    private readonly KeyRing _keys;
    private readonly AuditLog _audit;
    private readonly TimeProvider _clock;

    internal RehearsalDesk(
        Database database, Writer writer, BatteryLibrary batteries, CodeCards cards, SessionRoll roll, KeyRing keys, AuditLog audit, TimeProvider clock) =>
        (_database, _writer, _batteries, _cards, _roll, _keys, _audit, _clock) = (database, writer, batteries, cards, roll, keys, audit, clock);

    private const string OpenOne = "SELECT region_id AS RegionId, opened_at AS OpenedAt, log_floor AS LogFloor FROM rehearsal";

    private const string Mark = "INSERT INTO rehearsal (region_id, opened_at, log_floor) VALUES (@regionId, @now, @floor)";

    /// <summary>Makes the classes, each in a transaction of its own; the first one makes the region and says that it is a rehearsal.</summary>
    /// <exception cref="RehearsalOpenException">Another one is open, and is not to be replaced.</exception>
    public async Task<IReadOnlyList<RehearsedClass>> OpenAsync(RehearsalSize size, bool replace, CancellationToken cancellation)
    {
        if (!size.IsValid)
        {
            throw new ArgumentException(
                $"A rehearsal has 1..{RehearsalSize.MostClasses} classes of 1..{RehearsalSize.MostStudents} students.", nameof(size));
        }

        if (replace)
        {
            await CloseAsync(cancellation);
        }

        return await OpenAsync("Репетиция", $"{size.Classes}x{size.Students}", Rooms(size), cancellation);
    }

    /// <summary>The same with the classes that are wanted.</summary>
    /// <param name="name">Of the region.</param>
    /// <param name="told">For the log of deeds.</param>
    /// <param name="rooms">No two alike in one school.</param>
    /// <exception cref="RehearsalOpenException">Another one is open.</exception>
    internal async Task<IReadOnlyList<RehearsedClass>> OpenAsync(string name, string told, IEnumerable<RehearsedRoom> rooms, CancellationToken cancellation)
    {
        if (await FindAsync(cancellation) is { } open)
        {
            throw new RehearsalOpenException(open.OpenedAt);
        }

        var region = new Region(NewId.Next(), name);
        var municipality = new Municipality(NewId.Next(), region.Id, name);
        await _writer.RunAsync(
            null,
            scope =>
            {
                // A student's own decision is enough here: there are no parents.
                OrgTree.Write(scope, region, Campaign.Of(region, _clock.GetUtcNow()) with { Consent = new ConsentSettings { ParentsDecide = [] } });
                OrgTree.Write(scope, municipality);
                long floor = scope.Dialect.Shared ? 0 : scope.Scalar<long>("SELECT COALESCE(MAX(id), 0) FROM answer_log");
                scope.Execute(Mark, new { regionId = region.Id, now = _clock.GetUtcNow().ToUnixTimeMilliseconds(), floor });
                Tell(scope, AuditAct.RehearsalOpened, told);
                return true;
            },
            cancellation);
        return await OpenClassesAsync(municipality, rooms, cancellation);
    }

    private IEnumerable<RehearsedRoom> Rooms(RehearsalSize size)
    {
        for (int index = 0; index < size.Classes; index++)
        {
            int place = index % ClassesInSchool;
            int grade = 8 + (place % 4);
            yield return new RehearsedRoom(index / ClassesInSchool, grade, Letters[place / 4], _batteries.For(grade, BatteryVariant.Standard)!, size.Students);
        }
    }

    private async Task<IReadOnlyList<RehearsedClass>> OpenClassesAsync(Municipality municipality, IEnumerable<RehearsedRoom> rooms, CancellationToken cancellation)
    {
        List<RehearsedClass> made = [];
        Dictionary<int, School> schools = [];
        foreach (RehearsedRoom room in rooms)
        {
            if (!schools.TryGetValue(room.School, out School? school))
            {
                schools.Add(room.School, school = await AddSchoolAsync(municipality, room.School, cancellation));
            }

            var opening = new ClassOpening(
                new SchoolClass(NewId.Next(), school.Id, room.Grade, room.Letter.ToString(), NewId.Secret()),
                room.Battery, _batteries.PackageOf(room.Battery).Hash, new Sex?[room.Students], spares: 0);
            SchoolClass opened = await _writer.RunAsync(null, scope => Open(scope, opening), cancellation);
            CodeSheet sheet = (await _cards.ReadAsync(opened.Id, cancellation))!;
            made.Add(new RehearsedClass(opened.Id, room.Grade, opened.BoardLink, sheet.Pin, [.. sheet.Cards.Select(card => card.Code)]));
        }

        return made;
    }

    private const string LeftOpen = "SELECT h.region_id FROM rehearsal h JOIN region r ON r.id = h.region_id WHERE r.name = @name AND h.opened_at < @before";

    /// <summary>Takes away one of this name that was opened earlier: whoever opened it did not live to do it.</summary>
    internal async Task CloseLeftAsync(string name, TimeSpan earlier, CancellationToken cancellation)
    {
        var which = new { name, before = (_clock.GetUtcNow() - earlier).ToUnixTimeMilliseconds() };
        if (await _database.FirstOrDefaultAsync<string>(LeftOpen, which, cancellation) is not null)
        {
            await CloseAsync(cancellation);
        }
    }

    private SchoolClass Open(WriteScope scope, ClassOpening opening)
    {
        SchoolClass room = opening.Write(scope, _keys);
        scope.Execute(SimulatedLesson.Mark, new { room.Id });
        return room;
    }

    private Task<School> AddSchoolAsync(Municipality municipality, int number, CancellationToken cancellation) => _writer.RunAsync(
        null, scope => OrgTree.WriteSchool(scope, municipality.Id, $"Школа репетиции {number + 1}", Settlement.City), cancellation);

    private const string ClassesOf = """
        SELECT c.id FROM school_class c JOIN campaign g ON g.id = c.campaign_id WHERE g.region_id = @RegionId ORDER BY c.id
        """;

    private const string SessionsOfClass = """
        SELECT x.class_id AS ClassId, t.number AS Seat, CASE WHEN x.state = 'finished' THEN 1 ELSE 0 END AS Finished,
            COALESCE(f.last_number, 0) AS Numbers
        FROM test_session x JOIN seat t ON t.id = x.seat_id LEFT JOIN finished_session f ON f.session_id = x.id
        WHERE x.class_id = @classId ORDER BY t.number
        """;

    /// <summary>Every session of the open rehearsal, class by class.</summary>
    public async IAsyncEnumerable<StoredSession> SessionsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (string classId in await ClassesAsync(cancellation))
        {
            foreach (SessionRow row in await _database.QueryAsync<SessionRow>(SessionsOfClass, new { classId }, cancellation))
            {
                yield return new StoredSession(row.ClassId, row.Seat, row.Finished == 1, row.Numbers);
            }
        }
    }

    private const string LogWindow = """
        SELECT x.class_id AS ClassId, t.number AS Seat, l.number AS Number, l.item AS Item, l.value AS Value
        FROM answer_log l
        JOIN test_session x ON x.id = l.session
        JOIN seat t ON t.id = x.seat_id
        JOIN school_class c ON c.id = x.class_id
        JOIN campaign g ON g.id = c.campaign_id
        WHERE l.id > @from AND l.id <= @to AND g.region_id = @RegionId
        """;

    private const string LogOfClass = """
        SELECT x.class_id AS ClassId, t.number AS Seat, l.number AS Number, l.item AS Item, l.value AS Value
        FROM test_session x JOIN seat t ON t.id = x.seat_id JOIN answer_log l ON l.session = x.id
        WHERE x.class_id = @classId
        """;

    /// <summary>Every row the log holds of the open rehearsal, in no particular order; a row that stands twice comes twice.</summary>
    public async IAsyncEnumerable<StoredAnswer> AnswersAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        if (await FindAsync(cancellation) is not { } open)
        {
            yield break;
        }

        if (_database.Dialect.Shared)
        {
            foreach (string classId in await ClassesAsync(cancellation))
            {
                foreach (StoredAnswerRow row in await _database.QueryAsync<StoredAnswerRow>(LogOfClass, new { classId }, cancellation))
                {
                    yield return row.ToAnswer();
                }
            }

            yield break;
        }

        long end = await LogEndAsync(cancellation);
        for (long from = open.LogFloor; from < end; from += Window)
        {
            foreach (StoredAnswerRow row in await _database.QueryAsync<StoredAnswerRow>(
                LogWindow, new { from, to = Math.Min(from + Window, end), open.RegionId }, cancellation))
            {
                yield return row.ToAnswer();
            }
        }
    }

    // What refers to a row goes before it.
    private static readonly string[] DeletionsOfClass =
    [
        .. SessionTables.DeletionsOfClass,
        "DELETE FROM seat WHERE class_id = @classId",
        "DELETE FROM lesson_pause WHERE class_id = @classId",
        "DELETE FROM device_check WHERE class_id = @classId",
        "DELETE FROM check_link WHERE class_id = @classId",
        "DELETE FROM class_slot WHERE class_id = @classId",
        "DELETE FROM school_class WHERE id = @classId",
    ];

    private const string LogOfClassDeletion = "DELETE FROM answer_log WHERE session IN (SELECT id FROM test_session WHERE class_id = @classId)";

    private const string LogDeletion = """
        DELETE FROM answer_log WHERE id > @from AND id <= @to AND session IN (
            SELECT x.id FROM test_session x JOIN school_class c ON c.id = x.class_id JOIN campaign g ON g.id = c.campaign_id WHERE g.region_id = @RegionId)
        """;

    private static readonly string[] DeletionsOfRegion =
    [
        "DELETE FROM day_message_read WHERE message_id IN (SELECT id FROM day_message WHERE region_id = @RegionId)",
        "DELETE FROM day_message WHERE region_id = @RegionId",
        "DELETE FROM school_person WHERE school_id IN (SELECT s.id FROM school s JOIN municipality m ON m.id = s.municipality_id WHERE m.region_id = @RegionId)",
        "DELETE FROM wave WHERE campaign_id IN (SELECT id FROM campaign WHERE region_id = @RegionId)",
        "DELETE FROM link_click WHERE campaign_id IN (SELECT id FROM campaign WHERE region_id = @RegionId)",
        "DELETE FROM school_summary WHERE school_id IN (SELECT s.id FROM school s JOIN municipality m ON m.id = s.municipality_id WHERE m.region_id = @RegionId)",
        "DELETE FROM entered_figure WHERE school_id IN (SELECT s.id FROM school s JOIN municipality m ON m.id = s.municipality_id WHERE m.region_id = @RegionId)",
        "DELETE FROM school WHERE municipality_id IN (SELECT id FROM municipality WHERE region_id = @RegionId)",
        "DELETE FROM municipality WHERE region_id = @RegionId",
        "DELETE FROM report_edition WHERE campaign_id IN (SELECT id FROM campaign WHERE region_id = @RegionId)",
        "DELETE FROM report_draft WHERE campaign_id IN (SELECT id FROM campaign WHERE region_id = @RegionId)",
        "DELETE FROM norm_version WHERE region_id = @RegionId",
        "DELETE FROM demand_version WHERE region_id = @RegionId",
        "DELETE FROM content_version WHERE region_id = @RegionId",
        "DELETE FROM region_reading_place WHERE campaign_id IN (SELECT id FROM campaign WHERE region_id = @RegionId)",
        "DELETE FROM region_reading_form WHERE campaign_id IN (SELECT id FROM campaign WHERE region_id = @RegionId)",
        "DELETE FROM region_reading WHERE region_id = @RegionId",
        "DELETE FROM campaign WHERE region_id = @RegionId",
        "DELETE FROM rehearsal WHERE region_id = @RegionId",
        "DELETE FROM region WHERE id = @RegionId",
    ];

    /// <summary>Takes the open rehearsal away, in pieces; goes on where an earlier attempt ended. False when none is open.</summary>
    public async Task<bool> CloseAsync(CancellationToken cancellation)
    {
        if (await FindAsync(cancellation) is not { } open)
        {
            return false;
        }

        IReadOnlyList<string> classes = await ClassesAsync(cancellation);
        _roll.Forget(classes);
        if (!_database.Dialect.Shared)
        {
            long end = await LogEndAsync(cancellation);
            for (long from = open.LogFloor; from < end; from += Window)
            {
                var window = new { from, to = Math.Min(from + Window, end), open.RegionId };
                await _writer.RunAsync(null, scope => scope.Execute(LogDeletion, window), cancellation);
            }
        }

        foreach (string classId in classes)
        {
            await _writer.RunAsync(null, scope => DeleteClass(scope, classId), cancellation);
        }

        await _writer.RunAsync(null, scope => DeleteRegion(scope, open), cancellation);
        return true;
    }

    private static int DeleteClass(WriteScope scope, string classId)
    {
        int rows = scope.Dialect.Shared ? scope.Execute(LogOfClassDeletion, new { classId }) : 0;
        return rows + DeletionsOfClass.Sum(deletion => scope.Execute(deletion, new { classId }));
    }

    private bool DeleteRegion(WriteScope scope, RehearsalRow open)
    {
        foreach (string deletion in DeletionsOfRegion)
        {
            scope.Execute(deletion, new { open.RegionId });
        }

        Tell(scope, AuditAct.RehearsalClosed, "");
        return true;
    }

    private void Tell(WriteScope scope, AuditAct act, string told) =>
        _audit.Write(scope, new AuditEntry(AuditEntry.System, act, "server", OrgNode.Server.Id, OrgNode.Server, told));

    private Task<RehearsalRow?> FindAsync(CancellationToken cancellation) =>
        _database.FirstOrDefaultAsync<RehearsalRow>(OpenOne, null, cancellation);

    private async Task<IReadOnlyList<string>> ClassesAsync(CancellationToken cancellation) => await FindAsync(cancellation) is { } open
        ? await _database.QueryAsync<string>(ClassesOf, new { open.RegionId }, cancellation)
        : [];

    private async Task<long> LogEndAsync(CancellationToken cancellation) =>
        (await _database.QueryAsync<long>("SELECT COALESCE(MAX(id), 0) FROM answer_log", null, cancellation))[0];

    private sealed record RehearsalRow
    {
        public required string RegionId { get; init; }

        public required long OpenedAt { get; init; }

        public required long LogFloor { get; init; }
    }

    private sealed record SessionRow
    {
        public required string ClassId { get; init; }

        public required int Seat { get; init; }

        public required int Finished { get; init; }

        public required long Numbers { get; init; }
    }

    private sealed record StoredAnswerRow
    {
        public required string ClassId { get; init; }

        public required int Seat { get; init; }

        public required long Number { get; init; }

        public required int Item { get; init; }

        public required string Value { get; init; }

        public StoredAnswer ToAnswer() => new(ClassId, Seat, Number, Item, Value);
    }
}
