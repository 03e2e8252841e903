using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Diagnostics.Scoring.Matching;

/// <summary>
/// One respondent's candidates in the order they were met, and their ranking: each one's place is the number of those with a larger r. With
/// few candidates counting beats sorting, because nothing has to be guessed.
/// </summary>
/// <param name="occupations">Room for occupation numbers, a multiple of four.</param>
/// <param name="r">Room for their correlations, as many.</param>
internal ref struct Candidates(Span<int> occupations, Span<double> r)
{
    private const int Step = 4;

    private readonly Span<int> _occupations = occupations;
    private readonly Span<double> _r = r;
    private int _count;

    /// <summary>Room that is enough for a number of candidates.</summary>
    public static int RoomFor(int candidates) => (candidates + Step - 1) / Step * Step;

    public void Add(int occupation, double r)
    {
        _occupations[_count] = occupation;
        _r[_count] = r;
        _count++;
    }

    /// <summary>Writes the best, r descending, then number ascending.</summary>
    /// <param name="best">Receives occupation numbers, −1 before and where there are too few, [top].</param>
    /// <param name="r">Receives their correlations, [top].</param>
    public readonly void Rank(Span<int> best, Span<double> r)
    {
        int padded = RoomFor(_count);
        _r[_count..padded].Fill(double.NegativeInfinity);
        for (int candidate = 0; candidate < _count; candidate++)
        {
            int occupation = _occupations[candidate];

            // Equal r give the same place: the group grows from there, in order of its numbers, into places nobody else can claim.
            for (int place = CountAbove(_r[candidate], padded); place < best.Length; place++)
            {
                if (best[place] < 0)
                {
                    best[place] = occupation;
                    r[place] = _r[candidate];
                    break;
                }

                if (occupation < best[place])
                {
                    (best[place], occupation) = (occupation, best[place]);
                }
            }
        }
    }

    private readonly int CountAbove(double value, int padded)
    {
        ref double first = ref MemoryMarshal.GetReference(_r[..padded]);
        var bound = Vector256.Create(value);
        Vector256<long> count = Vector256<long>.Zero;
        for (int start = 0; start < padded; start += Step)
        {
            // A comparison that holds is −1.
            count -= Vector256.GreaterThan(Vector256.LoadUnsafe(ref first, (nuint)start), bound).AsInt64();
        }

        return (int)Vector256.Sum(count);
    }
}
