using System.Numerics;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Scoring.Scales;

/// <summary>
/// A tile of respondents on its way from codes to raw scores: few enough for its sums to stay in a near cache. Works in memory the caller
/// lends; remembers whether any code was out of range.
/// </summary>
internal ref struct ScoreTile
{
    private readonly ScoringPlan _plan;
    private readonly ResponseMatrix _responses;
    private readonly Span<ushort> _sums;
    private readonly Span<ushort> _answered;
    private readonly Span<ushort> _blanks;
    private Vector<byte> _faults;
    private int _first;
    private int _rows;

    /// <summary>Prepares.</summary>
    /// <param name="plan">The compiled key.</param>
    /// <param name="responses">The matrix.</param>
    /// <param name="memory">[<see cref="Room"/>]</param>
    public ScoreTile(ScoringPlan plan, ResponseMatrix responses, Span<ushort> memory)
    {
        _plan = plan;
        _responses = responses;
        _sums = memory[..ScaleScorer.TileRows];
        _answered = memory.Slice(ScaleScorer.TileRows, ScaleScorer.TileRows);
        _blanks = memory[(2 * ScaleScorer.TileRows)..];
    }

    /// <summary>How much memory a tile needs.</summary>
    public static int Room(ScoringPlan plan) => (plan.CountsBlanks ? 3 : 2) * ScaleScorer.TileRows;

    /// <summary>Goes to respondents first .. first + rows − 1; first is a multiple of the padding.</summary>
    public void Move(int first, int rows)
    {
        _first = first;
        _rows = rows;
        if (_plan.CountsBlanks)
        {
            AnswerSums.CountBlanks(_responses, first, rows, _blanks);
        }
    }

    /// <summary>Sums a scale into padded places of the caller, which are at least the rows rounded up to the padding.</summary>
    public void Sum(int scale, Span<ushort> sums, Span<ushort> answered) =>
        AnswerSums.Sum(_plan.Scales[scale], _responses, _first, _rows, sums, answered, ref _faults);

    /// <summary>Scores a scale.</summary>
    /// <param name="scale">Position of the scale.</param>
    /// <param name="raw">Receives raw scores, NaN = not available, [rows].</param>
    /// <returns>Answered counts, [rows], until the next scale.</returns>
    public ReadOnlySpan<ushort> Score(int scale, Span<double> raw)
    {
        Sum(scale, _sums, _answered);
        RawScores.Finish(_plan.Scales[scale].Completion, _sums[.._rows], _answered, _blanks, raw);
        return _answered[.._rows];
    }

    /// <summary>Names the first fault, if there was any.</summary>
    /// <exception cref="AnswerOutOfRangeException">A code is no valid answer.</exception>
    public readonly void ThrowIfFaulty()
    {
        if (_faults != Vector<byte>.Zero)
        {
            ScoringShape.ThrowFirstFault(_plan.Key, _responses);
        }
    }
}
