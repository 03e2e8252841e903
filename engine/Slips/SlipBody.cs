using Diagnostics.Engine.Sessions;

namespace Diagnostics.Engine.Slips;

/// <summary>What was in a slip.</summary>
/// <param name="Epoch">The epoch the device was given.</param>
/// <param name="First">Number of the first entry.</param>
/// <param name="Finishes">The student has pressed «Завершить».</param>
internal sealed record SlipBody(string SessionId, long Epoch, long First, IReadOnlyList<AnswerEntry> Answers, bool Finishes)
{
    public long Last => First + Answers.Count - 1;
}
