namespace Diagnostics.Engine.LiveDay;

/// <summary>What a node measures of itself, for whoever looks after the server. Times and counts alone: nothing in it is about anybody.</summary>
/// <param name="Sockets">Students' sockets open now.</param>
/// <param name="Boards">Viewers of class boards now.</param>
/// <param name="Answering">Sessions at work.</param>
/// <param name="AcceptedPerSecond">Answers taken in, on their way to the store.</param>
/// <param name="Acknowledged">From the arrival of a message with new answers to its acknowledgement.</param>
/// <param name="Commit">Of write transactions.</param>
/// <param name="Read">Of reads of the store.</param>
/// <param name="ReadsPerSecond">Reads of the store.</param>
/// <param name="BatchMean">Answers in one transaction; null where there was none.</param>
/// <param name="Refused">Messages with answers that were not acknowledged.</param>
/// <param name="LimitedPerSecond">Calls told to come again later (429), and sockets closed for sending too much.</param>
/// <param name="QueueShare">Of what may wait for the writer, 0..1.</param>
/// <param name="PoolBusy">Connections to the store in use; null where the store has no pool that says so.</param>
/// <param name="PoolIdle">Connections that wait to be used.</param>
/// <param name="GcShare">Share of the time the collector of garbage stopped the program, 0..1.</param>
/// <param name="MemoryBytes">Physical memory of the process.</param>
/// <param name="Threads">Of the pool.</param>
/// <param name="ThreadsWaiting">Pieces of work that wait for one.</param>
/// <param name="DiskFreeBytes">Beside the store or the keys; null where it cannot be told.</param>
/// <param name="LogBytes">SQLite's write-ahead log.</param>
/// <param name="IsDraining">It is about to end and takes in nobody new.</param>
/// <param name="Alerts">Conditions of the operator that hold.</param>
public sealed record NodeFigures(
    int Sockets, int Boards, int Answering, double AcceptedPerSecond, TimeFigures Acknowledged, TimeFigures Commit, TimeFigures Read, double ReadsPerSecond,
    double? BatchMean, RefusedFigures Refused, double LimitedPerSecond, double QueueShare, int? PoolBusy, int? PoolIdle, double GcShare, long MemoryBytes, int Threads,
    long ThreadsWaiting, long? DiskFreeBytes, long LogBytes, bool IsDraining, IReadOnlyList<StandingAlert> Alerts);

/// <summary>How long something took over the last ten seconds, ms; null where nothing did.</summary>
public sealed record TimeFigures(double? P50, double? P95, double? P99);

/// <summary>A second, by reason; what was not acknowledged stays on the device.</summary>
/// <param name="Busy">The server had too much.</param>
/// <param name="Rate">One session sent more than it may.</param>
/// <param name="Superseded">The session went on elsewhere, or it takes no answers any more.</param>
/// <param name="Invalid">Not answers to these items, or out of their order.</param>
public sealed record RefusedFigures(double Busy, double Rate, double Superseded, double Invalid)
{
    public double Total => Busy + Rate + Superseded + Invalid;
}

/// <param name="Condition">As it was written.</param>
/// <param name="Figure">What it looks at.</param>
/// <param name="Value">Now.</param>
/// <param name="SinceMs">When it was met for as long as it says, Unix ms of the node.</param>
public sealed record StandingAlert(string Condition, string Figure, double Value, long SinceMs);

/// <summary>A node, as it says itself.</summary>
/// <param name="Figures">Null where the node does not measure them.</param>
public sealed record NodeWord(NodeLoad Load, NodeFigures? Figures);

/// <summary>Another node, as it said last.</summary>
/// <param name="Name">Of its machine.</param>
/// <param name="IsHeard">It said something lately.</param>
/// <param name="AgeMs">Since then, by this node's clock.</param>
public sealed record OtherNode(string Id, string Name, bool IsHeard, long AgeMs, NodeWord Word);
