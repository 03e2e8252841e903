using System.Collections.Immutable;
using Diagnostics.Engine.Privacy;

namespace Diagnostics.Engine.Sessions;

/// <summary>Time that was added for a class or for one of its seats. Immutable.</summary>
internal sealed class TimeGrants(IEnumerable<TimeGrantRow> grants)
{
    public static TimeGrants None { get; } = new([]);

    private readonly ImmutableArray<TimeGrantRow> _all = [.. grants];

    public int Count => _all.Length;

    /// <summary>Time added for everybody by a teacher, ms.</summary>
    public long OfClassMs => _all.Where(grant => grant.Seat is null && !grant.Outage).Sum(grant => grant.GivenMs);

    /// <summary>Time given back after outages of the server, ms.</summary>
    public long OutageMs(LessonPauses pauses) => _all.Where(grant => grant.Outage).Sum(grant => grant.NetMs(pauses));

    /// <summary>What concerns one seat.</summary>
    public TimeGrants Of(int seat) => Count == 0 ? None : new(_all.Where(grant => grant.Seat is null || grant.Seat == seat));

    /// <summary>Without what was added for one seat alone.</summary>
    public TimeGrants Without(int seat) => new(_all.Where(grant => grant.Seat != seat));

    /// <summary>The same rows in the same order: an erasure takes some away, so their count alone does not tell.</summary>
    public bool IsSameAs(TimeGrants other) => _all.SequenceEqual(other._all);

    /// <summary>Without what outages took: what people added.</summary>
    public TimeGrants ByPeople => new(_all.Where(grant => !grant.Outage));

    /// <summary>What was added since a moment (Unix ms): to whatever was begun before it.</summary>
    /// <param name="pauses">Time that stood still anyway: an outage took nothing of it.</param>
    public long SinceMs(long moment, LessonPauses pauses) => _all.Where(grant => grant.GivenAt >= moment).Sum(grant => grant.NetMs(pauses));
}

/// <summary>Added time as the store holds it.</summary>
internal sealed record TimeGrantRow
{
    public const string OfClass = """
        SELECT seat, given_at AS GivenAt, given_ms AS GivenMs, outage AS Outage FROM time_grant WHERE class_id = @classId ORDER BY number
        """;

    public const string Insert = """
        INSERT INTO time_grant (class_id, number, seat, given_at, given_ms, outage, press)
        SELECT @classId, COALESCE(MAX(number), 0) + 1, @seat, @now, @ms, @outage, @press FROM time_grant WHERE class_id = @classId
        """;

    /// <summary>Whether minutes of this press were added to the class.</summary>
    public const string IsGiven = "SELECT COUNT(*) FROM time_grant WHERE class_id = @classId AND press = @press";

    /// <summary>Added for a session's seat alone: it may tell of special conditions, so it is the student's.</summary>
    public const string OfSeat = $"SELECT seat, given_at AS GivenAt, given_ms AS GivenMs, outage AS Outage FROM time_grant WHERE {SessionTables.IsOfPlace} ORDER BY number";

    /// <summary>The seat it was added for; null means the whole class.</summary>
    public required int? Seat { get; init; }

    public required long GivenAt { get; init; }

    public required long GivenMs { get; init; }

    /// <summary>Given back after an outage of the server, not added by anybody.</summary>
    public required bool Outage { get; init; }

    /// <summary>An outage without the pauses within it: those of a class and of a seat differ.</summary>
    public long NetMs(LessonPauses pauses) => Outage ? GivenMs - pauses.WithinMs(GivenAt - GivenMs, GivenAt) : GivenMs;
}
