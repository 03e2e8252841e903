using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Rehearsals;

namespace Diagnostics.Engine.LiveDay;

/// <summary>
/// The day put together in this node's memory: every school with its classes, what is wrong, and the last hour of each place. Told words, counted once a beat,
/// and published whole, so that readers wait for nobody. One thread at a time writes.
/// </summary>
internal sealed class DayBook
{
    private readonly Dictionary<string, ClassDay> _classes = new(StringComparer.Ordinal);
    private readonly HashSet<ClassDay> _touched = [];
    private readonly Dictionary<string, DayTrend> _trends = new(StringComparer.Ordinal);
    private readonly Dictionary<(TroubleKind, string), long> _since = [];
    private readonly Dictionary<string, SchoolDay> _byId = new(StringComparer.Ordinal);
    private SchoolDay[] _schools = [];
    private KeptReport? _best;
    private long _revision;

    /// <summary>Whether the class is one of the newest lessons.</summary>
    public bool Knows(string classId) => _classes.ContainsKey(classId);

    /// <summary>The school of a class, or null.</summary>
    public string? SchoolOf(string classId) => _classes.GetValueOrDefault(classId)?.Row.SchoolId;

    /// <summary>Where a school lies, or null.</summary>
    public OrgPath? PathOf(string schoolId) =>
        _byId.GetValueOrDefault(schoolId) is { Row: var row } ? new OrgPath(row.RegionId, row.MunicipalityId, row.Id, null) : null;

    /// <summary>The classes of a school, by grade and letter.</summary>
    public IReadOnlyList<ClassDay> ClassesOf(string schoolId) => _byId.GetValueOrDefault(schoolId)?.Classes ?? [];

    public DayState State { get; private set; } = DayState.None;

    /// <summary>The classes as the store has them now; what nodes said about classes that stay counts on. True when schools came or went.</summary>
    public bool Take(RosterReading roster)
    {
        _best = roster.Best;
        bool isOther = !roster.Schools.SequenceEqual(_schools.Select(school => school.Row));
        if (isOther)
        {
            _schools = [.. roster.Schools.Select(row => _byId.TryGetValue(row.Id, out SchoolDay? known) && known.Row == row ? known : new SchoolDay(row))];
            _byId.Clear();
            foreach (SchoolDay school in _schools)
            {
                _byId[school.Row.Id] = school;
            }
        }

        foreach (SchoolDay school in _schools)
        {
            school.Classes.Clear();
        }

        HashSet<string> there = [];
        foreach (RosterClass row in roster.Classes)
        {
            // A school that was made between the two readings comes with the next one.
            if (!_byId.TryGetValue(row.SchoolId, out SchoolDay? school))
            {
                continue;
            }

            if (_classes.TryGetValue(row.Id, out ClassDay? known))
            {
                known.Row = row;
            }
            else
            {
                _classes[row.Id] = known = new ClassDay(row);
            }

            there.Add(row.Id);
            school.Classes.Add(known);
            _touched.Add(known);
        }

        foreach (string gone in _classes.Keys.Where(id => !there.Contains(id)).ToArray())
        {
            _classes.Remove(gone);
        }

        return isOther;
    }

    /// <summary>What a node knows of a class now; a null word: nothing any more.</summary>
    public void Say(string node, string classId, ClassWord? word)
    {
        if (!_classes.TryGetValue(classId, out ClassDay? room))
        {
            return;
        }

        if (word is null)
        {
            room.Unsay(node);
        }
        else
        {
            room.Say(node, word);
        }

        _touched.Add(room);
    }

