using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Sessions;

/// <summary>
/// Carries bells between the nodes of one shared store: what is rung here is a row, and what others wrote is rung here after this node has looked at the class
/// anew, so that a page which asks because it was told is told the new. A store of one process has nobody to tell.
/// </summary>
public sealed class BellPost
{
    /// <summary>How often to look.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    /// <summary>A row is gone after it; a node that could not look for longer looks at all its classes instead.</summary>
    private const long KeepsMs = 60_000;

    /// <summary>More waits only while the store is lost; then the classes are looked at anew on the other side.</summary>
    private const int MostWaiting = 20_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private readonly ConcurrentQueue<NodeNews> _waiting = new();
    private readonly Dictionary<string, long> _heard = new(StringComparer.Ordinal);
    private readonly Database _database;
    private readonly Writer _writer;
    private readonly SessionRoll _roll;
    private readonly ControlBell _bell;
    private readonly string _nodeId;
    private readonly TimeProvider _clock;
    private long _number;
    private long _sweptAtMs;
    private long? _lookedAtMs;

    internal BellPost(Database database, Writer writer, SessionRoll roll, ControlBell bell, string nodeId, TimeProvider clock)
    {
        (_database, _writer, _roll, _bell, _nodeId, _clock) = (database, writer, roll, bell, nodeId, clock);
        if (IsNeeded)
        {
            bell.Told += Take;
        }
    }

    /// <summary>Whether other nodes may serve on the store.</summary>
    public bool IsNeeded => _roll.Shared;

    /// <summary>Tells what waits and hears what others told; one at a time.</summary>
    /// <exception cref="StoreBusyException">The store cannot be used now; what waits goes on waiting.</exception>
    public async Task BeatAsync(CancellationToken cancellation)
    {
        if (IsNeeded)
        {
            await TellAsync(cancellation);
            await HearAsync(cancellation);
        }
    }

    private void Take(NodeNews news)
    {
        if (_waiting.Count < MostWaiting)
        {
            _waiting.Enqueue(news);
        }
    }

    private static string Insert(Dialect dialect) =>
        $"INSERT INTO node_bell (node_id, number, rung_at, news) SELECT @nodeId, CAST(r.id AS bigint), @now, r.body FROM {dialect.JsonRows}";

    private const string Sweep = "DELETE FROM node_bell WHERE node_id = @nodeId AND rung_at < @now - @keeps";

    private async Task TellAsync(CancellationToken cancellation)
    {
        long now = NowMs;
        NodeNews[] news = [.. _waiting];
        bool isSwept = now - _sweptAtMs < KeepsMs / 4;
        if (news.Length == 0 && (isSwept || _number == 0))
        {
            return;
        }

        // Numbered in the order of commits: one writer writes them one portion after the other.
        string rows = JsonSerializer.Serialize(
            news.Select((one, i) => new { id = (_number + 1 + i).ToString(System.Globalization.CultureInfo.InvariantCulture), body = JsonSerializer.Serialize(one, Json) }), Json);
        await _writer.RunAsync(
            null,
            scope => (news.Length > 0 ? scope.Execute(Insert(scope.Dialect), new { nodeId = _nodeId, now, rows }) : 0)
                + (isSwept ? 0 : scope.Execute(Sweep, new { nodeId = _nodeId, now, keeps = KeepsMs })),
            cancellation);
        _number += news.Length;
        for (int i = 0; i < news.Length; i++)
        {
            _waiting.TryDequeue(out _);
        }

        _sweptAtMs = isSwept ? _sweptAtMs : now;
    }

    private const string Heads = "SELECT node_id AS NodeId, MAX(number) AS Last FROM node_bell WHERE node_id <> @nodeId GROUP BY node_id";

    private const string Newer = "SELECT news FROM node_bell WHERE node_id = @id AND number > @since AND number <= @last ORDER BY number";

