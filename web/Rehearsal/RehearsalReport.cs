using System.Text.Json;
using System.Text.Json.Serialization;
using Diagnostics.Web.Rehearsal.Floors;

namespace Diagnostics.Web.Rehearsal;

/// <summary>What a run came to; the file <c>--out</c> writes.</summary>
internal sealed record RehearsalReport
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Acknowledged answers the store does not hold as they were sent; null when the server could not be asked.</summary>
    public required long? Lost { get; init; }

    /// <summary>Rows that stand in the store a second time; null when the server could not be asked.</summary>
    public required long? Doubled { get; init; }

    public required RehearsalVerdict Verdict { get; init; }

    public required Uri Url { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required RehearsalProfile Profile { get; init; }

    public required int Classes { get; init; }

    public required int StudentsPerClass { get; init; }

    public required double Minutes { get; init; }

    public required double Pace { get; init; }

    /// <summary>Answers a second that were asked of the crowd; 0: each at a reader's pace.</summary>
    public required double Rate { get; init; }

    public required int Seed { get; init; }

    /// <summary>Share of the students that came back from the storm at once.</summary>
    public required double WithoutJitter { get; init; }

    /// <summary>What the crowd counted.</summary>
    public required IReadOnlyDictionary<Counted, long> Counts { get; init; }

    /// <summary>What ended students or teachers before their time; empty in a sound run.</summary>
    public required IReadOnlyList<string> Ended { get; init; }

    /// <summary>Sessions the store holds as finished.</summary>
    public required long FinishedInStore { get; init; }

    /// <summary>From the instant an answer was due to its acknowledgement, ms.</summary>
    public required LatencyTold AnswerMs { get; init; }

    /// <summary>From the first try with a code to being let in, the place in the queue included, ms.</summary>
    public required LatencyTold EnterMs { get; init; }

    /// <summary>Students let in a second, in the ten seconds with most of them.</summary>
    public required double EntriesPerSecond { get; init; }

    /// <summary>From the teacher's press to the page that is told, ms.</summary>
    public required LatencyTold StartMs { get; init; }

    /// <summary>From the decision to connect to the answered hello, failed tries included, ms.</summary>
    public required LatencyTold HelloMs { get; init; }

    /// <summary>From the storm's cut, or a link that was lost otherwise than by the script, to the answered hello, ms.</summary>
    public required LatencyTold ReturnMs { get; init; }

    /// <summary>How much of each resource the busiest ten seconds took, 0..1.</summary>
    public required IReadOnlyDictionary<RehearsedResource, double> Used { get; init; }

    /// <summary>Processor time of the crowd itself, in cores; on the server's own machine it is missing there.</summary>
    public required double GeneratorCores { get; init; }

    public required ServerTold Server { get; init; }

    /// <summary>The ten seconds with most durable answers.</summary>
    public required BusiestTold Busiest { get; init; }

    public required SteadyTold Steady { get; init; }

    /// <summary>What boards cost; null when nobody closed them half-way.</summary>
    public required BoardsTold? Boards { get; init; }

    /// <summary>What the machine does without the product; null when the server is on another machine, or nobody asked.</summary>
    public required MachineFloor? Floor { get; init; }

    /// <summary>The busiest seconds ÷ the floor. A limit of the server only where students answer as fast as it takes it (<see cref="RehearsalProfile.Closed"/>).</summary>
    public required FloorRatios? Ratios { get; init; }

    /// <summary>Mean write transaction ÷ bare fsync.</summary>
    public required double? CommitOfFsync { get; init; }

    public required IReadOnlyList<RehearsalMoment> Timeline { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, Json);
}

/// <param name="Answers">From the instant an answer was due to its acknowledgement.</param>
/// <param name="Entries">From the first try with a code to being let in.</param>
/// <param name="Starts">From the teacher's press to the open page.</param>
/// <param name="Returns">From a lost link to the next greeting that was answered.</param>
internal sealed record WaitsTold(LatencyTold Answers, LatencyTold Entries, LatencyTold Starts, LatencyTold Hellos, LatencyTold Returns);

/// <summary>Percentiles within 7 %.</summary>
internal sealed record LatencyTold(long Count, double P50, double P95, double P99, double Most)
{
    public static LatencyTold Of(LatencyCounts counts) =>
        new(counts.Count, counts.Percentile(0.5), counts.Percentile(0.95), counts.Percentile(0.99), counts.Percentile(1));
}

/// <param name="Cores">Of the server.</param>
/// <param name="MemoryBytes">The most it had.</param>
/// <param name="AnswersInCommit">Mean number of answers made durable together.</param>
/// <param name="CommitMs">Mean duration of a write transaction.</param>
/// <param name="PingMs">Median of a call that does nothing, as seen from the crowd.</param>
internal sealed record ServerTold(int Cores, long MemoryBytes, double AnswersInCommit, double CommitMs, double PingMs);

/// <param name="AnswersPerSecond">Durable ones.</param>
/// <param name="CpuMicroseconds">All the server's processor time of these seconds, by answer.</param>
internal sealed record BusiestTold(double AnswersPerSecond, double CpuMicroseconds);

/// <summary>Three quarters of the lesson, while everybody answers.</summary>
/// <param name="AnswersPerSecond">Acknowledged, mean.</param>
/// <param name="Cores">Of the server, mean.</param>
/// <param name="MemoryFrom">Of the server at the beginning of these, bytes.</param>
/// <param name="MemoryUntil">At their end.</param>
/// <param name="MemoryGrowth">Mean of their last tenth ÷ mean of their first tenth.</param>
internal sealed record SteadyTold(double AnswersPerSecond, double Cores, long MemoryFrom, long MemoryUntil, double MemoryGrowth);

/// <param name="Boards">How many were open until the middle of the run.</param>
/// <param name="CoresWith">Of the server, mean, while they were.</param>
/// <param name="CoresWithout">The same afterwards.</param>
internal sealed record BoardsTold(int Boards, double CoresWith, double CoresWithout)
{
    public double Cores => Math.Round(CoresWith - CoresWithout, 3);
}

/// <summary>What may give out first.</summary>
internal enum RehearsedResource
{
    Processor,

    /// <summary>Time of the one thread that writes.</summary>
    Database,
    Memory,

    /// <summary>Time the garbage collector stops the process.</summary>
    Collector,

    /// <summary>Share of the median answer that a call which does nothing takes as well.</summary>
    Network,
}

/// <summary>Two seconds of the run.</summary>
internal sealed record RehearsalMoment(
    double Second, double AnswersPerSecond, long Connected, double ProcessorShare, double DatabaseShare, long MemoryBytes, long HeapBytes, long CommittedBytes,
    long Waiting, double P99Ms);
