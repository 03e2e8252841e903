using Diagnostics.Engine.Consent;

namespace Diagnostics.Engine.Years;

/// <summary>A place of a day's lesson as linking sees it.</summary>
internal sealed record YearSeatRow
{
    private static readonly string Select = $"""
        SELECT t.id AS SeatId, t.number AS Seat, t.person, c.id AS ClassId, c.grade, c.letter, g.year, x.id AS SessionId,
            CASE WHEN {YearConsent.Covers("x")} THEN 1 ELSE 0 END AS IsCovered,
            CASE WHEN x.consent = 1 THEN 1 ELSE 0 END AS IsAgreed
        FROM seat t
        JOIN test_session x ON x.seat_id = t.id
        JOIN school_class c ON c.id = t.class_id
        JOIN campaign g ON g.id = c.campaign_id
        WHERE c.school_id = @schoolId AND c.kind = 'lesson'
        """;

    /// <summary>Of the two newest years with lessons: takes @schoolId, @year and @earlier.</summary>
    public static string OfYears { get; } = Select + " AND g.year IN (@year, @earlier) ORDER BY g.year DESC, c.grade, c.letter, c.id, t.number";

    /// <summary>One place: takes @schoolId, @ClassId and @Seat.</summary>
    public static string At { get; } = Select + " AND c.id = @ClassId AND t.number = @Seat";

    public const string Years = """
        SELECT DISTINCT g.year FROM school_class c JOIN campaign g ON g.id = c.campaign_id WHERE c.school_id = @schoolId AND c.kind = 'lesson' ORDER BY g.year DESC
        """;

    public required string SeatId { get; init; }

    public required int Seat { get; init; }

    public string? Person { get; init; }

    public required string ClassId { get; init; }

    public required int Grade { get; init; }

    public required string Letter { get; init; }

    public required int Year { get; init; }

    public required string SessionId { get; init; }

    public required int IsCovered { get; init; }

    public required int IsAgreed { get; init; }

    public YearWords Words => IsCovered == 1 ? YearWords.Agreed : IsAgreed == 1 ? YearWords.Other : YearWords.None;
}

/// <summary>A place that is one student's: of any year, lesson or sitting.</summary>
internal sealed record PersonRow
{
    private static readonly string Select = $"""
        SELECT t.id AS SeatId, c.id AS ClassId, c.kind, g.year, x.id AS SessionId,
            CASE WHEN x.consent = 1 AND NOT {YearConsent.Covers("x")} THEN 1 ELSE 0 END AS HasOtherWords
        FROM seat t
        JOIN test_session x ON x.seat_id = t.id
        JOIN school_class c ON c.id = t.class_id
        JOIN campaign g ON g.id = c.campaign_id

        """;

    /// <summary>All of one student: takes @person.</summary>
    public static string OfPerson { get; } = Select + "WHERE t.person = @person";

    /// <summary>A place that is tied to none: takes @SeatId.</summary>
    public static string OfSeat { get; } = Select + "WHERE t.id = @SeatId";

    public required string SeatId { get; init; }

    public required string ClassId { get; init; }

    public required string Kind { get; init; }

    public required int Year { get; init; }

    public required string SessionId { get; init; }

    public required int HasOtherWords { get; init; }
}
