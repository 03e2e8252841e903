using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Roster;

/// <summary>A class as the store has it, as far as an import looks at it.</summary>
/// <param name="HasBegun">Somebody came in, or the lesson is on.</param>
/// <param name="HasList">The school has written down who sits where: the order of the places is the school's from then on.</param>
internal sealed record StoredClass(string Id, string SchoolId, ClassName Name, BatteryVariant Variant, bool HasBegun, bool HasList, IReadOnlyList<StoredSeat> Seats)
{
    public int Regular => Seats.Count(seat => !seat.Spare);

    private const string Classes = """
        SELECT c.id, c.school_id AS SchoolId, c.grade, c.letter, c.battery_id AS BatteryId, c.battery_version AS BatteryVersion, c.lesson,
            CASE WHEN EXISTS (SELECT 1 FROM name_list n WHERE n.class_id = c.id) THEN 1 ELSE 0 END AS HasList
        FROM school_class c JOIN school s ON s.id = c.school_id JOIN municipality m ON m.id = s.municipality_id
        WHERE c.kind = 'lesson' AND c.campaign_id = (SELECT MAX(g.id) FROM campaign g WHERE g.region_id = m.region_id
                AND g.year = (SELECT MAX(y.year) FROM campaign y WHERE y.region_id = m.region_id))
            AND
        """;

    private const string SeatsOf = """
        SELECT t.id, t.class_id AS ClassId, t.number, t.spare, t.sex, x.accommodation,
            CASE WHEN x.state = 'issued' AND x.epoch = 0 AND x.device IS NULL AND x.consent IS NULL THEN 0 ELSE 1 END AS HasEntered
        FROM seat t JOIN test_session x ON x.seat_id = t.id JOIN school_class c ON c.id = t.class_id JOIN school s ON s.id = c.school_id
        WHERE c.kind = 'lesson' AND
        """;

    private const string OfMunicipality = " s.municipality_id = @id";

    private const string OfSchool = " s.id = @id";

    private const string InOrder = " ORDER BY t.class_id, t.number";

    /// <summary>All classes of a municipality in the newest campaign, by school and name.</summary>
    public static async Task<Dictionary<(string SchoolId, string Key), StoredClass>> OfMunicipalityAsync(
        Database store, BatteryLibrary batteries, string id, CancellationToken cancellation) => Joined(
            await store.QueryAsync<ClassRow>(Classes + OfMunicipality, new { id }, cancellation),
            await store.QueryAsync<SeatRow>(SeatsOf + OfMunicipality + InOrder, new { id }, cancellation), batteries);

    /// <summary>The same of one school inside a transaction.</summary>
    public static Dictionary<(string SchoolId, string Key), StoredClass> Of(WriteScope scope, BatteryLibrary batteries, string schoolId) => Joined(
        scope.Query<ClassRow>(Classes + OfSchool, new { id = schoolId }), scope.Query<SeatRow>(SeatsOf + OfSchool + InOrder, new { id = schoolId }), batteries);

    private static Dictionary<(string SchoolId, string Key), StoredClass> Joined(IReadOnlyList<ClassRow> classes, IReadOnlyList<SeatRow> seats, BatteryLibrary batteries)
    {
        ILookup<string, SeatRow> places = seats.ToLookup(seat => seat.ClassId, StringComparer.Ordinal);
        // Made by hand, "9Е" and "9Ё" may both be there: one of them, always the same, is the class a file means.
        return classes.OrderByDescending(row => row.Letter, StringComparer.Ordinal).Select(row => row.ToClass([.. places[row.Id]], batteries))
            .GroupBy(room => (room.SchoolId, room.Name.Key)).ToDictionary(one => one.Key, one => one.First());
    }

    private sealed record ClassRow
    {
        public required string Id { get; init; }

        public required string SchoolId { get; init; }

        public required int Grade { get; init; }

        public required string Letter { get; init; }

        public required string BatteryId { get; init; }

        public required string BatteryVersion { get; init; }

        public required string Lesson { get; init; }

        public required bool HasList { get; init; }

        public StoredClass ToClass(SeatRow[] seats, BatteryLibrary batteries) => new(
            Id, SchoolId, new ClassName(Grade, Letter), batteries.Get(BatteryId, BatteryVersion).Variant,
            StoredText.Read<LessonState>(Lesson) != LessonState.Lobby || seats.Any(seat => seat.HasEntered), HasList, [.. seats.Select(seat => seat.ToSeat())]);
    }

    private sealed record SeatRow
    {
        public required string Id { get; init; }

        public required string ClassId { get; init; }

        public required int Number { get; init; }

        public required bool Spare { get; init; }

        public string? Sex { get; init; }

        public string? Accommodation { get; init; }

        public required bool HasEntered { get; init; }

        public StoredSeat ToSeat() => new(
            Id, Number, Spare, Sex is null ? null : StoredText.Read<Sex>(Sex), Accommodations.FromStore(Accommodation));
    }
}

internal readonly record struct StoredSeat(string Id, int Number, bool Spare, Sex? Sex, Accommodation Accommodation);
