using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Results;

/// <summary>A finished session with all a result is made of, and its standing release where there is one.</summary>
internal sealed record StoredResult
{
    /// <summary>Ends after the joins: what is wanted of them is the caller's.</summary>
    public const string Select = """
        SELECT x.id AS SessionId, s.name AS SchoolName, c.grade, c.letter, x.finished_at AS FinishedAt, x.simulated, p.profile,
            g.show_settings AS ShowSettings, g.closes_at AS ClosesAt, g.region_id AS RegionId, f.battery_id AS BatteryId, f.battery_version AS BatteryVersion,
            f.answer_values AS AnswerValues, f.answer_times AS AnswerTimes, f.section_times AS SectionTimes,
            r.released_at AS ReleasedAt, r.result AS Released
        FROM test_session x
        JOIN profile p ON p.session_id = x.id
        JOIN finished_session f ON f.session_id = x.id
        JOIN school_class c ON c.id = x.class_id
        JOIN school s ON s.id = c.school_id
        JOIN campaign g ON g.id = c.campaign_id
        LEFT JOIN result_release r ON r.session_id = x.id AND r.withdrawn_at IS NULL
        """;

    /// <summary>Nobody has withdrawn their agreement to the session x: otherwise its result is shown to no one and released to no one.</summary>
    public const string Agreed = "COALESCE(x.consent, 1) = 1 AND COALESCE(x.parent_consent, 1) = 1";

    /// <summary>Keeps of seats t and their sessions x the one at @seat of @classId, if it is finished and agreed to.</summary>
    public const string AtSeat = $"x.class_id = @classId AND t.number = @seat AND x.state = 'finished' AND {Agreed}";

    /// <summary>The session there.</summary>
    public const string SessionAtSeat = $"SELECT x.id FROM test_session x JOIN seat t ON t.id = x.seat_id WHERE {AtSeat}";

    /// <summary>The session there, kept from others until the transaction ends: of two colleagues who write at once, one is second. Null: nothing is finished there.</summary>
    public static string? Lock(WriteScope scope, string classId, int seat)
    {
        if (scope.FirstOrDefault<string>(SessionAtSeat, new { classId, seat }) is not { } sessionId)
        {
            return null;
        }

        SessionRow.Lock(scope, sessionId);
        // Asked again: an erasure or a withdrawal on another node may have come before the lock.
        return scope.FirstOrDefault<string>(SessionAtSeat, new { classId, seat }) == sessionId ? sessionId : null;
    }

    /// <summary>The session there, opened by somebody as part of its profile: an entry in the log of deeds. Null: nothing is finished there.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read, or the entry not be written now.</exception>
    public static async Task<string?> OpenAsync(Database database, OpeningLog openings, string classId, int seat, string actor, CancellationToken cancellation)
    {
        if (await database.FirstOrDefaultAsync<string>(SessionAtSeat, new { classId, seat }, cancellation) is not { } sessionId)
        {
            return null;
        }

        await openings.TellOfSessionAsync(actor, AuditAct.ProfileRead, sessionId, classId, cancellation);
        return sessionId;
    }

    public required string SessionId { get; init; }

    public required string SchoolName { get; init; }

    public required int Grade { get; init; }

    public required string Letter { get; init; }

    public required long FinishedAt { get; init; }

    public required bool Simulated { get; init; }

    public required string Profile { get; init; }

    public required string ShowSettings { get; init; }

    public required long ClosesAt { get; init; }

    public required string RegionId { get; init; }

    public required string BatteryId { get; init; }

    public required string BatteryVersion { get; init; }

    public required string AnswerValues { get; init; }

    public required string AnswerTimes { get; init; }

    public string? SectionTimes { get; init; }

    public long? ReleasedAt { get; init; }

    /// <summary>The frozen result as it is stored; null while preliminary.</summary>
    public string? Released { get; init; }

    public ShowSettings Show => Released is null ? Campaigns.ShowSettings.FromJson(ShowSettings) : Campaigns.ShowSettings.Everything;
}
