using Diagnostics.Scoring.Adaptive;

namespace Diagnostics.Engine.Adaptive;

/// <summary>Where an adaptive section of a session stands, by its stored answers alone.</summary>
/// <param name="Given">Tasks answered or passed by.</param>
/// <param name="Next">The task to give, its place in the bank's form; null at the end.</param>
/// <param name="Stop">Why it ended; null while it goes on.</param>
public sealed record SectionStand(int Given, int? Next, StopReason? Stop);
