namespace Diagnostics.Engine.Waves;

/// <summary>A lesson of a class with its slot, as the store has them.</summary>
/// <param name="Placed">Null: nowhere.</param>
internal sealed record LessonRow(ClassRow Row, int Lesson, PlacedRow? Placed)
{
    public LessonKey Key => new(Row.Id, Lesson);

    public SlotKey? Slot => Placed is { } placed ? new SlotKey(placed.WaveId, placed.StartsAt) : null;

    /// <summary>The board knows of one lesson of a class, begun and ended: which of several it was it does not say, so a later one counts as held only when all is over.</summary>
    public bool HasBegun => Lesson == 1 ? Row.Lesson != "lobby" : Row.Lesson == "ended";

    public UnplacedClass Told(UnplacedReason why) => new(Row.SchoolId, Row.SchoolName, Row.Id, $"{Row.Grade}{Row.Letter}", Lesson, why);
}

internal sealed record ClassRow
{
    public required string Id { get; init; }

    public required string SchoolId { get; init; }

    public required string SchoolName { get; init; }

    public required int Grade { get; init; }

    public required string Letter { get; init; }

    public required string Lesson { get; init; }

    public required string BatteryId { get; init; }

    public required string BatteryVersion { get; init; }

    public required int Students { get; init; }
}

internal sealed record PlacedRow
{
    public required string ClassId { get; init; }

    public required int Lesson { get; init; }

    public required string WaveId { get; init; }

    public required long StartsAt { get; init; }

    public required int ByHand { get; init; }
}