    /// <summary>Counts and publishes.</summary>
    /// <param name="nowMs">Unix ms.</param>
    /// <param name="silent">Names of servers that are silent.</param>
    /// <param name="unlike">Names of servers that run another version or other content than this one.</param>
    public void Count(
        long nowMs, IReadOnlyList<(string Id, string Name)> silent, IReadOnlyList<(string Id, string Name)> unlike, IReadOnlyList<DayServer> servers)
    {
        // Time alone moves classes that are on: a lesson left open ends, nobody answers for too long.
        foreach (ClassDay room in _classes.Values)
        {
            if (room.IsOn || _touched.Contains(room))
            {
                room.Recount(nowMs);
            }
        }

        _touched.Clear();
        _revision++;
        var open = new HashSet<(TroubleKind, string)>();
        List<DayTrouble> troubles = [];
        foreach ((string id, string name) in silent)
        {
            troubles.Add(new DayTrouble(TroubleKind.ServerSilent, null, null, name, 0, 0, Since(open, TroubleKind.ServerSilent, id, nowMs)));
        }

        foreach ((string id, string name) in unlike)
        {
            troubles.Add(new DayTrouble(TroubleKind.ServerUnlike, null, null, name, 0, 0, Since(open, TroubleKind.ServerUnlike, id, nowMs)));
        }

        foreach (SchoolDay school in _schools)
        {
            school.Sum();
            int before = troubles.Count;
            AddTroubles(school, nowMs, open, troubles);
            school.Tell(troubles.Count - before, _revision);
        }

        foreach ((TroubleKind, string) over in _since.Keys.Where(key => !open.Contains(key)).ToArray())
        {
            _since.Remove(over);
        }

        State = Publish(nowMs, [.. troubles.OrderBy(trouble => trouble.Kind).ThenBy(trouble => trouble.SinceMs)], servers);
    }

    private void AddTroubles(SchoolDay school, long nowMs, HashSet<(TroubleKind, string)> open, List<DayTrouble> troubles)
    {
        bool grows = school.GrowsUnsent(nowMs);
        if (school.Count.On == 0)
        {
            return;
        }

        DayCount count = school.Count;
        if (TroubleRules.AreLinksLost(count))
        {
            troubles.Add(new DayTrouble(
                TroubleKind.LinksLost, school.Place, null, null, count.Lost, count.Lost + count.Answering, Since(open, TroubleKind.LinksLost, school.Row.Id, nowMs)));
        }

        if (grows)
        {
            troubles.Add(new DayTrouble(TroubleKind.UnsentGrow, school.Place, null, null, count.Unsent, 0, Since(open, TroubleKind.UnsentGrow, school.Row.Id, nowMs)));
        }

        foreach (ClassDay room in school.Classes.Where(room => TroubleRules.DoesNobodyAnswer(room, nowMs)))
        {
            troubles.Add(new DayTrouble(
                TroubleKind.NobodyAnswers, school.Place, room.Row.Name, null, 0, 0, Since(open, TroubleKind.NobodyAnswers, room.Row.Id, room.RunsSinceMs ?? nowMs)));
        }
    }

    private long Since(HashSet<(TroubleKind, string)> open, TroubleKind kind, string id, long nowMs)
    {
        open.Add((kind, id));
        return _since.TryGetValue((kind, id), out long since) ? since : _since[(kind, id)] = nowMs;
    }

    private DayState Publish(long nowMs, IReadOnlyList<DayTrouble> troubles, IReadOnlyList<DayServer> servers)
    {
        PlaceDay[] municipalities =
        [
            .. _schools.GroupBy(school => school.Row.MunicipalityId).Select(group => PlaceOf(
                group.Key, group.First().Row.MunicipalityName, group.First().Row.RegionId, [.. group], nowMs)),
        ];
        PlaceDay[] regions =
        [
            .. _schools.GroupBy(school => school.Row.RegionId).Select(group => PlaceOf(group.Key, group.First().Row.RegionName, group.Key, [.. group], nowMs)),
        ];
        DayRehearsed? rehearsed = _best is { } best ? new DayRehearsed(regions.Sum(region => region.Count.Answering), best.StandsFor, best.Facts.StartedAtMs) : null;
        return new DayState(_revision, nowMs, regions, municipalities, troubles, servers, rehearsed);
    }

    private PlaceDay PlaceOf(string id, string name, string regionId, SchoolDay[] schools, long nowMs)
    {
        var count = DayCount.Sum(schools.Select(school => school.Count));
        if (!_trends.TryGetValue(id, out DayTrend? trend))
        {
            _trends[id] = trend = new DayTrend();
        }

        trend.Note(nowMs, count);
        return new PlaceDay(id, name, regionId, count, schools.Sum(school => school.Troubles), [.. schools.Select(school => (school.Told, school.Revision))], trend.Read());
    }
}
