using System.Collections.Immutable;

namespace Diagnostics.Engine.Tables;

/// <summary>
/// A group of columns computed from one scored respondent. Immutable after construction: blocks are worked on by several threads.
/// </summary>
public abstract class ScoreColumns
{
    /// <summary>Their names, in order.</summary>
    public abstract ImmutableArray<string> Names { get; }

    /// <summary>Writes the cells of one respondent, as many as there are names; not available is an empty cell.</summary>
    public abstract void Write(in ScoredRow row, TableWriter writer);
}

/// <summary>One respondent with scores.</summary>
/// <param name="answers">Codes, [items of the key].</param>
/// <param name="raw">Raw scores, NaN = not available, [scales].</param>
/// <param name="answered">Answered counts, [scales].</param>
/// <param name="passed">The cells that are passed through, the identifier first, [passed columns].</param>
public readonly ref struct ScoredRow(
    ReadOnlySpan<byte> answers, ReadOnlySpan<double> raw, ReadOnlySpan<ushort> answered, ReadOnlySpan<string> passed = default)
{
    public ReadOnlySpan<byte> Answers { get; } = answers;

    public ReadOnlySpan<double> Raw { get; } = raw;

    public ReadOnlySpan<ushort> Answered { get; } = answered;

    public ReadOnlySpan<string> Passed { get; } = passed;
}
