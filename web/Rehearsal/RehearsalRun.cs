using System.Net;
using Diagnostics.Engine.Rehearsals;
using Diagnostics.Web.Api;
using Diagnostics.Web.Rehearsal.Floors;

namespace Diagnostics.Web.Rehearsal;

/// <summary>One run from end to end: make the classes, let the crowd in, watch the server, compare with its store, take the classes away.</summary>
internal sealed class RehearsalRun(RehearsalOptions options, TimeProvider time)
{
    private const int ReadySeconds = 3;
    private const double LookEvery = 2;
    private const int SourcesOfProcess = 4;

    /// <summary>After the bell, and after boards are closed, s.</summary>
    private const double Settling = 10;

    private readonly List<Look> _looks = [];

    /// <exception cref="HttpRequestException">The server is not there, or refuses.</exception>
    /// <exception cref="InvalidOperationException">A process of the crowd ended early.</exception>
    public async Task<RehearsalReport> RunAsync(IProgress<double> progress, CancellationToken cancellation)
    {
        using RehearsedServer server = new(options.Url, options.Key, options.Authority, time);
        RehearsalSize size = new(options.Classes, options.StudentsPerClass);
        // Not to be cut off: classes that were half asked for would stay.
        IReadOnlyList<RehearsedClass> classes = await server.OpenAsync(size, options.Replace, CancellationToken.None);
        RehearsalReport report;
        bool isClosed;
        try
        {
            report = await RehearseAsync(server, classes, progress, cancellation);
        }
        finally
        {
            // Whatever happened: the classes of a rehearsal do not stay. A server that is gone takes no report with it.
            isClosed = await AsksAsync(() => server.CloseAsync(CancellationToken.None));
        }

        return isClosed
            ? report
            : report with { Verdict = report.Verdict.Because("the classes of the rehearsal could not be taken away: the next one does it with --replace") };
    }

    /// <summary>Leaves a report with the server it is about.</summary>
    /// <exception cref="HttpRequestException">The server is not there, or refuses.</exception>
    public async Task KeepAsync(RehearsalReport report, CancellationToken cancellation)
    {
        using RehearsedServer server = new(options.Url, options.Key, options.Authority, time);
        await server.KeepAsync(report, cancellation);
    }

    private async Task<RehearsalReport> RehearseAsync(
        RehearsedServer server, IReadOnlyList<RehearsedClass> classes, IProgress<double> progress, CancellationToken cancellation)
    {
        MachineFloor? floor = options.MeasuresFloor
            ? await MachineFloor.MeasureAsync(options.Classes * options.StudentsPerClass, options.FloorSeconds, options.FloorFolder, time, cancellation)
            : null;
        DateTimeOffset startsAt = time.GetUtcNow().AddSeconds(ReadySeconds);
        using var crowd = Crowd.Start(Plans(classes, startsAt));
        await WatchAsync(server, crowd, startsAt, progress, cancellation);
        CrowdLine[] told = await Task.WhenAll(crowd.Members.Select(member => member.Done));
        StoreComparison? compared = null;
        long finished = 0;
        bool isCompared = await AsksAsync(async () =>
        {
            compared = await CompareAsync(server, crowd, cancellation);
            await foreach (string row in server.SessionsAsync(cancellation))
            {
                finished += row.Split(' ')[2] == "1" ? 1 : 0;
            }
        });
        return Report(startsAt, told, isCompared ? compared : null, finished, floor);
    }

    /// <summary>False when the server does not answer.</summary>
    private static async Task<bool> AsksAsync(Func<Task> ask)
    {
        try
        {
            await ask();
            return true;
        }
        catch (Exception error) when (RehearsedServer.IsAway(error))
        {
            return false;
        }
    }

    private IEnumerable<WorkerPlan> Plans(IReadOnlyList<RehearsedClass> classes, DateTimeOffset startsAt)
    {
        int processes = Math.Min(options.Processes, classes.Count);
        for (int index = 0; index < processes; index++)
        {
            int process = index;
            yield return new WorkerPlan(
                options.Url, options.Profile, startsAt.ToUnixTimeMilliseconds(), (int)(options.Minutes * 60), options.Pace, options.Seed + process,
                options.Authority, Sources(process), [.. classes.Where((_, at) => at % processes == process)], options.WithoutJitter,
                options.AnswerSeconds, options.ClosesBoards);
        }
    }

