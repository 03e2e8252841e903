using System.Globalization;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.FrozenNorms;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Results;

/// <summary>
/// Makes results final and takes that back. What a release shows is made once and frozen: opening it computes nothing anew. Who may do it is
/// decided before.
/// </summary>
public sealed class ReleaseDesk
{
    private readonly Database _database;
    private readonly Writer _writer;
    private readonly ResultMaker _maker;
    private readonly KeyRing _keys;
    private readonly AuditLog _audit;
    private readonly TimeProvider _clock;

    internal ReleaseDesk(Database database, Writer writer, ResultMaker maker, KeyRing keys, AuditLog audit, TimeProvider clock) =>
        (_database, _writer, _maker, _keys, _audit, _clock) = (database, writer, maker, keys, audit, clock);

    private const string Preliminary = $"""
        {StoredResult.Select}
        JOIN seat t ON t.id = x.seat_id
        WHERE x.class_id = @classId AND x.state = 'finished' AND {StoredResult.Agreed} AND r.session_id IS NULL AND (@seat = 0 OR t.number = @seat)
            AND NOT EXISTS (SELECT 1 FROM review v WHERE v.session_id = x.id)
        ORDER BY t.number
        """;

    /// <summary>
    /// Releases one seat's result as computed, or with seat 0 every finished and preliminary one of the class; how many there were. Where somebody has signed once, only
    /// signing releases: what was decided is not left out unseen.
    /// </summary>
    /// <exception cref="StoreBusyException">The store cannot be read or written now.</exception>
    public async Task<int> ReleaseAsync(string classId, int seat, string actor, CancellationToken cancellation)
    {
        IReadOnlyList<StoredResult> stored = await _database.QueryAsync<StoredResult>(Preliminary, new { classId, seat }, cancellation);
        long now = NowMs;
        ReleaseRow[] rows = [.. stored.Select(one => RowOf(one, _maker.Freeze(one, now), actor))];
        return await _writer.RunAsync(null, scope => rows.Count(row => Write(scope, classId, row)), cancellation);
    }

    // Erased or withdrawn since it was read, or released or signed by a colleague: then there is nothing to release.
    private const string Next = $"""
        SELECT COALESCE((SELECT MAX(number) FROM result_release WHERE session_id = @SessionId), 0) + 1 AS Number FROM test_session x
        WHERE x.id = @SessionId AND x.state = 'finished' AND {StoredResult.Agreed}
            AND NOT EXISTS (SELECT 1 FROM result_release r WHERE r.session_id = @SessionId AND r.withdrawn_at IS NULL)
            AND NOT EXISTS (SELECT 1 FROM review v WHERE v.session_id = @SessionId)
        """;

    private bool Write(WriteScope scope, string classId, ReleaseRow row)
    {
        SessionRow.Lock(scope, row.SessionId);
        if (scope.FirstOrDefault<NumberRow>(Next, new { row.SessionId }) is not { } next)
        {
            return false;
        }

        Put(scope, classId, row with { Number = next.Number });
        return true;
    }

    private const string Last = "SELECT COALESCE(MAX(number), 0) AS Number FROM result_release WHERE session_id = @SessionId";

    /// <summary>
    /// Releases what was signed, in the transaction of the signing and in the place of whatever stands. The session's row is locked and its protocol proved there.
    /// </summary>
    internal void Replace(WriteScope scope, string classId, ReleaseRow row)
    {
        Withdraw(scope, classId, row.SessionId, WithdrawalReason.Replaced, row.ReleasedBy);
        Put(scope, classId, row with { Number = scope.FirstOrDefault<NumberRow>(Last, new { row.SessionId })!.Number + 1 });
    }

    // Pinned here, where it is released: what is frozen later changes nothing of it.
    private void Put(WriteScope scope, string classId, ReleaseRow numbered)
    {
        ReleaseRow pinned = numbered with { NormVersion = StandingNorms.Name(scope, numbered.SessionId) };
        scope.Execute(ReleaseRow.Insert, pinned with { Hash = pinned.TrueHash() });
        Tell(scope, AuditAct.ResultReleased, numbered.ReleasedBy, classId, numbered.SessionId, "");
    }

    private const string FinishedSeat = """
        SELECT x.id FROM test_session x JOIN seat t ON t.id = x.seat_id WHERE x.class_id = @classId AND t.number = @seat AND x.state = 'finished'
        """;

    private const string WithdrawStanding = """
        UPDATE result_release SET withdrawn_by = @actor, withdrawn_at = @now, reason = @reason WHERE session_id = @sessionId AND withdrawn_at IS NULL
        """;

    private const string Standing = "SELECT number AS Number FROM result_release WHERE session_id = @sessionId AND withdrawn_at IS NULL";

    /// <summary>The page goes back to preliminary; what was released stays in the history. False when nothing is released there.</summary>
    public Task<bool> WithdrawAsync(string classId, int seat, WithdrawalReason reason, string actor, CancellationToken cancellation) =>
        _writer.RunAsync(
            null,
            scope => scope.FirstOrDefault<string>(FinishedSeat, new { classId, seat }) is { } sessionId && Withdraw(scope, classId, sessionId, reason, actor),
            cancellation);

