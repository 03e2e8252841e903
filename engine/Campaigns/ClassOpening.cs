using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Sittings;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Campaigns;

/// <summary>The rows a class begins with: itself, its seats with their codes, and one issued session a seat.</summary>
internal sealed record ClassOpening(SchoolClass Class, Battery Battery, string PackageHash, IReadOnlyList<SeatOpening> Seats)
{
    /// <summary>A class of the day: its places and the spare ones behind them.</summary>
    public ClassOpening(SchoolClass room, Battery battery, string packageHash, IReadOnlyList<Sex?> seats, int spares)
        : this(
            room, battery, packageHash,
            [
                .. seats.Select((sex, index) => new SeatOpening(index + 1, Spare: false, Person: null, sex)),
                .. Enumerable.Range(seats.Count + 1, spares).Select(number => new SeatOpening(number, Spare: true, Person: null)),
            ])
    {
    }

    /// <summary>With a sitting: where and until when; null with a lesson of the day.</summary>
    public SittingTerms? Sitting { get; init; }

    private const string WithCampaign = """
        SELECT s.prefix, g.id AS CampaignId
        FROM school s
        JOIN municipality m ON m.id = s.municipality_id
        JOIN campaign g ON g.region_id = m.region_id
        WHERE s.id = @schoolId

        """;

    private const string SchoolOfClass = WithCampaign + "ORDER BY g.year DESC";

    private const string SchoolOfSitting = WithCampaign + SittingSchoolRow.Order;

    private const string SameClass = """
        SELECT COUNT(*) FROM school_class WHERE school_id = @SchoolId AND campaign_id = @CampaignId AND grade = @Grade AND letter = @Letter
        """;

    private const string InsertClass = """
        INSERT INTO school_class
            (id, school_id, campaign_id, grade, letter, board_link, pin_revision, battery_id, battery_version, package_hash, lesson, kind, place, made_by, made_at, ends_at)
        VALUES (@Id, @SchoolId, @CampaignId, @Grade, @Letter, @BoardLink, 1, @battery, @version, @PackageHash, @lesson, @kind, @place, @MadeBy, @MadeAtMs, @EndsAtMs)
        """;

    /// <exception cref="ArgumentException">There is no such school, or it has this class already.</exception>
    public SchoolClass Write(WriteScope scope, KeyRing keys)
    {
        SchoolOfClassRow school = scope.FirstOrDefault<SchoolOfClassRow>(Sitting is null ? SchoolOfClass : SchoolOfSitting, new { schoolId = Class.SchoolId })
            ?? throw new ArgumentException($"There is no school {Class.SchoolId}.");
        if (scope.Scalar<long>(SameClass, new { Class.SchoolId, school.CampaignId, Class.Grade, Class.Letter }) > 0)
        {
            throw new ArgumentException($"The school has a class {Class.Name} already.");
        }

        scope.Execute(
            InsertClass,
            new
            {
                Class.Id,
                Class.SchoolId,
                school.CampaignId,
                Class.Grade,
                Class.Letter,
                Class.BoardLink,
                battery = Battery.Id,
                version = Battery.Version,
                PackageHash,
                lesson = StoredText.Of(Sitting?.Place == SittingPlace.Home ? LessonState.Running : LessonState.Lobby),
                kind = StoredText.Of(Sitting is null ? ClassKind.Lesson : ClassKind.Sitting),
                place = StoredText.Of(Sitting?.Place ?? SittingPlace.Class),
                Sitting?.MadeBy,
                Sitting?.MadeAtMs,
                Sitting?.EndsAtMs,
            });
        WriteSeats(scope, school.Prefix, keys, Class.Id, Seats);
        return Class;
    }

    private const string InsertSeat = """
        INSERT INTO seat (id, class_id, number, spare, code_revision, code_hash, person, sex) VALUES (@id, @classId, @Number, @spare, @revision, @hash, @Person, @sex)
        """;

    private const string InsertSession = """
        INSERT INTO test_session (id, seat_id, class_id, state, epoch, simulated, result_revision)
        VALUES (@session, @id, @classId, 'issued', 0, 0, @revision)
        """;

    private const string PrefixOfClass = "SELECT s.prefix FROM school s JOIN school_class c ON c.school_id = s.id WHERE c.id = @classId";

    /// <summary>Further places of a class that is there.</summary>
    public static void WriteMore(WriteScope scope, KeyRing keys, string classId, IReadOnlyList<SeatOpening> seats) =>
        WriteSeats(scope, scope.Scalar<string>(PrefixOfClass, new { classId }), keys, classId, seats);

    private static void WriteSeats(WriteScope scope, string prefix, KeyRing keys, string classId, IReadOnlyList<SeatOpening> seats)
    {
        foreach (SeatOpening seat in seats)
        {
            string id = NewId.Next();
            (int revision, string hash) = FreeCode(scope, keys, prefix, id, 1);
            scope.Execute(InsertSeat, new { id, classId, seat.Number, spare = seat.Spare ? 1 : 0, revision, hash, seat.Person, sex = seat.Sex is { } sex ? StoredText.Of(sex) : null });
            scope.Execute(InsertSession, new { session = NewId.OfSchool(prefix), id, classId, revision = ResultKey.FirstRevision });
        }
    }

    /// <summary>
    /// The first revision at or above the given one whose code no other seat has: 40 random bits collide about once in a million classes.
    /// </summary>
    public static (int Revision, string Hash) FreeCode(WriteScope scope, KeyRing keys, string prefix, string seatId, int revision)
    {
        while (true)
        {
            string hash = AccessCode.Of(keys.Print.Span, prefix, seatId, revision).Hash(keys.LookUp.Span);
            if (scope.Scalar<long>("SELECT COUNT(*) FROM seat WHERE code_hash = @hash", new { hash }) == 0)
            {
                return (revision, hash);
            }

            revision++;
        }
    }

    private sealed record SchoolOfClassRow
    {
        public required string Prefix { get; init; }

        public required string CampaignId { get; init; }
    }
}

/// <param name="Person">Of the student who is meant; null where nobody in particular is.</param>
/// <param name="Sex">Null where it is not told.</param>
internal sealed record SeatOpening(int Number, bool Spare, string? Person, Sex? Sex = null);