    /// <summary>On the own machine the crowd comes from several addresses, as pupils do; from elsewhere the system chooses.</summary>
    private string[] Sources(int process) => IPAddress.TryParse(options.Url.Host, out IPAddress? host) && IPAddress.IsLoopback(host)
        && host.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork && OperatingSystem.IsLinux()
            ? [.. Enumerable.Range(0, SourcesOfProcess).Select(n => $"127.0.0.{2 + ((process * SourcesOfProcess) + n) % 250}")]
            : [];

    private async Task WatchAsync(
        RehearsedServer server, Crowd crowd, DateTimeOffset startsAt, IProgress<double> progress, CancellationToken cancellation)
    {
        Task all = Task.WhenAll(crowd.Members.Select(member => member.Done));
        double seconds = options.Minutes * 60;
        while (!all.IsCompleted)
        {
            double second = (time.GetUtcNow() - startsAt).TotalSeconds;
            progress.Report(Math.Clamp(second / seconds, 0, 1) * 0.95);
            // A server that is restarted in the middle is part of some rehearsals: the crowd tells what it did to them.
            await AsksAsync(async () =>
            {
                (ServerMeters meters, double ms) = await server.MetersAsync(cancellation);
                _looks.Add(new Look(second, meters, ms, Sum(crowd, Counted.Acknowledged), Sum(crowd, Counted.Connected), Sum(crowd, Counted.Entered)));
            });

            await Task.WhenAny(all, Task.Delay(TimeSpan.FromSeconds(LookEvery), time, cancellation));
        }

        await all;
        if (_looks.Count == 0)
        {
            throw new InvalidOperationException("The server was away all the time the crowd was there.");
        }
    }

    private static async Task<StoreComparison> CompareAsync(RehearsedServer server, Crowd crowd, CancellationToken cancellation)
    {
        Dictionary<string, CrowdMember> members = crowd.Members
            .SelectMany(member => member.Plan.Classes.Select(room => (room.Id, member))).ToDictionary(one => one.Id, one => one.member);
        await foreach (string row in server.AnswersAsync(cancellation))
        {
            await members[row[..row.IndexOf(' ', StringComparison.Ordinal)]].TellAsync(row);
        }

        foreach (CrowdMember member in crowd.Members)
        {
            await member.TellAsync("");
            await member.FlushAsync();
        }

        return (await Task.WhenAll(crowd.Members.Select(member => member.Compared))).Aggregate((sum, one) => sum.Add(one));
    }

    private RehearsalReport Report(DateTimeOffset startsAt, CrowdLine[] told, StoreComparison? compared, long finished, MachineFloor? floor)
    {
        Dictionary<Counted, long> counts = Enum.GetValues<Counted>().ToDictionary(what => what, what => told.Sum(line => line.Numbers[what]));
        WaitsTold waits = new(
            Told(told, one => one.Answers), Told(told, one => one.Entries), Told(told, one => one.Starts), Told(told, one => one.Hellos), Told(told, one => one.Returns));
        Dictionary<RehearsedResource, double> used = Used(waits.Answers);
        double commits = Math.Max(1, Grown(meters => meters.Store.Commits));
        double commitMs = Math.Round(Grown(meters => meters.Store.CommitMs) / commits, 2);
        BusiestTold busiest = Busiest();
        return new RehearsalReport
        {
            Lost = compared?.Lost,
            Doubled = compared?.Doubled,
            Verdict = RehearsalVerdict.Of(compared, counts, options.Classes * options.StudentsPerClass, finished, waits, used, options.WithoutJitter),
            Url = options.Url,
            StartedAt = startsAt,
            Profile = options.Profile,
            Classes = options.Classes,
            StudentsPerClass = options.StudentsPerClass,
            Minutes = options.Minutes,
            Pace = options.Pace,
            Rate = options.Rate,
            Seed = options.Seed,
            WithoutJitter = options.WithoutJitter,
            Counts = counts,
            Ended = [.. told.SelectMany(line => line.Ended ?? []).Distinct()],
            FinishedInStore = finished,
            AnswerMs = waits.Answers,
            EnterMs = waits.Entries,
            EntriesPerSecond = Spans().Max(pair => Math.Round((pair.To.Entered - pair.From.Entered) / Math.Max(1, pair.To.Second - pair.From.Second), 1)),
            StartMs = waits.Starts,
            HelloMs = waits.Hellos,
            ReturnMs = waits.Returns,
            Used = used,
            GeneratorCores = Math.Round(told.Sum(line => line.CpuMs / 1000 / Math.Max(1, line.Second + ReadySeconds)), 2),
            Server = new ServerTold(
                _looks[^1].Meters.Cores, _looks.Max(look => look.Meters.MemoryBytes), Math.Round(Grown(meters => meters.Store.Answers) / commits, 1),
                commitMs, Math.Round(Median(_looks.Select(look => look.PingMs)), 2)),
            Busiest = busiest,
            Steady = Steady(),
            Boards = options.ClosesBoards ? Boards() : null,
            Floor = floor,
            Ratios = floor is null ? null : FloorRatios.Of(floor.Loops, busiest.AnswersPerSecond, busiest.CpuMicroseconds),
            CommitOfFsync = floor is null ? null : Math.Round(commitMs / Math.Max(0.001, floor.FsyncMs), 1),
            Timeline = Timeline(told),
        };
    }

