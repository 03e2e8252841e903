using System.Globalization;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.LiveDay;

/// <summary>
/// The live board of the day: a beat looks over this node's classes, tells the other nodes, hears them, and counts. Everybody who looks reads what the last beat
/// published. The cost of a beat is in schools and classes, never in answers.
/// </summary>
public sealed class DayBoard
{
    /// <summary>How often to beat.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);

    private static readonly long RosterMs = (long)TimeSpan.FromMinutes(5).TotalMilliseconds;

    /// <summary>A class nobody knows may have been made since: the roster is read again, but not at every beat.</summary>
    private static readonly long RosterAgainMs = (long)TimeSpan.FromSeconds(6).TotalMilliseconds;

    private readonly DayRoster _roster;
    private readonly NodeWatch _watch;
    private readonly NodePost? _post;
    private readonly LoadMeter _load;
    private readonly TimeProvider _clock;
    private readonly string _nodeId;
    private readonly string _name;
    private NodeAbout _about;
    private readonly Lock _gate = new();
    private readonly DayBook _book = new();
    private readonly Dictionary<string, Neighbour> _others = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unsaid = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unknown = new(StringComparer.Ordinal);
    private string _life = NewId.Next();
    private long? _rosterAtMs;
    private bool _isRosterDue;
    private long _said;

    /// <param name="post">Null where no other node serves on the store.</param>
    /// <param name="self">Its name and what it is.</param>
    internal DayBoard(DayRoster roster, NodeWatch watch, NodePost? post, LoadMeter load, (string Name, NodeAbout About) self, TimeProvider clock)
    {
        (_roster, _watch, _post, _load, _clock) = (roster, watch, post, load, clock);
        (_name, _about) = self;
        _nodeId = post?.NodeId ?? NewId.Next();
    }

    /// <summary>
    /// What this node says of itself. The server's watch sets it, because it looks on a beat of its own that waits for no store; until then the load alone is
    /// looked at here.
    /// </summary>
    public Func<bool, NodeWord>? Self { get; set; }

    /// <summary>How busy this node was since the last look; one looker.</summary>
    public NodeLoad LookAtLoad(bool isStarved) => _load.Look(isStarved);

    /// <summary>The other nodes on the store, as they said last; none where there are none.</summary>
    public IReadOnlyList<OtherNode> Others { get; private set; } = [];

    /// <summary>
    /// Whether this node does what one of several should do, as far as was heard with the last beat. By the nodes' ids, so that all find the same; while one of
    /// them is not heard of yet two may.
    /// </summary>
    public bool IsFirst => Others.All(other => !other.IsHeard || string.CompareOrdinal(_nodeId, other.Id) < 0);

    /// <summary>This node lets go of its students: the others hear it with the next beat.</summary>
    public void Drain() => Volatile.Write(ref _about, Volatile.Read(ref _about) with { IsDraining = true });

    /// <summary>Whether another node takes students in, as far as was heard with the last beat.</summary>
    public bool HasNeighbour
    {
        get
        {
            lock (_gate)
            {
                return _book.State.Servers.Skip(1).Any(server => server.IsHeard && server.About is not { IsDraining: true });
            }
        }
    }

    /// <summary>One beat; one at a time.</summary>
    /// <param name="isStarved">Requests wait for a thread.</param>
    /// <param name="cancellation">Ends it; the next beat tells what this one did not.</param>
    /// <exception cref="StoreBusyException">The store cannot be read or written now. What this node knows itself was counted all the same, once the roster was read.</exception>
    public async Task BeatAsync(bool isStarved, CancellationToken cancellation)
    {
        long now = _clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (_rosterAtMs is null)
        {
            await ReadRosterAsync(now, cancellation);
        }

        Look(now);
        NodeWord word = Self?.Invoke(isStarved) ?? new NodeWord(_load.Look(isStarved), null);
        try
        {
            if (_post is { } post)
            {
                await SayAsync(post, now, word, cancellation);
                await HearAsync(post, now, cancellation);
                _watch.TellHearsay(now);
            }

            if (now - _rosterAtMs >= (_isRosterDue ? RosterAgainMs : RosterMs))
            {
                await ReadRosterAsync(now, cancellation);
            }
        }
        finally
        {
            Count(now, word.Load);
        }
    }

    /// <summary>This node ends: others need not miss it.</summary>
    /// <exception cref="StoreBusyException">The store cannot write now: then they will.</exception>
    public Task LeaveAsync(CancellationToken cancellation) => _post?.DropAsync(_nodeId, cancellation) ?? Task.CompletedTask;

    /// <summary>The day of a region or municipality; null before the first beat.</summary>
    /// <param name="since">Of the reading before, or null: then whole.</param>
    public DayView? Read(OrgNode place, string? since)
    {
        lock (_gate)
        {
            string[] known = since?.Split('-', 2) ?? [];
            bool isKnown = known.Length == 2 && known[0] == _life;
            long revision = isKnown && long.TryParse(known[1], NumberStyles.None, CultureInfo.InvariantCulture, out long told) ? told : 0;
            return _book.State == DayState.None ? null : _book.State.Of(place, _life, revision);
        }
    }

    /// <summary>A school class by class; without any where it has no newest lessons, or is newer than what was read of the store.</summary>
    public DaySchoolView ReadSchool(string schoolId)
    {
        lock (_gate)
        {
            return new DaySchoolView(
                schoolId, _book.State.AtMs, [.. _book.ClassesOf(schoolId).Select(room => new DayClass(room.Row.Id, room.Row.Name, room.Lesson, room.IsOn, room.Count))]);
        }
    }

