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
}
