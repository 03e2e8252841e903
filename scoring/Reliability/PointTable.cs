using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Scoring.Reliability;

/// <summary>The points of one item by code, looked up: an item key asks again for every answer what cannot change.</summary>
internal sealed class PointTable
{
    private const short Blank = -1;
    private const short Fault = -2;

    private readonly short[] _points = new short[byte.MaxValue + 1];

    public PointTable(ItemKey item)
    {
        Column = item.Item;
        for (int code = 0; code < _points.Length; code++)
        {
            _points[code] = item.Accepts((byte)code) ? item.PointsFor((byte)code) : Fault;
        }

        _points[ResponseMatrix.Missing] = Blank;
    }

    /// <summary>Column of the item in the response matrix.</summary>
    public int Column { get; }

    /// <summary>Points of a code; negative for a blank or a code that is no answer.</summary>
    public int this[byte code] => _points[code];

    public bool Matches(PointTable other) => other.Column == Column && other._points.AsSpan().SequenceEqual(_points);

    /// <summary>The first row with a code that is no answer; −1 when there is none.</summary>
    public int FirstFault(ReadOnlySpan<byte> codes)
    {
        for (int row = 0; row < codes.Length; row++)
        {
            if (_points[codes[row]] == Fault)
            {
                return row;
            }
        }

        return -1;
    }
}
