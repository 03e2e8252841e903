using System.Diagnostics;
using System.Globalization;
using Dapper;
using Diagnostics.Engine.Rehearsals;
using Diagnostics.Tests.EndToEnd;
using Diagnostics.Web.Rehearsal;
using Npgsql;

namespace Diagnostics.Tests.Cluster;

/// <summary>
/// The students of a rehearsal, by sockets and by plain HTTP, who answer about twice a second each until they are told to finish. Each keeps the list of what was
/// acknowledged; the end compares it with the rows of the database itself.
/// </summary>
internal sealed class Load : IAsyncDisposable
{
    private const int StudentsInClass = 12;

    /// <summary>What a fault of any length leaves room for before students would finish by themselves.</summary>
    private const int Seconds = 1_200;

    private const double AnswerSeconds = 0.5;

    /// <summary>What a busy machine may take to bring everybody back; what they took is told.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>36 students; DIAGNOSTICS_CLUSTER_STUDENTS for the long run.</summary>
    private static readonly int Classes = int.Parse(Environment.GetEnvironmentVariable("DIAGNOSTICS_CLUSTER_STUDENTS") ?? "36", CultureInfo.InvariantCulture) / StudentsInClass;

    private readonly HurriedTime _time = new();
    private readonly CancellationTokenSource _end = new();
    private readonly IReadOnlyList<RehearsedClass> _rooms;
    private readonly CrowdNetwork _network;
    private readonly CrowdCounts _counts = new(Seconds);
    private readonly VirtualStudent[][] _students;
    private readonly Task[] _running;

    private Load(Uri through, IReadOnlyList<RehearsedClass> rooms)
    {
        _rooms = rooms;
        WorkerPlan plan = new(through, RehearsalProfile.Bell, 0, Seconds, 1, 1, null, ["127.0.0.2", "127.0.0.3", "127.0.0.4"], rooms, AnswerSeconds: AnswerSeconds);
        // Everybody comes in at once, after the bell.
        plan = plan with { StartAtMs = _time.GetUtcNow().AddSeconds(-1 - plan.Bell).ToUnixTimeMilliseconds() };
        RunClock clock = new(_time, plan.StartAtMs);
        _network = new CrowdNetwork(plan);
        PackageShelf packages = new(_network);
        _students = [.. rooms.Select((room, index) => room.Codes.SkipLast(1)
            .Select((code, seat) => new VirtualStudent(WithoutMishaps(plan, NumberOf(index, seat)), _network, clock, _counts, packages, code, NumberOf(index, seat))).ToArray())];
        _running = [.. _students.SelectMany(one => one).Select(student => Task.Run(() => student.RunAsync(_end.Token), _end.Token))];
    }

    /// <summary>Of a seat to which none of the students comes.</summary>
    public string SpareCode => _rooms[0].Codes[^1];

    /// <summary>Answers acknowledged until now, of all.</summary>
    public long Acknowledged => _students.Sum(room => room.Sum(student => (long)student.Sent.Acknowledged));

    /// <param name="through">The proxy.</param>
    /// <param name="key">The operator's key as the header carries it.</param>
    public static async Task<Load> BeginAsync(Uri through, string key)
    {
        using RehearsedServer server = new(through, key, null, TimeProvider.System);
        IReadOnlyList<RehearsedClass> rooms = await server.OpenAsync(new RehearsalSize(Classes, StudentsInClass + 1), replace: true, CancellationToken.None);
        // Before anybody is there: what is tried here is not how the word of a start comes to the other node.
        foreach (RehearsedClass room in rooms)
        {
            await new DemoClass(new Uri(through, $"board/{room.BoardLink}"), room.Pin, [.. room.Codes]).StartLessonAsync();
        }

        Load load = new(through, rooms);
        await load.AllAnswerAsync();
        return load;
    }

