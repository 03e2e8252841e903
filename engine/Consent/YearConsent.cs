namespace Diagnostics.Engine.Consent;

/// <summary>
/// Whose sessions may be laid beside those of other years: the student agreed to words that tell of it, and no parent who decided by the link agreed to words that did
/// not. What stands on a parent's paper is the school's word; a student's paper that is not the printed form does not count.
/// </summary>
internal static class YearConsent
{
    /// <summary>Of a session with this alias: agreed, under words that tell of several years.</summary>
    public static string Covers(string session) => $"""
        ({session}.consent = 1 AND {session}.consent_text LIKE 'consent-3-%' AND COALESCE({session}.parent_consent, 1) = 1 AND NOT EXISTS (
            SELECT 1 FROM consent_entry w WHERE w.session_id = {session}.id AND w.party = 'parent' AND w.decision = 'agreed' AND w.text_version IN ('parent-1', 'parent-2')
                AND w.number = (SELECT MAX(v.number) FROM consent_entry v WHERE v.session_id = {session}.id AND v.party = 'parent')))
        """;

    /// <summary>
    /// Lays beside a session own the finished sessions x (with seat t, class c and campaign g) of the same student in earlier years at the same school. Followed by a WHERE with
    /// <see cref="OfBoth"/>.
    /// </summary>
    public const string Earlier = $"{Tied} AND g.year < og.year";

    /// <summary>The same of any year, the own one too.</summary>
    public const string Tied = """
        JOIN seat o ON o.id = own.seat_id
        JOIN school_class oc ON oc.id = own.class_id
        JOIN campaign og ON og.id = oc.campaign_id
        JOIN seat t ON t.person = o.person AND t.id <> o.id
        JOIN test_session x ON x.seat_id = t.id
        JOIN finished_session f ON f.session_id = x.id
        JOIN school_class c ON c.id = x.class_id AND c.school_id = oc.school_id
        JOIN campaign g ON g.id = c.campaign_id
        """;

    /// <summary>Both of them were agreed to under words that tell of it.</summary>
    public static string OfBoth { get; } = $"x.state = 'finished' AND {Covers("own")} AND {Covers("x")}";
}
