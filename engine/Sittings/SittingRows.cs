using Diagnostics.Engine.Campaigns;

namespace Diagnostics.Engine.Sittings;

/// <summary>A school and the campaign its sittings belong to: the newest with its lessons, so that a school which has not begun the new year goes on with the old one.</summary>
internal sealed record SittingSchoolRow
{
    /// <summary>Puts the campaign a sitting of school s belongs to first among the campaigns g of its region.</summary>
    public const string Order = """
        ORDER BY CASE WHEN EXISTS (SELECT 1 FROM school_class l WHERE l.school_id = s.id AND l.campaign_id = g.id AND l.kind = 'lesson') THEN 0 ELSE 1 END, g.year DESC
        """;

    public const string ById = $"""
        SELECT s.id, s.name, g.id AS CampaignId, g.closes_at AS ClosesAt, g.consent_settings AS ConsentRules
        FROM school s
        JOIN municipality m ON m.id = s.municipality_id
        JOIN campaign g ON g.region_id = m.region_id
        WHERE s.id = @schoolId
        {Order}
        """;

    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string CampaignId { get; init; }

    public required long ClosesAt { get; init; }

    public required string ConsentRules { get; init; }

    public bool ParentsDecide(int grade) => ConsentSettings.FromJson(ConsentRules).ParentsDecide.Contains(grade);
}

/// <summary>A class or sitting of the campaign that another sitting may be made of.</summary>
internal sealed record SourceRow
{
    private const string Select = "SELECT id, grade, letter, kind FROM school_class WHERE school_id = @schoolId AND campaign_id = @CampaignId";

    public const string OfSchool = Select + " ORDER BY grade, letter, id";

    public const string ById = Select + " AND id = @classId";

    public required string Id { get; init; }

    public required int Grade { get; init; }

    public required string Letter { get; init; }

    public required string Kind { get; init; }
}

/// <summary>A seat of such a class.</summary>
internal sealed record SourceSeatRow
{
    private const string Select = """
        SELECT t.id, t.class_id AS ClassId, t.number, t.spare, t.person, t.sex, x.state, x.epoch, x.consent,
            CASE WHEN e.session_id IS NULL THEN 0 ELSE 1 END AS Erased
        FROM seat t
        JOIN test_session x ON x.seat_id = t.id
        LEFT JOIN erasure e ON e.session_id = x.id

        """;

    public const string OfClass = Select + "WHERE t.class_id = @classId ORDER BY t.number";

    public const string OfCampaign = Select + """
        JOIN school_class c ON c.id = t.class_id
        WHERE c.school_id = @schoolId AND c.campaign_id = @CampaignId ORDER BY t.class_id, t.number
        """;

    public required string Id { get; init; }

    public required string ClassId { get; init; }

    public required int Number { get; init; }

    public required bool Spare { get; init; }

    public string? Person { get; init; }

    public string? Sex { get; init; }

    public required string State { get; init; }

    public required long Epoch { get; init; }

    public bool? Consent { get; init; }

    public required bool Erased { get; init; }

    /// <summary>A spare place counts once somebody sat there.</summary>
    public bool IsSomebodys => !Spare || (!Erased && (State != "issued" || Epoch > 0 || Consent is not null));
}

/// <summary>A session that a student of a seat has begun, before or beside it.</summary>
internal sealed record EarlierRow
{
    private const string Columns = """
        SELECT t.class_id AS ClassId, t.number AS Seat, c.battery_id AS BatteryId, c.battery_version AS BatteryVersion, g.closes_at AS ClosesAt, x.started_at AS StartedAt
        """;

    private const string Sessions = """
        JOIN test_session x ON x.seat_id = o.id AND x.started_at IS NOT NULL
        JOIN school_class c ON c.id = x.class_id
        JOIN campaign g ON g.id = c.campaign_id
        """;

    /// <summary>Of a class's seats: their own sessions and those tied to them.</summary>
    public const string OfClass = $"""
        {Columns} FROM seat t JOIN seat o ON o.id = t.id {Sessions} WHERE t.class_id = @classId
        UNION ALL
        {Columns} FROM seat t JOIN seat o ON o.person = t.person AND o.id <> t.id {Sessions} WHERE t.class_id = @classId
        """;

    /// <summary>Of all sittings of a school: those tied to their seats.</summary>
    public const string OfSittings = $"""
        {Columns} FROM school_class r
        JOIN seat t ON t.class_id = r.id
        JOIN seat o ON o.person = t.person AND o.id <> t.id
        {Sessions}
        WHERE r.school_id = @schoolId AND r.kind = 'sitting'
        """;

    public required string ClassId { get; init; }

    public required int Seat { get; init; }

    public required string BatteryId { get; init; }

    public required string BatteryVersion { get; init; }

    public required long ClosesAt { get; init; }

    public required long StartedAt { get; init; }
}
