using System.Collections.Immutable;

namespace Diagnostics.Engine.Sessions;

/// <summary>Time that was added for a class or for one of its seats. Immutable.</summary>
internal sealed class TimeGrants(IEnumerable<TimeGrantRow> grants)
{
    public static TimeGrants None { get; } = new([]);

    private readonly ImmutableArray<TimeGrantRow> _all = [.. grants];

    public int Count => _all.Length;

    /// <summary>Time added for everybody, ms.</summary>
    public long OfClassMs => _all.Where(grant => grant.Seat is null).Sum(grant => grant.GivenMs);

    /// <summary>What concerns one seat.</summary>
    public TimeGrants Of(int seat) => Count == 0 ? None : new(_all.Where(grant => grant.Seat is null || grant.Seat == seat));

    /// <summary>What was added since a moment (Unix ms): to whatever was begun before it.</summary>
    public long SinceMs(long moment) => _all.Where(grant => grant.GivenAt >= moment).Sum(grant => grant.GivenMs);
}

/// <summary>Added time as the store holds it.</summary>
internal sealed record TimeGrantRow
{
    public const string OfClass = """
        SELECT seat, given_at AS GivenAt, given_ms AS GivenMs FROM time_grant WHERE class_id = @classId ORDER BY number
        """;

    public const string Insert = """
        INSERT INTO time_grant (class_id, number, seat, given_at, given_ms)
        SELECT @classId, COUNT(*) + 1, @seat, @now, @ms FROM time_grant WHERE class_id = @classId
        """;

    /// <summary>The seat it was added for; null means the whole class.</summary>
    public required int? Seat { get; init; }

    public required long GivenAt { get; init; }

    public required long GivenMs { get; init; }
}
