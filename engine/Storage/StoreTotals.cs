namespace Diagnostics.Engine.Storage;

/// <summary>What the store has written since the start.</summary>
/// <param name="Answers">Answers made durable.</param>
/// <param name="Commits">Write transactions.</param>
/// <param name="CommitMs">Milliseconds spent in them, of the one thread that writes.</param>
/// <param name="Waiting">Answers that wait for the writer now.</param>
public sealed record StoreTotals(long Answers, long Commits, double CommitMs, int Waiting);
