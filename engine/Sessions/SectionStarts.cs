using System.Collections.Immutable;

namespace Diagnostics.Engine.Sessions;

/// <summary>A step with a time limit was begun.</summary>
/// <param name="Step">Index of the step in the battery.</param>
/// <param name="Number">Number of the entry in the session's log.</param>
/// <param name="ServerMs">When the server received it, Unix ms.</param>
/// <param name="AtMs">The client's time, as with an answer.</param>
internal readonly record struct SectionStart(int Step, long Number, long ServerMs, long AtMs);

/// <summary>The limited steps a session has begun, each by its first start entry. Immutable.</summary>
internal readonly record struct SectionStarts
{
    private readonly ImmutableArray<SectionStart> _all;

    private SectionStarts(ImmutableArray<SectionStart> all) => _all = all;

    public IReadOnlyList<SectionStart> All => _all.IsDefault ? [] : _all;

    public SectionStart? Of(int step)
    {
        foreach (SectionStart start in All)
        {
            if (start.Step == step)
            {
                return start;
            }
        }

        return null;
    }

    /// <summary>A second start of the same step changes nothing.</summary>
    public SectionStarts With(SectionStart start) => Of(start.Step) is null ? new([.. All, start]) : this;

    /// <summary>Without those above a number.</summary>
    public SectionStarts UpTo(long number) => new([.. All.Where(start => start.Number <= number)]);
}