    /// <summary>By how much a number of the server grew; one that was restarted counts from nothing again.</summary>
    private double Grown(Func<ServerMeters, double> number) => Grown(_looks, number);

    private static double Grown(IReadOnlyList<Look> looks, Func<ServerMeters, double> number) => looks.Zip(looks.Skip(1))
        .Sum(pair => number(pair.Second.Meters) is var now && number(pair.First.Meters) is var before && now >= before ? now - before : now);

    private static LatencyTold Told(CrowdLine[] lines, Func<CrowdLatencies, IReadOnlyDictionary<int, long>> which)
    {
        LatencyCounts sum = new();
        foreach (CrowdLine line in lines)
        {
            sum.Add(LatencyCounts.Of(which(line.Latencies!)));
        }

        return LatencyTold.Of(sum);
    }

    /// <summary>Of the busiest ten seconds.</summary>
    private Dictionary<RehearsedResource, double> Used(LatencyTold answers)
    {
        (Look From, Look To)[] spans = Spans();
        double ping = Median(_looks.Select(look => look.PingMs));
        return new Dictionary<RehearsedResource, double>
        {
            [RehearsedResource.Processor] = spans.Max(pair => Share(pair.From, pair.To, meters => meters.CpuMs / meters.Cores)),
            [RehearsedResource.Database] = spans.Max(pair => Share(pair.From, pair.To, meters => meters.Store.CommitMs)),
            [RehearsedResource.Memory] = Math.Round(_looks.Max(look => (double)look.Meters.MemoryBytes / look.Meters.MemoryLimitBytes), 3),
            [RehearsedResource.Collector] = spans.Max(pair => Share(pair.From, pair.To, meters => meters.PausedMs)),
            [RehearsedResource.Network] = answers.P50 > 100 ? Math.Round(Math.Min(1, ping / answers.P50), 3) : 0,
        };
    }

    /// <summary>Every ten seconds of the run.</summary>
    private (Look From, Look To)[] Spans()
    {
        int span = (int)(10 / LookEvery);
        return [.. _looks.Skip(span).Select((look, at) => (_looks[at], look)).DefaultIfEmpty((_looks[0], _looks[^1]))];
    }

    /// <summary>By the server's own counts; a span in which it was restarted has none.</summary>
    private BusiestTold Busiest() => Spans().Select(pair =>
    {
        double answers = Math.Max(0, pair.To.Meters.Store.Answers - pair.From.Meters.Store.Answers);
        double seconds = Math.Max(1, pair.To.Meters.NowMs - pair.From.Meters.NowMs) / 1000.0;
        double cpuMs = Math.Max(0, pair.To.Meters.CpuMs - pair.From.Meters.CpuMs);
        return new BusiestTold(Math.Round(answers / seconds, 1), Math.Round(cpuMs * 1000 / Math.Max(1, answers), 1));
    }).MaxBy(told => told.AnswersPerSecond)!;

    /// <summary>While everybody answers, without the first quarter, in which memory still grows to its work.</summary>
    private SteadyTold Steady()
    {
        Look[] looks = Between(plan => plan.Bell + ((plan.Closing - plan.Bell) / 4), plan => plan.Closing);
        double seconds = Math.Max(1, looks[^1].Second - looks[0].Second);
        return new SteadyTold(
            Math.Round((looks[^1].Acknowledged - looks[0].Acknowledged) / seconds, 1), Math.Round(Cores(looks), 3),
            looks[0].Meters.MemoryBytes, looks[^1].Meters.MemoryBytes, Growth(looks));
    }

    /// <summary>Mean of the last tenth ÷ mean of the first: one look may fall before or after a collection.</summary>
    private static double Growth(Look[] looks)
    {
        int tenth = Math.Max(1, looks.Length / 10);
        return Math.Round(looks[^tenth..].Average(look => look.Meters.MemoryBytes) / looks[..tenth].Average(look => look.Meters.MemoryBytes), 3);
    }

