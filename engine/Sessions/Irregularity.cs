using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Sessions;

/// <summary>What went wrong in a lesson: one of these and no words, because words would carry names and diagnoses. They stand in the store: never rename one.</summary>
public enum IrregularityKind
{
    PowerCut,
    NoConnection,
    DeviceFailure,

    /// <summary>Noise, an alarm, somebody came in.</summary>
    Disturbance,

    /// <summary>A student sat at somebody else's card.</summary>
    WrongCard,

    /// <summary>Somebody answered with the student, or for them.</summary>
    Helped,
    CameLate,
    LeftEarly,

    /// <summary>The lesson's own record on paper says what.</summary>
    Other,
}

/// <param name="Number">Its place in the class's record.</param>
/// <param name="Seat">Null: the whole class's.</param>
/// <param name="WithdrawnAtMs">When it was taken back as a mistake; null while it stands.</param>
public sealed record Irregularity(int Number, int? Seat, IrregularityKind Kind, long NotedAtMs, long? WithdrawnAtMs);

/// <summary>As the store holds it.</summary>
internal sealed record IrregularityRow
{
    private const string Columns = "SELECT number, seat, kind, noted_at AS NotedAt, withdrawn_at AS WithdrawnAt FROM irregularity";

    public const string OfClass = $"{Columns} WHERE class_id = @classId ORDER BY number";

    /// <summary>Those of a session's seat tell of one student, so they are the student's.</summary>
    public const string OfSeat = $"{Columns} WHERE {SessionTables.IsOfPlace} ORDER BY number";

    public const string Insert = """
        INSERT INTO irregularity (class_id, number, seat, kind, noted_at)
        SELECT @classId, COALESCE(MAX(number), 0) + 1, @seat, @kind, @now FROM irregularity WHERE class_id = @classId
        """;

    public const string CountOfClass = "SELECT COUNT(*) FROM irregularity WHERE class_id = @classId";

    public const string Withdraw = "UPDATE irregularity SET withdrawn_at = @now WHERE class_id = @classId AND number = @number AND withdrawn_at IS NULL";

    public required int Number { get; init; }

    public required int? Seat { get; init; }

    public required string Kind { get; init; }

    public required long NotedAt { get; init; }

    public required long? WithdrawnAt { get; init; }

    public Irregularity Tell() => new(Number, Seat, StoredText.Read<IrregularityKind>(Kind), NotedAt, WithdrawnAt);
}
