using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Reviews;

/// <summary>
/// Whom to talk with first, at a place: everything is ordered from a few small columns, and only the rows of one page are read whole. Three statements, whatever
/// the place, and one more for every fifty sessions that stand in a row beside another of the same student. No answers and no profiles are read. Of every school its newest campaign.
/// </summary>
public sealed class ReviewBoard
{
    /// <summary>Rows of a page.</summary>
    public const int PageSize = 50;

    private readonly Database _database;

    internal ReviewBoard(Database database) => _database = database;

    private const string ClassesUnder = """
        FROM school_class c
        JOIN campaign g ON g.id = c.campaign_id
        JOIN (SELECT o.school_id, MAX(l.year) AS year FROM school_class o JOIN campaign l ON l.id = o.campaign_id GROUP BY o.school_id) y
            ON y.school_id = c.school_id AND y.year = g.year
        JOIN school s ON s.id = c.school_id
        JOIN municipality m ON m.id = s.municipality_id
        """;

    private const string Classes = $"""
        SELECT c.id, s.id AS SchoolId, s.name AS SchoolName, c.grade, c.letter
        {ClassesUnder}
        WHERE {OrgPaths.SchoolUnder}
        ORDER BY s.name, s.id, c.grade, c.letter, c.id
        """;

    private const string Entries = $"""
        {QueueEntryRow.Columns}
        {ClassesUnder}
        {QueueEntryRow.Joins}
        WHERE {OrgPaths.SchoolUnder} AND {QueueEntryRow.IsFinished}
        """;

    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<QueuePage> ReadAsync(OrgNode place, QueueWish wish, CancellationToken cancellation)
    {
        var under = new { kind = StoredText.Of(place.Kind), id = place.Id };
        IReadOnlyList<ClassRow> classes = await _database.QueryAsync<ClassRow>(Classes, under, cancellation);
        IReadOnlyList<QueueEntryRow> finished = await _database.QueryAsync<QueueEntryRow>(Entries, under, cancellation);
        QueueEntry[] known = [.. finished.Where(row => row.Reasons is not null).Select(row => row.ToEntry())];
        var order = QueueOrder.Of(known);
        IReadOnlyList<QueueChild> wished = wish.Of(order.Sorted);
        QueueChild[] shown = [.. wished.Skip(wish.From).Take(PageSize)];
        return new QueuePage(
            CountsOf(order.Sorted, finished.Count - known.Length),
            [.. NeedRules.Weights.Keys.Order().Select(reason => CountOf(reason, order.Sorted))],
            [.. classes.Select(row => row.ToClass(order.RatesOf(row.Id))).Where(one => one.Finished > 0)],
            wished.Count,
            await WholeAsync(shown, cancellation));
    }

    private static QueueCounts CountsOf(IReadOnlyList<QueueChild> known, int waiting)
    {
        int Of(QueueState state) => known.Count(child => child.Is(state));
        return new QueueCounts(
            known.Count, Of(QueueState.NeedsTalk), Of(QueueState.Talked), Of(QueueState.Released), Of(QueueState.Ordinary), waiting);
    }

    private static readonly string PlacesOfPage = string.Join(", ", Enumerable.Range(0, PageSize).Select(place => $"@{NameOf(place)}"));

    private static readonly string Whole = $"""
        SELECT x.id AS SessionId, n.evidence, x.finished_at AS FinishedAt, r.released_at AS ReleasedAt, k.held_at AS HeldAt, COALESCE(a.name, k.held_by) AS HeldBy
        FROM test_session x
        JOIN review_need n ON n.session_id = x.id
        LEFT JOIN result_release r ON r.session_id = x.id AND r.withdrawn_at IS NULL
        LEFT JOIN talk k ON k.session_id = x.id
        LEFT JOIN account a ON a.id = k.held_by
        WHERE x.id IN ({PlacesOfPage})
        """;

    private async Task<ImmutableArray<QueueRow>> WholeAsync(QueueChild[] shown, CancellationToken cancellation)
    {
        Dictionary<string, WholeRow> whole = new(StringComparer.Ordinal);
        foreach (QueueEntry[] part in shown.SelectMany(child => child.Sessions).Chunk(PageSize))
        {
            var ids = Enumerable.Range(0, PageSize).ToDictionary(NameOf, place => (object)(place < part.Length ? part[place].SessionId : ""));
            foreach (WholeRow row in await _database.QueryAsync<WholeRow>(Whole, ids, cancellation))
            {
                whole.Add(row.SessionId, row);
            }
        }

        // Erased since the order was made: then it is not there any more.
        return [.. shown.Select(child => RowOf(child, [.. child.Sessions.Where(entry => whole.ContainsKey(entry.SessionId))])).OfType<QueueRow>()];

        QueueRow? RowOf(QueueChild child, QueueEntry[] sessions)
        {
            if (sessions is not [var lead, .. var others])
            {
                return null;
            }

            WholeRow first = whole[lead.SessionId];
            return new QueueRow(
                lead.ClassId, lead.Seat, first.NeedsOf(lead), first.FinishedAt, first.ReleasedAt,
                sessions.Select(entry => whole[entry.SessionId].Talk).MaxBy(talk => talk?.AtMs), child.IsTalked,
                [.. others.Select(entry => whole[entry.SessionId].ToOther(entry))]);
        }
    }

    private static string NameOf(int place) => string.Create(CultureInfo.InvariantCulture, $"id{place}");

    private static ReasonCount CountOf(NeedReason reason, IReadOnlyList<QueueChild> known)
    {
        QueueChild[] with = [.. known.Where(child => child.Reasons.HasFlag(reason))];
        return new ReasonCount(reason, with.Length, with.Count(child => child.Is(QueueState.NeedsTalk)));
    }

    private sealed record ClassRow
    {
        public required string Id { get; init; }

        public required string SchoolId { get; init; }

        public required string SchoolName { get; init; }

        public required int Grade { get; init; }

        public required string Letter { get; init; }

        public QueueClass ToClass(ImmutableArray<FlagRate> rates) =>
            new(Id, SchoolId, SchoolName, Grade, Letter, rates.IsEmpty ? 0 : rates[0].Of, [.. rates.Where(rate => rate.Fired > 0)]);
    }

    private sealed record WholeRow
    {
        public required string SessionId { get; init; }

        public required string Evidence { get; init; }

        public required long FinishedAt { get; init; }

        public long? ReleasedAt { get; init; }

        public long? HeldAt { get; init; }

        public string? HeldBy { get; init; }

        public HeldTalk? Talk => HeldAt is { } at ? new HeldTalk(at, HeldBy!) : null;

        public ImmutableArray<Need> NeedsOf(QueueEntry entry) => NeedRow.AsTheyStand(Evidence, entry.Reasons.HasFlag(NeedReason.ParentAsked));

        public QueueOther ToOther(QueueEntry entry) => new(entry.ClassId, entry.Seat, NeedsOf(entry), FinishedAt, ReleasedAt);
    }
}
