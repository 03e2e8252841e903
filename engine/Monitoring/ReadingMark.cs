using System.Globalization;
using Diagnostics.Engine.ItemModels;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Reviews;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Monitoring;

/// <summary>All that a reading of a campaign is made of, as counts and latest times: another mark means that another pass would find something else.</summary>
/// <param name="Finished">Sessions that are finished and agreed to.</param>
/// <param name="Waiting">Of them those whose reasons by the rules of now are still to be made: a pass counts none of them.</param>
internal sealed record ReadingMark(long Finished, long Waiting, string Text)
{
    private const string OfSessions = $"""
        SELECT COUNT(*) AS Seats, COUNT(x.started_at) AS Begun, MAX(x.finished_at) AS FinishedAt,
            COALESCE(SUM(CASE WHEN x.epoch > 0 OR x.consent = 1 THEN 1 ELSE 0 END), 0) AS Come,
            COALESCE(SUM(CASE WHEN {StoredResult.Agreed} THEN 0 ELSE 1 END), 0) AS Refused,
            COALESCE(SUM(CASE WHEN x.state = 'finished' AND {StoredResult.Agreed} THEN 1 ELSE 0 END), 0) AS Finished,
            COALESCE(SUM(CASE WHEN x.state = 'finished' AND {StoredResult.Agreed} AND n.session_id IS NULL THEN 1 ELSE 0 END), 0) AS Waiting,
            COUNT(p.session_id) AS Parents, MAX(p.answered_at) AS ParentsAt
        FROM school_class c
        JOIN test_session x ON x.class_id = c.id
        LEFT JOIN review_need n ON n.session_id = x.id AND n.rule_version = @version
        LEFT JOIN parent_form p ON p.session_id = x.id
        WHERE c.campaign_id = @Id AND c.kind = 'lesson'
        """;

    private const string OfClass = "JOIN school_class c ON c.id = m.class_id WHERE c.campaign_id = @Id AND c.kind = 'lesson'";

    private const string OfClasses = $"""
        SELECT (SELECT COUNT(*) FROM time_grant m {OfClass}) AS Grants, (SELECT COUNT(*) FROM seat_halt m {OfClass}) AS Halts,
            (SELECT COUNT(*) FROM irregularity m {OfClass}) AS Noted, (SELECT COUNT(m.withdrawn_at) FROM irregularity m {OfClass}) AS Withdrawn
        """;

    /// <param name="indicators">Version of the indicators that are counted.</param>
    public static async Task<ReadingMark> OfAsync(Database database, RegionCampaign campaign, string indicators, CancellationToken cancellation)
    {
        var which = new { campaign.Id, version = NeedRules.Version };
        SessionsRow sessions = (await database.FirstOrDefaultAsync<SessionsRow>(OfSessions, which, cancellation))!;
        ClassesRow classes = (await database.FirstOrDefaultAsync<ClassesRow>(OfClasses, which, cancellation))!;
        long[] numbers =
        [
            sessions.Seats, sessions.Begun, sessions.FinishedAt ?? 0, sessions.Come, sessions.Refused, sessions.Finished, sessions.Waiting, sessions.Parents, sessions.ParentsAt ?? 0,
            classes.Grants, classes.Halts, classes.Noted, classes.Withdrawn,
        ];
        return new ReadingMark(
            sessions.Finished, sessions.Waiting, Sha256Hex.OfFields([NeedRules.Version, indicators, FormModels.Version, .. numbers.Select(number => number.ToString(CultureInfo.InvariantCulture))]));
    }

    private sealed record SessionsRow
    {
        public required long Seats { get; init; }

        public required long Begun { get; init; }

        public long? FinishedAt { get; init; }

        public required long Come { get; init; }

        public required long Refused { get; init; }

        public required long Finished { get; init; }

        public required long Waiting { get; init; }

        public required long Parents { get; init; }

        public long? ParentsAt { get; init; }
    }

    private sealed record ClassesRow
    {
        public required long Grants { get; init; }

        public required long Halts { get; init; }

        public required long Noted { get; init; }

        public required long Withdrawn { get; init; }
    }
}