    private BoardsTold Boards() => new(
        options.Classes, Math.Round(Cores(Between(plan => plan.Bell + Settling, plan => plan.Middle)), 3),
        Math.Round(Cores(Between(plan => plan.Middle + Settling, plan => plan.Closing)), 3));

    private Look[] Between(Func<WorkerPlan, double> from, Func<WorkerPlan, double> until)
    {
        WorkerPlan plan = options.Timing;
        Look[] looks = [.. _looks.Where(look => look.Second >= from(plan) && look.Second <= until(plan))];
        return looks.Length > 0 ? looks : [_looks[^1]];
    }

    private static double Cores(Look[] looks) =>
        Grown(looks, meters => meters.CpuMs) / Math.Max(1, looks[^1].Meters.NowMs - looks[0].Meters.NowMs);

    private static double Share(Look from, Look to, Func<ServerMeters, double> ms) =>
        Math.Round(Math.Clamp((ms(to.Meters) - ms(from.Meters)) / Math.Max(1, to.Meters.NowMs - from.Meters.NowMs), 0, 1), 3);

    private List<RehearsalMoment> Timeline(CrowdLine[] told)
    {
        LatencyCounts[] slices = [.. Enumerable.Range(0, told.Max(line => line.Latencies!.Slices.Count)).Select(at => SliceOf(told, at))];
        return [.. _looks.Zip(_looks.Skip(1)).Where(pair => pair.Second.Second > 0).Select(pair => new RehearsalMoment(
            Math.Round(pair.Second.Second, 1),
            Math.Round((pair.Second.Acknowledged - pair.First.Acknowledged) / Math.Max(0.1, pair.Second.Second - pair.First.Second), 1),
            pair.Second.Connected,
            Share(pair.First, pair.Second, meters => meters.CpuMs / meters.Cores),
            Share(pair.First, pair.Second, meters => meters.Store.CommitMs),
            pair.Second.Meters.MemoryBytes,
            pair.Second.Meters.HeapBytes,
            pair.Second.Meters.CommittedBytes,
            pair.Second.Meters.Store.Waiting,
            slices[Math.Clamp((int)(pair.Second.Second / CrowdCounts.SliceSeconds), 0, slices.Length - 1)].Percentile(0.99)))];
    }

    private static LatencyCounts SliceOf(CrowdLine[] told, int at)
    {
        LatencyCounts sum = new();
        foreach (CrowdLine line in told.Where(line => at < line.Latencies!.Slices.Count))
        {
            sum.Add(LatencyCounts.Of(line.Latencies!.Slices[at]));
        }

        return sum;
    }

    private static long Sum(Crowd crowd, Counted what) => crowd.Members.Sum(member => member.Latest.Numbers.GetValueOrDefault(what));

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private sealed record Look(double Second, ServerMeters Meters, double PingMs, long Acknowledged, long Connected, long Entered);
}

/// <param name="Url">The server, with a slash at its end.</param>
/// <param name="Key">The operator's key, or null for a demo on this machine.</param>
/// <param name="Authority">PEM of the authority to trust besides the system's, or null.</param>
/// <param name="Replace">End a rehearsal that was left open.</param>
/// <param name="WithoutJitter">Share of the students that come back from the storm at once.</param>
/// <param name="FloorSeconds">Of each loop of the floor; 0 measures none.</param>
/// <param name="FloorFolder">On the disk of the server's store.</param>
/// <param name="Rate">Answers a second of the whole crowd, the same at every instant; 0: at a reader's pace.</param>
/// <param name="ClosesBoards">Teachers close their boards half-way.</param>
internal sealed record RehearsalOptions(
    Uri Url, int Classes, int StudentsPerClass, RehearsalProfile Profile, double Minutes, double Pace, int Processes, int Seed, string? Key,
    string? Authority, bool Replace, double WithoutJitter, int FloorSeconds, string FloorFolder, double Rate, bool ClosesBoards)
{
    /// <summary>Mean seconds from one answer of a student to the next, or 0.</summary>
    public double AnswerSeconds => Rate > 0 ? Classes * StudentsPerClass / Rate : 0;

    /// <summary>When what happens.</summary>
    public WorkerPlan Timing => new(Url, Profile, 0, (int)(Minutes * 60), Pace, Seed, null, [], []);

    /// <summary>A floor of this machine says nothing of a server on another.</summary>
    public bool MeasuresFloor => FloorSeconds > 0 && Url.IsLoopback;
}
