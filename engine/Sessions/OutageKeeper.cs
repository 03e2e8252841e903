using System.Globalization;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Sessions;

/// <summary>
/// Gives back what an outage took: the store keeps a sign of life, and whoever finds it too old adds the time between to the lessons that
/// were on. A program that was down and a store that could not be written look alike here, as they do to a class.
/// </summary>
public sealed class OutageKeeper
{
    /// <summary>How often to give a sign.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    /// <summary>A sign comes late now and then; a silence this long is an outage.</summary>
    public static readonly TimeSpan Noticed = TimeSpan.FromSeconds(15);

    /// <summary>After a longer one the lesson is over: what to do then is for people to say.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    /// <summary>A shorter silence is within the grace of a section.</summary>
    private readonly TimeSpan _shortest;
    private readonly SessionRoll _roll;
    private readonly Writer _writer;
    private readonly ControlBell _bell;
    private readonly AuditLog _audit;
    private readonly TimeProvider _clock;

    internal OutageKeeper(SessionRoll roll, Writer writer, ControlBell bell, AuditLog audit, TimeSpan sectionGrace, TimeProvider clock)
    {
        (_roll, _writer, _bell, _audit, _clock) = (roll, writer, bell, audit, clock);
        _shortest = TimeSpan.FromTicks(Math.Clamp(sectionGrace.Ticks, 2 * Beat.Ticks, Noticed.Ticks));
    }

    private const string LastSign = "SELECT value FROM store_mark WHERE name = 'alive'";

    private const string FirstSign = "INSERT INTO store_mark (name, value) VALUES ('alive', @now)";

    /// <summary>Of several nodes that find the same sign only one may act on it.</summary>
    private const string NextSign = "UPDATE store_mark SET value = @now WHERE name = 'alive' AND value = @last";

    private const string LessonsOn = """
        SELECT c.id FROM school_class c
        WHERE c.lesson IN ('running', 'paused')
            AND EXISTS (SELECT 1 FROM test_session s WHERE s.class_id = c.id AND s.state IN ('inProgress', 'paused'))
        """;

    /// <summary>Gives a sign of life.</summary>
    /// <returns>For how many classes an outage was made good.</returns>
    /// <exception cref="StoreBusyException">The store cannot write now: the next beat makes that good.</exception>
    public async Task<int> BeatAsync(CancellationToken cancellation)
    {
        long now = _clock.GetUtcNow().ToUnixTimeMilliseconds();
        Dictionary<string, TimeGrants> given = await _writer.RunAsync(null, scope => SignAndGive(scope, now), cancellation, grants =>
        {
            foreach (LiveClass room in _roll.Loaded)
            {
                if (grants.TryGetValue(room.Id, out TimeGrants? all))
                {
                    room.SetGrants(all);
                }
            }
        });
        foreach (string classId in given.Keys)
        {
            _bell.Ring(new SessionControl(ControlKind.Time, classId, null, null, null));
        }

        return given.Count;
    }

    private Dictionary<string, TimeGrants> SignAndGive(WriteScope scope, long now)
    {
        var given = new Dictionary<string, TimeGrants>(StringComparer.Ordinal);
        string sign = now.ToString(CultureInfo.InvariantCulture);
        if (scope.FirstOrDefault<string>(LastSign) is not { } last)
        {
            scope.Execute(FirstSign, new { now = sign });
            return given;
        }

        // Nodes' clocks differ: an older sign over a newer one would look like an outage at every beat of the faster node.
        long silentFrom = long.Parse(last, CultureInfo.InvariantCulture);
        if (now <= silentFrom || scope.Execute(NextSign, new { now = sign, last }) == 0
            || TimeSpan.FromMilliseconds(now - silentFrom) is var silence && (silence < _shortest || silence > Longest))
        {
            return given;
        }

        foreach (string classId in scope.Query<string>(LessonsOn, null))
        {
            var pauses = new LessonPauses(scope.Query<LessonPauseRow>(LessonPauseRow.OfClass, new { classId }));
            long ms = now - silentFrom;
            if (ms > pauses.WithinMs(silentFrom, now))
            {
                scope.Execute(TimeGrantRow.Insert, new { classId, seat = (int?)null, now, ms, outage = 1, press = (string?)null });
                _audit.Write(scope, new AuditEntry(
                    AuditEntry.System, AuditAct.TimeGiven, "class", classId, new OrgNode(NodeKind.Class, classId),
                    string.Create(CultureInfo.InvariantCulture, $"outage, {ms / 1_000} s")));
                given[classId] = new TimeGrants(scope.Query<TimeGrantRow>(TimeGrantRow.OfClass, new { classId }));
            }
        }

        return given;
    }
}