    /// <summary>Where the school of a class lies, from memory; null where the class is none of the newest lessons.</summary>
    public OrgPath? SchoolOfClass(string classId)
    {
        lock (_gate)
        {
            return _book.SchoolOf(classId) is { } school ? _book.PathOf(school) : null;
        }
    }

    /// <summary>Where a school lies, from memory; null where it is newer than what was read of the store.</summary>
    public OrgPath? PathOfSchool(string schoolId)
    {
        lock (_gate)
        {
            return _book.PathOf(schoolId);
        }
    }

    /// <summary>The published state's number: replies made of the same one are the same.</summary>
    public long Revision
    {
        get
        {
            lock (_gate)
            {
                return _book.State.Revision;
            }
        }
    }

    private void Look(long now)
    {
        IReadOnlyList<string> changed = _watch.Look(now);
        lock (_gate)
        {
            foreach (string classId in changed)
            {
                if (_post is not null)
                {
                    _unsaid.Add(classId);
                }

                if (!_book.Knows(classId) && _unknown.Add(classId))
                {
                    _isRosterDue = true;
                }

                _book.Say(_nodeId, classId, _watch.WordOf(classId));
            }
        }
    }

    /// <summary>Of a school in which a class changed all classes are said: a row is read whole or not at all.</summary>
    private async Task SayAsync(NodePost post, long now, NodeWord word, CancellationToken cancellation)
    {
        string[] classes = [.. _unsaid];
        string[] schools = [.. classes.Select(_book.SchoolOf).OfType<string>().Distinct(StringComparer.Ordinal)];
        Dictionary<string, ClassWord[]> words = schools.ToDictionary(
            school => school, school => _book.ClassesOf(school).Select(room => _watch.WordOf(room.Row.Id)).OfType<ClassWord>().ToArray(), StringComparer.Ordinal);
        await post.SayAsync(new NodeHead(_nodeId, _name, now, _said + 1, word, _about), words, cancellation);
        _said++;
        _unsaid.ExceptWith(classes.Where(_book.Knows));
    }

    private async Task HearAsync(NodePost post, long now, CancellationToken cancellation)
    {
        IReadOnlyList<NodeHead> heads = await post.OthersAsync(cancellation);
        foreach (NodeHead head in heads)
        {
            if (!_others.TryGetValue(head.Id, out Neighbour? other))
            {
                // Its clock is good enough to tell a row that was left behind from one that is written.
                _others[head.Id] = other = new Neighbour(head, Math.Min(now, head.BeatAtMs));
            }

            other.Meet(head, now);
            if (!other.IsHeard(now))
            {
                Silence(other);
                if (now - other.HeardAtMs >= TroubleRules.ForgetServerMs)
                {
                    await post.DropAsync(head.Id, cancellation);
                }
            }
            else if (head.Revision > other.Known)
            {
                Hear(other, await post.WordsAsync(head.Id, other.Known, cancellation), head.Revision);
            }
        }

        foreach (Neighbour gone in _others.Values.Where(other => heads.All(head => head.Id != other.Head.Id)).ToArray())
        {
            Silence(gone);
            _others.Remove(gone.Head.Id);
        }
    }

    private void Hear(Neighbour other, IReadOnlyList<ClassWord> words, long revision)
    {
        lock (_gate)
        {
            foreach (ClassWord word in words)
            {
                other.Spoke(word);
                _watch.Hear(other.Head.Id, word.ClassId, word);
                _book.Say(other.Head.Id, word.ClassId, word);
                if (!_book.Knows(word.ClassId) && _unknown.Add(word.ClassId))
                {
                    _isRosterDue = true;
                }
            }
        }

        other.Known = revision;
    }

    /// <summary>What it knew is what the store knows, until its students come to another node.</summary>
    private void Silence(Neighbour other)
    {
        if (other.Words.Count == 0)
        {
            return;
        }

        lock (_gate)
        {
            foreach (string classId in other.Words.Keys)
            {
                _watch.Hear(other.Head.Id, classId, null);
                _book.Say(other.Head.Id, classId, null);
            }
        }

        other.Forget();
        _isRosterDue = true;
    }

    private async Task ReadRosterAsync(long now, CancellationToken cancellation)
    {
        RosterReading roster = await _roster.ReadAsync(cancellation);
        (_rosterAtMs, _isRosterDue) = (now, false);
        lock (_gate)
        {
            if (_book.Take(roster))
            {
                // Schools came or went: everybody reads the whole.
                _life = NewId.Next();
            }

            foreach (string classId in _unknown.Where(_book.Knows).ToArray())
            {
                _unknown.Remove(classId);
                _unsaid.Add(classId);
                _book.Say(_nodeId, classId, _watch.WordOf(classId));
            }
        }

        // Words about classes that were unknown until now went past: they are read again.
        foreach (Neighbour other in _others.Values)
        {
            other.Known = 0;
        }
    }

    private void Count(long now, NodeLoad load)
    {
        Others = [.. _others.Values.Select(other => new OtherNode(other.Head.Id, other.Head.Name, other.IsHeard(now), now - other.HeardAtMs, other.Head.Word))];
        lock (_gate)
        {
            _book.Count(
                now,
                [.. _others.Values.Where(other => !other.IsHeard(now)).Select(other => (other.Head.Id, other.Head.Name))],
                [.. _others.Values.Where(other => other.IsHeard(now) && other.Head.About is { } about && about.IsUnlike(_about)).Select(other => (other.Head.Id, other.Head.Name))],
                [
                    new DayServer(_name, true, load, _about),
                    .. _others.Values.Select(other => new DayServer(other.Head.Name, other.IsHeard(now), other.Head.Word.Load, other.Head.About)),
                ]);
        }
    }
}