    private bool Withdraw(WriteScope scope, string classId, string sessionId, WithdrawalReason reason, string actor)
    {
        string told = StoredText.Of(reason);
        long now = NowMs;
        if (scope.FirstOrDefault<NumberRow>(Standing, new { sessionId }) is not { Number: var number }
            || scope.Execute(WithdrawStanding, new { sessionId, actor, now, reason = told }) != 1)
        {
            return false;
        }

        scope.Keep(new LastingDeed(LastingDeedKind.ReleaseWithdrawn, sessionId, number, told, actor, now.ToString(CultureInfo.InvariantCulture)));
        Tell(scope, AuditAct.ReleaseWithdrawn, actor, classId, sessionId, told);
        return true;
    }

    // Restored stores count their releases anew: one that is younger than the withdrawal is another one.
    private const string WithdrawAgain = """
        UPDATE result_release SET withdrawn_by = @by, withdrawn_at = @at, reason = @reason
        WHERE session_id = @ObjectId AND number = @Number AND released_at <= @at AND withdrawn_at IS NULL
        """;

    private const string Place = "SELECT class_id FROM test_session WHERE id = @ObjectId";

    /// <summary>A release withdrawn after the backup this store was restored from. False when nothing is to be done.</summary>
    internal bool RepeatWithdrawal(WriteScope scope, LastingDeed deed)
    {
        if (!long.TryParse(deed.Words[2], NumberStyles.None, CultureInfo.InvariantCulture, out long at)
            || scope.Execute(WithdrawAgain, new { deed.ObjectId, deed.Number, reason = deed.Words[0], by = deed.Words[1], at }) != 1)
        {
            return false;
        }

        string classId = scope.FirstOrDefault<string>(Place, new { deed.ObjectId })!;
        Tell(scope, AuditAct.ReleaseWithdrawn, AuditEntry.System, classId, deed.ObjectId, LastingDeed.Again);
        return true;
    }

    private const string NewKey = """
        UPDATE test_session SET result_revision = @revision, result_hash = @hash, parent_hash = NULL WHERE id = @sessionId AND state = 'finished'
        """;

    private const string Revision = "SELECT result_revision FROM test_session WHERE id = @sessionId";

    /// <summary>A new result key, told this once; the old one opens nothing from now on, nor does the key of the parent's text. Null when nothing is finished there.</summary>
    public Task<string?> ReissueKeyAsync(string classId, int seat, string actor, CancellationToken cancellation) =>
        _writer.RunAsync(
            null,
            scope =>
            {
                if (scope.FirstOrDefault<string>(FinishedSeat, new { classId, seat }) is not { } sessionId)
                {
                    return null;
                }

                // The row first, so that two nodes do not make the same revision.
                SessionRow.Lock(scope, sessionId);
                int revision = scope.Scalar<int>(Revision, new { sessionId }) + 1;
                ResultKey key = ResultKey.Of(_keys.Result.Span, sessionId, revision);
                scope.Execute(NewKey, new { sessionId, revision, hash = key.Hash(_keys.LookUp.Span) });
                scope.Keep(new LastingDeed(LastingDeedKind.ResultKey, sessionId, revision));
                Tell(scope, AuditAct.ResultKeyReissued, actor, classId, sessionId, "");
                return key.ToString();
            },
            cancellation);

    private const string OfSession = "SELECT class_id FROM test_session WHERE id = @ObjectId AND state <> 'expired' AND result_revision < @Number";

    // A session that is not finished here takes the revision for the key of its finish.
    private const string KeyAgain = """
        UPDATE test_session SET result_revision = @Number, result_hash = CASE WHEN state = 'finished' THEN @hash ELSE result_hash END, parent_hash = NULL
        WHERE id = @ObjectId
        """;

    /// <summary>A result key given out after the backup this store was restored from. False when nothing is to be done.</summary>
    internal bool Repeat(WriteScope scope, LastingDeed deed)
    {
        if (scope.FirstOrDefault<string>(OfSession, new { deed.ObjectId, deed.Number }) is not { } classId)
        {
            return false;
        }

        string hash = ResultKey.Of(_keys.Result.Span, deed.ObjectId, (int)deed.Number).Hash(_keys.LookUp.Span);
        scope.Execute(KeyAgain, new { deed.ObjectId, deed.Number, hash });
        Tell(scope, AuditAct.ResultKeyReissued, AuditEntry.System, classId, deed.ObjectId, LastingDeed.Again);
        return true;
    }

    private void Tell(WriteScope scope, AuditAct act, string actor, string classId, string sessionId, string detail) =>
        _audit.Write(scope, new AuditEntry(actor, act, "session", sessionId, new OrgNode(NodeKind.Class, classId), detail));

    /// <summary>The release of a frozen result, still without a number.</summary>
    internal static ReleaseRow RowOf(StoredResult stored, StudentResult frozen, string actor)
    {
        Profile profile = Profile.FromJson(stored.Profile);
        return new ReleaseRow
        {
            SessionId = stored.SessionId,
            Number = 0,
            ReleasedBy = actor,
            ReleasedAt = frozen.ReleasedAtMs!.Value,
            RuleVersion = profile.RuleVersion,
            Atlas = frozen.Recommendation is { Atlas: var atlas } ? $"{atlas.Id} {atlas.Version}" : null,
            Result = PackedText.Pack(FrozenResult.ToJson(frozen)),
            Hash = "",
        };
    }

    private long NowMs => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    private sealed record NumberRow
    {
        public required long Number { get; init; }
    }
}
