using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Sessions;

/// <summary>A class as the roll loads it.</summary>
internal sealed record RoomRow
{
    public const string ById = """
        SELECT c.id, s.name AS SchoolName, c.grade, c.letter, c.battery_id AS BatteryId, c.battery_version AS BatteryVersion,
            c.package_hash AS PackageHash, c.lesson, c.lesson_ended_at AS EndedAt, c.place, c.ends_at AS EndsAt, g.consent_settings AS ConsentRules
        FROM school_class c
        JOIN school s ON s.id = c.school_id
        JOIN campaign g ON g.id = c.campaign_id
        WHERE c.id = @classId
        """;

    public required string Id { get; init; }

    public required string SchoolName { get; init; }

    public required int Grade { get; init; }

    public required string Letter { get; init; }

    public required string BatteryId { get; init; }

    public required string BatteryVersion { get; init; }

    public required string PackageHash { get; init; }

    public required string Lesson { get; init; }

    public required long? EndedAt { get; init; }

    public required string Place { get; init; }

    public required long? EndsAt { get; init; }

    public required string ConsentRules { get; init; }

    /// <summary>A session of this class needs a parent's agreement before it starts.</summary>
    public bool ParentsDecide => ConsentSettings.FromJson(ConsentRules).ParentsDecide.Contains(Grade);

    public LessonState State => StoredText.Read<LessonState>(Lesson);
}

/// <summary>A session without its answers.</summary>
internal sealed record SessionRow
{
    private const string Select = """
        SELECT x.id, t.number AS Seat, t.spare, t.code_revision AS CodeRevision, x.state, x.epoch, x.device, x.consent, x.parent_consent AS Parent, x.accommodation, f.answered, f.last_number AS LastNumber
        FROM test_session x
        JOIN seat t ON t.id = x.seat_id
        LEFT JOIN finished_session f ON f.session_id = x.id

        """;

    public const string OfClass = Select + "WHERE x.class_id = @classId ORDER BY t.number";

    public const string ById = Select + "WHERE x.id = @id";

    private const string LockRow = "UPDATE test_session SET epoch = epoch WHERE id = @id";

    /// <summary>Holds the row until the transaction ends: what another node does to this session comes wholly before or wholly after.</summary>
    public static void Lock(WriteScope scope, string id) => scope.Execute(LockRow, new { id });

    public required string Id { get; init; }

    public required int Seat { get; init; }

    public required bool Spare { get; init; }

    public required int CodeRevision { get; init; }

    public required string State { get; init; }

    public required long Epoch { get; init; }

    public required string? Device { get; init; }

    public required bool? Consent { get; init; }

    public required bool? Parent { get; init; }

    public required string? Accommodation { get; init; }

    public required int? Answered { get; init; }

    public required long? LastNumber { get; init; }

    /// <summary>The session with the marks of its packed row, or without answers.</summary>
    public Session ToSession(AnswerRules rules) => new(
        Id, rules, StoredText.Read<SessionState>(State), Epoch, Consent, LastNumber ?? 0, LastNumber ?? 0, SavedAnswers.Empty, Answered ?? 0)
    {
        Parent = Parent,
        Accommodation = Accommodations.FromStore(Accommodation),
    };

    public bool Unfinished => LastNumber is null;
}
