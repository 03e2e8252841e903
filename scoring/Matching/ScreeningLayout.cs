namespace Diagnostics.Scoring.Matching;

/// <summary>
/// The atlas laid out for the vector loops, in cells of eight occupations: single precision to screen (an occupation's six numbers side by
/// side, each spread over eight respondents), double precision to decide (eight occupations' first numbers, then their second, …).
/// Neighbours in the atlas, which are often alike, go to different cells: a cell's maximum then says more.
/// </summary>
internal sealed class ScreeningLayout
{
    /// <summary>Occupations in a cell.</summary>
    public const int Members = 8;

    private const int CellNumbers = Members * UnitProfile.Scores;

    private readonly float[] _coarse;
    private readonly double[] _exact;
    private readonly int[] _occupations;

    /// <summary>Lays out the occupations that can be listed.</summary>
    /// <param name="listed">Their numbers.</param>
    /// <param name="units">Directions of the whole atlas, [occupations × 6].</param>
    public ScreeningLayout(ReadOnlySpan<int> listed, ReadOnlySpan<double> units)
    {
        Cells = (listed.Length + Members - 1) / Members;
        _coarse = new float[Cells * CellNumbers];
        _exact = new double[Cells * CellNumbers];
        _occupations = new int[Cells * Members];
        for (int cell = 0; cell < Cells; cell++)
        {
            for (int member = 0; member < Members; member++)
            {
                int place = cell + (member * Cells);

                // A place too many repeats the cell's first occupation: no maximum changes, and −1 keeps it out of every list.
                bool isTaken = place < listed.Length;
                int occupation = listed[isTaken ? place : cell];
                _occupations[(cell * Members) + member] = isTaken ? occupation : -1;
                Put(cell, member, units.Slice(occupation * UnitProfile.Scores, UnitProfile.Scores));
            }
        }
    }

    /// <summary>Number of cells.</summary>
    public int Cells { get; }

    /// <summary>Directions, [cells × 8 occupations × 6].</summary>
    public ReadOnlySpan<float> Coarse => _coarse;

    /// <summary>Directions, [cells × 6 × 8 occupations].</summary>
    public ReadOnlySpan<double> Exact => _exact;

    /// <summary>Occupation numbers, −1 where a cell has fewer than eight, [cells × 8].</summary>
    public ReadOnlySpan<int> Occupations => _occupations;

    private void Put(int cell, int member, ReadOnlySpan<double> unit)
    {
        for (int score = 0; score < unit.Length; score++)
        {
            _coarse[(cell * CellNumbers) + (member * UnitProfile.Scores) + score] = (float)unit[score];
            _exact[(cell * CellNumbers) + (score * Members) + member] = unit[score];
        }
    }
}
