using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Consent;

/// <summary>The links for parents on paper, made when they are first printed.</summary>
public sealed class ParentSheets
{
    private readonly Writer _writer;
    private readonly KeyRing _keys;
    private readonly AuditLog _audit;
    private readonly TimeProvider _clock;

    internal ParentSheets(Writer writer, KeyRing keys, AuditLog audit, TimeProvider clock) =>
        (_writer, _keys, _audit, _clock) = (writer, keys, audit, clock);

    private const string Head = """
        SELECT s.name AS SchoolName, c.grade, c.letter FROM school_class c JOIN school s ON s.id = c.school_id WHERE c.id = @classId
        """;

    private const string Seats = """
        SELECT t.id, t.number, t.spare, l.revision AS Revision FROM seat t LEFT JOIN parent_link l ON l.seat_id = t.id
        WHERE t.class_id = @classId ORDER BY t.number
        """;

    private const string Insert = "INSERT INTO parent_link (seat_id, revision, link_hash, made_at) VALUES (@id, @revision, @hash, @now)";

    private const string Update = "UPDATE parent_link SET revision = @revision, link_hash = @hash, made_at = @now WHERE seat_id = @id";

    /// <summary>Every seat's link, and the entry that the sheet was printed; null when there is no such class.</summary>
    public Task<ParentSheet?> PrintAsync(string classId, string actor, CancellationToken cancellation) => _writer.RunAsync(
        null,
        scope =>
        {
            if (scope.FirstOrDefault<HeadRow>(Head, new { classId }) is not { } head)
            {
                return null;
            }

            List<ParentCard> cards = [];
            foreach (SeatRow seat in scope.Query<SeatRow>(Seats, new { classId }))
            {
                int revision = seat.Revision ?? Keep(scope, Insert, seat.Id, 1);
                cards.Add(new ParentCard(seat.Number, seat.Spare, ParentLink.Of(_keys.Print.Span, seat.Id, revision).ToString()));
            }

            Tell(scope, AuditAct.ParentLinksPrinted, classId, "", actor);
            return new ParentSheet(classId, head.SchoolName, $"{head.Grade}{head.Letter}", cards);
        },
        cancellation);

    /// <summary>A new link for a seat; the old one opens nothing from then on. False when there is no such seat, or it has none yet.</summary>
    public Task<bool> ReissueAsync(string classId, int seat, string actor, CancellationToken cancellation) => _writer.RunAsync(
        null,
        scope =>
        {
            if (scope.Query<SeatRow>(Seats, new { classId }).FirstOrDefault(one => one.Number == seat) is not { } row)
            {
                return false;
            }

            int revision = Keep(scope, row.Revision is null ? Insert : Update, row.Id, (row.Revision ?? 0) + 1);
            scope.Keep(new LastingDeed(LastingDeedKind.ParentLink, row.Id, revision));
            Tell(scope, AuditAct.ParentLinkReissued, classId, $"seat {seat}", actor);
            return true;
        },
        cancellation);

    private const string SeatAlone = """
        SELECT t.id, t.number, t.spare, t.class_id AS ClassId, l.revision AS Revision FROM seat t LEFT JOIN parent_link l ON l.seat_id = t.id
        WHERE t.id = @ObjectId
        """;

    /// <summary>A link given out after the backup this store was restored from. False when nothing is to be done.</summary>
    internal bool Repeat(WriteScope scope, LastingDeed deed)
    {
        if (scope.FirstOrDefault<SeatRow>(SeatAlone, new { deed.ObjectId }) is not { } row || row.Revision >= deed.Number)
        {
            return false;
        }

        Keep(scope, row.Revision is null ? Insert : Update, row.Id, (int)deed.Number);
        Tell(scope, AuditAct.ParentLinkReissued, row.ClassId!, $"{LastingDeed.Again}: seat {row.Number}", AuditEntry.System);
        return true;
    }

    private int Keep(WriteScope scope, string sql, string id, int revision)
    {
        string hash = ParentLink.Of(_keys.Print.Span, id, revision).Hash(_keys.LookUp.Span);
        scope.Execute(sql, new { id, revision, hash, now = _clock.GetUtcNow().ToUnixTimeMilliseconds() });
        return revision;
    }

    private void Tell(WriteScope scope, AuditAct act, string classId, string detail, string actor) =>
        _audit.Write(scope, new AuditEntry(actor, act, "class", classId, new OrgNode(NodeKind.Class, classId), detail));

    private sealed record HeadRow
    {
        public required string SchoolName { get; init; }

        public required int Grade { get; init; }

        public required string Letter { get; init; }
    }

    private sealed record SeatRow
    {
        public required string Id { get; init; }

        public required int Number { get; init; }

        public required bool Spare { get; init; }

        public int? Revision { get; init; }

        public string? ClassId { get; init; }
    }
}

public sealed record ParentSheet(string ClassId, string SchoolName, string ClassName, IReadOnlyList<ParentCard> Cards);

/// <param name="Link">As it stands behind the hash of the address: groups of four separated by hyphens.</param>
public sealed record ParentCard(int Seat, bool Spare, string Link);
