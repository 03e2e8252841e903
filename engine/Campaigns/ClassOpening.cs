using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Campaigns;

/// <summary>The rows a class begins with: itself, its seats with their codes, and one issued session a seat.</summary>
internal sealed record ClassOpening(SchoolClass Class, Battery Battery, string PackageHash, int Seats, int Spares)
{
    private const string SchoolOfClass = """
        SELECT s.prefix, c.id AS CampaignId
        FROM school s
        JOIN municipality m ON m.id = s.municipality_id
        JOIN campaign c ON c.region_id = m.region_id
        WHERE s.id = @schoolId
        ORDER BY c.year DESC
        """;

    private const string SameClass = """
        SELECT COUNT(*) FROM school_class WHERE school_id = @SchoolId AND campaign_id = @CampaignId AND grade = @Grade AND letter = @Letter
        """;

    private const string InsertClass = """
        INSERT INTO school_class
            (id, school_id, campaign_id, grade, letter, board_link, pin_revision, battery_id, battery_version, package_hash, lesson)
        VALUES (@Id, @SchoolId, @CampaignId, @Grade, @Letter, @BoardLink, 1, @battery, @version, @PackageHash, 'lobby')
        """;

    /// <exception cref="ArgumentException">There is no such school, or it has this class already.</exception>
    public SchoolClass Write(WriteScope scope, KeyRing keys)
    {
        SchoolOfClassRow school = scope.FirstOrDefault<SchoolOfClassRow>(SchoolOfClass, new { schoolId = Class.SchoolId })
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
            });
        WriteSeats(scope, school.Prefix, keys);
        return Class;
    }

    private const string InsertSeat = """
        INSERT INTO seat (id, class_id, number, spare, code_revision, code_hash) VALUES (@id, @classId, @number, @spare, @revision, @hash)
        """;

    private const string InsertSession = """
        INSERT INTO test_session (id, seat_id, class_id, state, epoch, simulated, result_revision)
        VALUES (@session, @id, @classId, 'issued', 0, 0, @revision)
        """;

    private void WriteSeats(WriteScope scope, string prefix, KeyRing keys)
    {
        for (int number = 1; number <= Seats + Spares; number++)
        {
            string id = NewId.Next();
            (int revision, string hash) = FreeCode(scope, keys, prefix, id, 1);
            scope.Execute(InsertSeat, new { id, classId = Class.Id, number, spare = number > Seats ? 1 : 0, revision, hash });
            scope.Execute(InsertSession, new { session = NewId.Next(), id, classId = Class.Id, revision = ResultKey.FirstRevision });
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
