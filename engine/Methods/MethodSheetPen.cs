using System.Collections.Immutable;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Storage;
using Diagnostics.Engine.Tables;

namespace Diagnostics.Engine.Methods;

/// <summary>Writes sheets in one transaction, of students whose agreement stands.</summary>
internal sealed class MethodSheetPen(AuditLog audit, TimeProvider clock)
{
    private const int LongestKeying = 64;

    private const string VersionOf = $"""
        SELECT {MethodRow.Columns} FROM method m JOIN school_class c ON c.school_id = m.school_id
        WHERE c.id = @classId AND m.id = @method AND m.version = @version
        """;

    private const string Existing = $"SELECT {SheetRow.Columns} FROM method_sheet e WHERE e.session_id = @sessionId AND e.method_id = @method AND e.held_on = @heldOn";

    private const string Delete = "DELETE FROM method_sheet WHERE session_id = @sessionId AND method_id = @method AND held_on = @heldOn";

    private const string Insert = """
        INSERT INTO method_sheet (session_id, method_id, held_on, version, answers, way, keying, written_by, written_at)
        VALUES (@SessionId, @MethodId, @HeldOn, @Version, @Answers, @Way, @Keying, @WrittenBy, @WrittenAt)
        """;

    public KeyingOutcome? Key(WriteScope scope, string classId, string method, SheetKeying keyed, string actor)
    {
        if (KeyOf(scope, classId, method, keyed.Key) is not { } key)
        {
            return null;
        }

        if (StoredResult.Lock(scope, classId, keyed.Seat) is not { } sessionId)
        {
            return KeyingOutcome.Of(KeyingKind.Nothing);
        }

        if (!IsDay(keyed.HeldOn) || keyed.Keying.Length is 0 or > LongestKeying || !key.Takes(keyed.Answers))
        {
            return KeyingOutcome.Of(KeyingKind.Invalid);
        }

        SheetRow row = RowOf(sessionId, method, keyed.HeldOn, keyed.Key.Version, keyed.Answers, keyed.IsReadBack ? SheetWay.Aloud : SheetWay.Once, keyed.Keying, actor);
        if (Find(scope, row) is not { } first)
        {
            return Write(scope, row, classId, AuditAct.MethodKeyed);
        }

        if (first.ReadWay != SheetWay.Once)
        {
            return KeyingOutcome.Of(first.Mark == row.Mark ? KeyingKind.Kept : KeyingKind.Held);
        }

        // The page that keyed it sends it again, put right or read back.
        if (first.Keying == keyed.Keying)
        {
            return first.Mark == row.Mark && first.Way == row.Way ? KeyingOutcome.Of(KeyingKind.Waits) : Write(scope, row, classId, AuditAct.MethodKeyed);
        }

        if (first.Version != keyed.Key.Version)
        {
            return KeyingOutcome.Of(KeyingKind.Held);
        }

        ImmutableArray<KeyingDifference> differences = DifferencesOf(first.Values(), keyed);
        return differences.IsEmpty
            ? Write(scope, row with { Way = StoredText.Of(SheetWay.Twice) }, classId, AuditAct.MethodKeyed)
            : new KeyingOutcome(KeyingKind.Differs, differences);
    }

    public ImportOutcome? Import(WriteScope scope, string classId, string method, KeyUsed used, IReadOnlyList<SheetRowOrder> rows, string actor) =>
        KeyOf(scope, classId, method, used) is { } key
            ? new ImportOutcome([.. rows.Select(row => Import(scope, classId, method, used.Version, row, key, actor))])
            : null;

    public bool Drop(WriteScope scope, string classId, string method, int seat, string heldOn, string mark, string actor)
    {
        if (StoredResult.Lock(scope, classId, seat) is not { } sessionId || Find(scope, sessionId, method, heldOn)?.Mark != mark)
        {
            return false;
        }

        scope.Execute(Delete, new { sessionId, method, heldOn });
        Tell(scope, actor, AuditAct.MethodSheetDropped, sessionId, classId);
        return true;
    }

    private RowOutcome Import(WriteScope scope, string classId, string method, int version, SheetRowOrder order, MethodKey key, string actor)
    {
        if (!IsDay(order.HeldOn) || !key.Takes(order.Answers))
        {
            return RowOutcome.Invalid;
        }

        if (StoredResult.Lock(scope, classId, order.Seat) is not { } sessionId)
        {
            return RowOutcome.Closed;
        }

        SheetRow row = RowOf(sessionId, method, order.HeldOn, version, order.Answers, SheetWay.File, keying: "", actor);
        SheetRow? there = Find(scope, row);
        if (there is not null && there.ReadWay != SheetWay.Once && there.Mark == row.Mark)
        {
            return RowOutcome.Unchanged;
        }

        if (there?.Mark != order.Before)
        {
            return RowOutcome.Moved;
        }

        Write(scope, row, classId, AuditAct.MethodImported);
        return there is null ? RowOutcome.Added : RowOutcome.Changed;
    }

    private static ImmutableArray<KeyingDifference> DifferencesOf(IReadOnlyList<int?> first, SheetKeying keyed) =>
    [
        .. Enumerable.Range(0, first.Count)
            .Where(item => first[item] != keyed.Answers[item] && !keyed.Settled.Contains(item))
            .Select(item => new KeyingDifference(item, first[item])),
    ];

    private KeyingOutcome Write(WriteScope scope, SheetRow row, string classId, AuditAct act)
    {
        scope.Execute(Delete, new { sessionId = row.SessionId, method = row.MethodId, heldOn = row.HeldOn });
        scope.Execute(Insert, row);
        Tell(scope, row.WrittenBy, act, row.SessionId, classId);
        return KeyingOutcome.Of(row.ReadWay == SheetWay.Once ? KeyingKind.Waits : KeyingKind.Kept);
    }

    private SheetRow RowOf(string sessionId, string method, string heldOn, int version, IReadOnlyList<int?> answers, SheetWay way, string keying, string actor) => new()
    {
        SessionId = sessionId,
        MethodId = method,
        HeldOn = heldOn,
        Version = version,
        Answers = SheetRow.Text(answers),
        Way = StoredText.Of(way),
        Keying = keying,
        WrittenBy = actor,
        WrittenAt = clock.GetUtcNow().ToUnixTimeMilliseconds(),
    };

    private static SheetRow? Find(WriteScope scope, SheetRow row) => Find(scope, row.SessionId, row.MethodId, row.HeldOn);

    private static SheetRow? Find(WriteScope scope, string sessionId, string method, string heldOn) =>
        scope.FirstOrDefault<SheetRow>(Existing, new { sessionId, method, heldOn });

    /// <summary>Null when there is no such version, or its number came again with another key.</summary>
    private static MethodKey? KeyOf(WriteScope scope, string classId, string method, KeyUsed used) =>
        scope.FirstOrDefault<MethodRow>(VersionOf, new { classId, method, version = used.Version }) is { } row && row.KeyMark == used.Mark ? row.ReadKey() : null;

    private bool IsDay(string heldOn) => AnswerDay.IsOne(heldOn, LatestDay.Of(clock));

    private void Tell(WriteScope scope, string actor, AuditAct act, string sessionId, string classId) =>
        audit.Write(scope, new AuditEntry(actor, act, "session", sessionId, new OrgNode(NodeKind.Class, classId)));
}