    private async Task HearAsync(CancellationToken cancellation)
    {
        IReadOnlyList<HeadRow> heads = await _database.QueryAsync<HeadRow>(Heads, new { nodeId = _nodeId }, cancellation);
        bool isFirst = _lookedAtMs is null;
        bool hasMissed = NowMs - _lookedAtMs > KeepsMs / 2;
        List<NodeNews> news = [];
        foreach (HeadRow head in heads)
        {
            // What was rung before this node began stands in the store.
            long since = isFirst ? head.Last : _heard.GetValueOrDefault(head.NodeId);
            if (head.Last > since)
            {
                news.AddRange((await _database.QueryAsync<string>(Newer, new { id = head.NodeId, since, last = head.Last }, cancellation))
                    .Select(said => JsonSerializer.Deserialize<NodeNews>(said, Json)!));
            }
        }

        await RingAsync(news, cancellation);
        if (hasMissed)
        {
            await CatchUpAsync(cancellation);
        }

        foreach (HeadRow head in heads)
        {
            _heard[head.NodeId] = head.Last;
        }

        foreach (string gone in _heard.Keys.Except(heads.Select(head => head.NodeId), StringComparer.Ordinal).ToArray())
        {
            _heard.Remove(gone);
        }

        _lookedAtMs = NowMs;
    }

    /// <summary>Only classes in memory: others have no page here, and are read whole when one comes.</summary>
    private async Task RingAsync(List<NodeNews> news, CancellationToken cancellation)
    {
        foreach (IGrouping<string, NodeNews> ofClass in news.GroupBy(one => one.Control.ClassId, StringComparer.Ordinal))
        {
            if (_roll.PeekClass(ofClass.Key) is not { } room)
            {
                continue;
            }

            if (ofClass.Any(one => one.Control.Kind is ControlKind.Lesson or ControlKind.Time or ControlKind.Consent or ControlKind.CodeReplaced))
            {
                await _roll.RefreshAsync(room, cancellation, sharedMs: 0);
            }

            foreach (NodeNews one in ofClass)
            {
                Take(room, one);
                _bell.Pass(one.Control);
            }
        }
    }

    /// <summary>What stands in no row.</summary>
    private void Take(LiveClass room, NodeNews news)
    {
        Presence? seat = news.Control.SessionId is { } id ? _roll.Peek(id)?.Presence : null;
        switch (news.Control.Kind)
        {
            case ControlKind.Message when news.Said is { } said:
                room.Say(news.Seat, said, NowMs);
                break;
            case ControlKind.SeatAsked when news.Device is { } device:
                seat?.HeardAsk(device, NowMs);
                room.Touch();
                break;
            case ControlKind.SeatAllowed when news.Device is { } device:
                seat?.Allow(device);
                room.Touch();
                break;
            case ControlKind.SeatLeft:
                seat?.Leave();
                room.Touch();
                break;
            case ControlKind.Message:
            case ControlKind.SeatAsked:
            case ControlKind.SeatAllowed:
            case ControlKind.Superseded:
            case ControlKind.Lesson:
            case ControlKind.Time:
            case ControlKind.Consent:
            case ControlKind.CodeReplaced:
            case ControlKind.Moved:
            default:
                break;
        }
    }

    /// <summary>Rows may have gone unread: every class that is here is looked at, and its pages hear where the lesson is and ask the rest.</summary>
    private async Task CatchUpAsync(CancellationToken cancellation)
    {
        foreach (LiveClass room in _roll.Loaded)
        {
            await _roll.RefreshAsync(room, cancellation, sharedMs: 0);
            foreach (LiveSession live in room.Seats)
            {
                _bell.Pass(new SessionControl(ControlKind.Lesson, room.Id, live.Id, null, room.RunOf(live.Seat, NowMs)));
            }

            _bell.Pass(new SessionControl(ControlKind.Time, room.Id, null, null, null));
        }
    }

    private long NowMs => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    private sealed record HeadRow
    {
        public required string NodeId { get; init; }

        public required long Last { get; init; }
    }
}
