using System.Collections.Immutable;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Results;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Reviews;

/// <summary>
/// Signs many ordinary sessions of a class at once: the computed list as it is, one text for all. Whatever speaks for a talk keeps a session out, and whoever signs has
/// opened some of them before. Who may do it is decided before.
/// </summary>
public sealed class BatchDesk
{
    /// <summary>So long an opened profile counts as looked at.</summary>
    public static readonly TimeSpan Lately = TimeSpan.FromDays(14);

    private readonly Database _database;
    private readonly Writer _writer;
    private readonly ReviewMaker _maker;
    private readonly ReviewPen _pen;
    private readonly ReviewDesk _desk;
    private readonly TimeProvider _clock;

    internal BatchDesk(Database database, Writer writer, ReviewMaker maker, ReviewPen pen, ReviewDesk desk, TimeProvider clock) =>
        (_database, _writer, _maker, _pen, _desk, _clock) = (database, writer, maker, pen, desk, clock);

    /// <summary>
    /// Of so many sessions as many are opened before they are signed together: the square root, as is usual where goods are looked at by eye, and never under three. Two
    /// batches need more than one of both, so that nothing is gained by cutting one up.
    /// </summary>
    public static int SampleOf(int sessions) => Math.Min(sessions, Math.Max(3, (int)Math.Ceiling(Math.Sqrt(sessions))));

    /// <summary>Which of these seats can be signed together now, and why the others cannot; without seats every finished one of the class.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<BatchLook> LookAsync(string classId, IReadOnlyList<int>? seats, string actor, CancellationToken cancellation) =>
        (await ReadAsync(classId, seats, actor, cancellation)).Look;

    /// <summary>All of it or nothing.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read or written now.</exception>
    public async Task<BatchOutcome> SignAsync(string classId, BatchOrder order, Account signer, CancellationToken cancellation)
    {
        if (!order.Texts.AreSound)
        {
            return new BatchOutcome.Refused(SignRefusal.Texts);
        }

        if (!await _desk.IsOfSchoolAsync(classId, order.Texts.TeacherId, cancellation))
        {
            return new BatchOutcome.Refused(SignRefusal.Teacher);
        }

        (BatchLook look, ImmutableArray<ReviewedProtocol> ready) = await ReadAsync(classId, order.Seats, signer.Id, cancellation);
        if (ready.IsEmpty || !look.Refused.IsEmpty || look.Stamp != order.Stamp)
        {
            return new BatchOutcome.Changed();
        }

        if (look.Opened < look.Needed)
        {
            return new BatchOutcome.SampleUnread();
        }

        var who = new ReviewSigner(signer.Id, signer.Name);
        SignedWork[] all = [.. ready.Select(protocol => WorkOf(classId, protocol, order.Texts, who))];
        return await _writer.RunAsync(null, scope => Write(scope, all), cancellation) ? new BatchOutcome.Done(all.Length) : new BatchOutcome.Changed();
    }

    private SignedWork WorkOf(string classId, ReviewedProtocol protocol, ReviewTexts texts, ReviewSigner who)
    {
        (ReviewRow row, ReleaseRow release) = _maker.Write(protocol, protocol.List.Decide([])!.Value, texts, who, last: null);
        return new SignedWork(classId, protocol, row, release, Draft: 0, ReviewPen.Together);
    }

    private bool Write(WriteScope scope, SignedWork[] all)
    {
        bool isSame = all.All(work => ReviewPen.Refusal(scope, work) is null);
        foreach (SignedWork work in isSame ? all : [])
        {
            _pen.Write(scope, work);
        }

        return isSame;
    }

    private const string StoredOf = $"{StoredResult.Select} WHERE x.class_id = @classId AND x.state = 'finished' AND {StoredResult.Agreed}";

    private async Task<(BatchLook Look, ImmutableArray<ReviewedProtocol> Ready)> ReadAsync(
        string classId, IReadOnlyList<int>? seats, string actor, CancellationToken cancellation)
    {
        long now = _clock.GetUtcNow().ToUnixTimeMilliseconds();
        var asked = new { classId, actor, since = now - (long)Lately.TotalMilliseconds };
        Dictionary<int, BatchRow> rows = (await _database.QueryAsync<BatchRow>(BatchRow.OfClass, asked, cancellation)).ToDictionary(row => row.Seat);
        Dictionary<string, StoredResult> stored = (await _database.QueryAsync<StoredResult>(StoredOf, new { classId }, cancellation))
            .ToDictionary(one => one.SessionId, StringComparer.Ordinal);
        List<(BatchRow Row, ReviewedProtocol Protocol)> ready = [];
        List<RefusedSeat> refused = [];
        foreach (int seat in (seats ?? [.. rows.Keys]).Distinct().Order())
        {
            if (!rows.TryGetValue(seat, out BatchRow? row) || !stored.TryGetValue(row.SessionId, out StoredResult? one))
            {
                refused.Add(new RefusedSeat(seat, BatchObstacle.Unknown));
            }
            else if (row.Obstacle is { } why)
            {
                refused.Add(new RefusedSeat(seat, why));
            }
            else if (_maker.Read(one, now) is var protocol && protocol.List.Items.IsEmpty)
            {
                refused.Add(new RefusedSeat(seat, BatchObstacle.NoList));
            }
            else
            {
                ready.Add((row, protocol));
            }
        }

        int opened = ready.Count(one => one.Row.Openings > 0);
        return (
            new BatchLook(
                Sha256Hex.OfFields(ready.Select(one => one.Protocol.Hash)), [.. ready.Select(one => new ReadySeat(one.Row.Seat, one.Row.Openings > 0))], [.. refused],
                SampleOf(ready.Count), opened),
            [.. ready.Select(one => one.Protocol)]);
    }
}
