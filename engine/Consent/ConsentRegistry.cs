using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Paper;
using Diagnostics.Engine.Parents;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Reviews;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Consent;

/// <summary>
/// Writes the registry inside a transaction, and with it the state that <c>test_session</c> keeps for quick reading. Nobody else writes
/// either of them but the erasure.
/// </summary>
internal static class ConsentRegistry
{
    /// <summary>No honest session comes near it; it bounds what one link or code can put into the registry. Staff and refusals pass.</summary>
    public const int MostEntries = 100;

    private const string Open = "id = @sessionId AND state <> 'expired'";

    private const string OpenForStudent = Open + " AND (@way <> 'device' OR state <> 'finished')";

    private const string SetStudent = $"""
        UPDATE test_session SET consent = @agrees, consent_text = @TextVersion, consent_at = @now WHERE {OpenForStudent}
        """;

    private const string SetParent = $"UPDATE test_session SET parent_consent = @agrees WHERE {Open}";

    private const string CountOf = "SELECT COALESCE(MAX(number), 0) FROM consent_entry WHERE session_id = @sessionId";

    private const string LastOf = """
        SELECT number, party, decision, text_version AS TextVersion, way, at AS AtMs, recorded_by AS RecordedBy FROM consent_entry
        WHERE session_id = @sessionId AND number = (SELECT MAX(number) FROM consent_entry WHERE session_id = @sessionId AND party = @party)
        """;

    private const string Insert = """
        INSERT INTO consent_entry (session_id, number, party, decision, text_version, way, at, recorded_by)
        VALUES (@sessionId, @number, @party, @decision, @TextVersion, @way, @now, @RecordedBy)
        """;

    /// <summary>
    /// The last decision counts; one that is already the last is not written twice. A refusal or withdrawal outlives a restore.
    /// </summary>
    /// <returns>The decision that stands now; null when the session is over, was erased or is not there.</returns>
    public static ConsentDecision? Write(WriteScope scope, string sessionId, ConsentAct act, long now)
    {
        (ConsentDecision? stands, bool isNew) = Record(scope, sessionId, act, now);
        if (isNew && stands is ConsentDecision.Refused or ConsentDecision.Withdrawn)
        {
            scope.Execute(PaperRows.Delete, new { sessionId });
            scope.Keep(new LastingDeed(
                LastingDeedKind.Declined, sessionId, now, StoredText.Of(act.Party), StoredText.Of(act.Way), act.TextVersion, act.RecordedBy ?? "-"));
        }

        return stands;
    }

    // Itself, or any later word of the same party.
    private const string HeldSince = """
        SELECT COUNT(*) FROM consent_entry
        WHERE session_id = @ObjectId AND party = @party AND (at > @Number OR (at = @Number AND decision <> 'agreed'))
        """;

    /// <summary>A refusal or withdrawal of the list that this store does not hold, with the moment at which it was made.</summary>
    /// <returns>False when nothing is to be done.</returns>
    public static bool Repeat(WriteScope scope, LastingDeed declined)
    {
        ConsentParty party = StoredText.Read<ConsentParty>(declined.Words[0]);
        if (scope.Scalar<long>(HeldSince, new { declined.ObjectId, party = StoredText.Of(party), declined.Number }) > 0)
        {
            return false;
        }

        string? by = declined.Words[3] == "-" ? null : declined.Words[3];
        var act = new ConsentAct(party, Agrees: false, declined.Words[2], StoredText.Read<ConsentWay>(declined.Words[1]), by);
        return Record(scope, declined.ObjectId, act, declined.Number).IsNew;
    }

    /// <summary>A party's last word on a session; null when there is none.</summary>
    public static ConsentEntry? Last(WriteScope scope, string sessionId, ConsentParty party) =>
        scope.FirstOrDefault<ConsentRow>(LastOf, new { sessionId, party = StoredText.Of(party) })?.ToEntry();

    /// <summary>How many entries a session has.</summary>
    public static long Count(WriteScope scope, string sessionId) => scope.Scalar<long>(CountOf, new { sessionId });