    /// <summary>Waits until every student has heard of an answer that is safe, and of one more.</summary>
    /// <returns>How long the first, half of them and all of them took.</returns>
    public async Task<Recovery> AllAnswerAsync()
    {
        VirtualStudent[] all = [.. _students.SelectMany(one => one)];
        int[] before = [.. all.Select(student => student.Sent.Acknowledged)];
        Stopwatch since = Stopwatch.StartNew();
        (TimeSpan? first, TimeSpan? half) = (null, null);
        while (true)
        {
            int back = all.Where((student, index) => student.Sent.Acknowledged > before[index]).Count();
            first ??= back > 0 ? since.Elapsed : null;
            half ??= back >= (all.Length + 1) / 2 ? since.Elapsed : null;
            if (back == all.Length)
            {
                return new Recovery(first!.Value, half!.Value, since.Elapsed);
            }

            Assert.True(since.Elapsed < Longest, $"After {since.Elapsed.TotalSeconds:0} s {back} of {all.Length} students are heard by the servers. {Told}");
            foreach (Task ended in _running.Where(one => one.IsCompleted))
            {
                await ended;
                Assert.Fail("Somebody's lesson ended before its time.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }

    /// <summary>While this lasts nothing can be stored, and nothing is said to be.</summary>
    public async Task NothingIsAcknowledgedAsync(TimeSpan length)
    {
        TimeSpan onItsWay = TimeSpan.FromSeconds(0.5);
        await Task.Delay(onItsWay);
        long before = Acknowledged;
        await Task.Delay(length - onItsWay);
        Assert.Equal(before, Acknowledged);
    }

    /// <summary>Everybody finishes with what they have.</summary>
    public async Task FinishAsync()
    {
        _time.Hurry(TimeSpan.FromSeconds(Seconds));
        try
        {
            await Task.WhenAll(_running).WaitAsync(Longest);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{_running.Count(one => !one.IsCompleted)} did not finish in {Longest.TotalSeconds:0} s. {Told}");
        }

        Assert.Equal(0, _counts[Counted.Contradicted]);
    }

    /// <summary>Every acknowledged answer stands there as it was sent, exactly once, and everybody has finished with as many as they gave.</summary>
    /// <returns>How many answers were acknowledged.</returns>
    public async Task<long> AssertStoredAsync(string connection)
    {
        await using NpgsqlConnection store = new(connection + ";Pooling=false");
        string[] rooms = [.. _rooms.Select(room => room.Id)];
        var rows = (await store.QueryAsync<(string Class, int Seat, long Number, int Item, string Value)>(Rows, new { rooms })).ToLookup(row => (row.Class, row.Seat));
        var ends = (await store.QueryAsync<(string Class, int Seat, long Last)>(Finished, new { rooms })).ToDictionary(row => (row.Class, row.Seat), row => row.Last);
        StoreComparison sum = new(0, 0, 0);
        for (int room = 0; room < rooms.Length; room++)
        {
            for (int seat = 1; seat <= _students[room].Length; seat++)
            {
                SentAnswers sent = _students[room][seat - 1].Sent;
                sum = sum.Add(sent.Compare(rows[(rooms[room], seat)].ToLookup(row => row.Number, row => (row.Item, row.Value))));
                Assert.Equal(sent.Count, ends.GetValueOrDefault((rooms[room], seat), -1));
            }
        }

        Assert.Equal((0, 0), (sum.Lost, sum.Doubled));
        Assert.True(sum.Acknowledged > 2 * Classes * StudentsInClass, $"Only {sum.Acknowledged} answers were acknowledged.");
        return sum.Acknowledged;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _network.Dispose();
        _end.Dispose();
    }

    private const string Rows = """
        SELECT x.class_id, t.number, l.number, l.item, l.value
        FROM test_session x JOIN seat t ON t.id = x.seat_id JOIN answer_log l ON l.session = x.id WHERE x.class_id = ANY(@rooms)
        """;

    private const string Finished = """
        SELECT x.class_id, t.number, f.last_number
        FROM test_session x JOIN seat t ON t.id = x.seat_id JOIN finished_session f ON f.session_id = x.id WHERE x.class_id = ANY(@rooms) AND x.state = 'finished'
        """;

    /// <summary>What the crowd met, for whoever reads a failure.</summary>
    private string Told => string.Join(", ", _counts.Numbers().Where(one => one.Value != 0).Select(one => $"{one.Key} {one.Value}"));

    /// <summary>Whoever loses a link by themselves in the middle of a fault would be counted as the fault's.</summary>
    private static WorkerPlan WithoutMishaps(WorkerPlan plan, int number) =>
        Enumerable.Range(1, 1_000).Select(seed => plan with { Seed = seed }).First(one => new StudentChance(one, number).Mishaps.Count == 0);

    private static int NumberOf(int room, int seat) => (room * 100) + seat;
}

/// <summary>How long after a fault somebody, half of the students and all of them heard of a safe answer again.</summary>
internal sealed record Recovery(TimeSpan First, TimeSpan Half, TimeSpan All)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"first {First.TotalSeconds:0.0} s, half {Half.TotalSeconds:0.0} s, all {All.TotalSeconds:0.0} s");
}