    private static (ConsentDecision? Stands, bool IsNew) Record(WriteScope scope, string sessionId, ConsentAct act, long now)
    {
        // The row first: it keeps another node out until this transaction ends.
        string way = StoredText.Of(act.Way);
        if (scope.Execute($"UPDATE test_session SET epoch = epoch WHERE {OpenForStudent}", new { sessionId, way }) != 1)
        {
            return (null, false);
        }

        string party = StoredText.Of(act.Party);
        ConsentEntry? last = Last(scope, sessionId, act.Party);
        bool same = last is not null && (last.Decision == ConsentDecision.Agreed) == act.Agrees
            && (!act.Agrees || (last.Way == act.Way && last.TextVersion == act.TextVersion));
        if (same)
        {
            return (last!.Decision, false);
        }

        long number = Count(scope, sessionId) + 1;
        if (act.Agrees && act.Way != ConsentWay.Paper && number > MostEntries)
        {
            return (null, false);
        }

        int agrees = act.Agrees ? 1 : 0;
        scope.Execute(act.Party == ConsentParty.Student ? SetStudent : SetParent, new { sessionId, agrees, act.TextVersion, way, now });
        ConsentDecision stands = Decision(act.Agrees, last);
        if (act is { Party: ConsentParty.Parent, Agrees: false })
        {
            scope.Execute(ParentFormRow.Delete, new { sessionId });
        }

        string decision = StoredText.Of(stands);
        scope.Execute(Insert, new { sessionId, number, party, decision, act.TextVersion, way, now, act.RecordedBy });
        if (act is not { Party: ConsentParty.Student, Way: ConsentWay.Device })
        {
            // On a device nothing is finished yet; later a word may open or close what stands beside other years.
            NeedBook.ForgetTied(scope, sessionId);
        }

        return (stands, true);
    }

    /// <summary>How the log of deeds calls a decision.</summary>
    public static AuditAct ActOf(ConsentDecision decision) => decision switch
    {
        ConsentDecision.Agreed => AuditAct.ConsentRecorded,
        ConsentDecision.Refused => AuditAct.ConsentRefused,
        ConsentDecision.Withdrawn => AuditAct.ConsentWithdrawn,
    };

    private static ConsentDecision Decision(bool agrees, ConsentEntry? last) => agrees
        ? ConsentDecision.Agreed
        : last is { Decision: ConsentDecision.Agreed } ? ConsentDecision.Withdrawn : ConsentDecision.Refused;

    private const string RulesOfClass = """
        SELECT c.grade, g.consent_settings AS Settings FROM school_class c JOIN campaign g ON g.id = c.campaign_id WHERE c.id = @classId
        """;

    /// <summary>Whether a class's sessions need a parent's agreement before they start, as the store says now.</summary>
    public static bool ParentsDecide(WriteScope scope, string classId) =>
        scope.FirstOrDefault<ConsentRulesRow>(RulesOfClass, new { classId })?.ParentsDecide ?? true;

    public static async Task<bool> ParentsDecideAsync(Database database, string classId, CancellationToken cancellation) =>
        (await database.FirstOrDefaultAsync<ConsentRulesRow>(RulesOfClass, new { classId }, cancellation))?.ParentsDecide ?? true;

    internal sealed record ConsentRulesRow
    {
        public required int Grade { get; init; }

        public required string Settings { get; init; }

        public bool ParentsDecide => ConsentSettings.FromJson(Settings).ParentsDecide.Contains(Grade);
    }
}

/// <summary>A line of the registry as it is stored.</summary>
internal sealed record ConsentRow
{
    public const string Columns =
        "e.session_id AS SessionId, e.number, e.party, e.decision, e.text_version AS TextVersion, e.way, e.at AS AtMs, e.recorded_by AS RecordedBy";

    public string? SessionId { get; init; }

    public required long Number { get; init; }

    public required string Party { get; init; }

    public required string Decision { get; init; }

    public required string TextVersion { get; init; }

    public required string Way { get; init; }

    public required long AtMs { get; init; }

    public string? RecordedBy { get; init; }

    public ConsentEntry ToEntry() => new(
        Number, StoredText.Read<ConsentParty>(Party), StoredText.Read<ConsentDecision>(Decision), TextVersion, StoredText.Read<ConsentWay>(Way),
        AtMs, RecordedBy);
}
