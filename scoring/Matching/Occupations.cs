using System.Collections.Frozen;
using System.Collections.Immutable;
using Diagnostics.Scoring.Interests;

namespace Diagnostics.Scoring.Matching;

/// <summary>
/// An atlas as a matrix [occupations × 6], in ordinal order of the codes, so that a smaller number is the earlier code. Immutable, for any
/// number of threads. An occupation whose six values are equal is kept, has no correlation (NaN) and is never listed.
/// </summary>
public sealed class Occupations
{
    private readonly ImmutableArray<Occupation> _occupations;
    private readonly double[] _units;
    private readonly FrozenDictionary<string, int> _numbers;

    private Occupations(ImmutableArray<Occupation> occupations)
    {
        _occupations = occupations;
        _numbers = Enumerable.Range(0, occupations.Length).ToFrozenDictionary(number => occupations[number].Code, StringComparer.Ordinal);
        _units = new double[occupations.Length * UnitProfile.Scores];
        List<int> listed = [];
        for (int occupation = 0; occupation < occupations.Length; occupation++)
        {
            Span<double> unit = _units.AsSpan(occupation * UnitProfile.Scores, UnitProfile.Scores);
            if (UnitProfile.TryMake(occupations[occupation].Values.AsSpan(), unit))
            {
                listed.Add(occupation);
            }
        }

        Listed = [.. listed];
        Screen = new ScreeningLayout(Listed.AsSpan(), _units);
    }

    /// <summary>Number of occupations; may be 0.</summary>
    public int Count => _occupations.Length;

    /// <summary>Numbers of the occupations that have a correlation, ascending.</summary>
    public ImmutableArray<int> Listed { get; }

    /// <summary>The occupation.</summary>
    /// <param name="occupation">Number, 0 .. <see cref="Count"/> − 1, by ascending code.</param>
    public Occupation this[int occupation] => _occupations[occupation];

    internal ScreeningLayout Screen { get; }

    /// <summary>Makes an atlas.</summary>
    /// <param name="occupations">In any order; codes are unique.</param>
    /// <returns>The atlas, ordered by code (ordinal).</returns>
    /// <exception cref="ArgumentException">A code repeats.</exception>
    public static Occupations Create(IEnumerable<Occupation> occupations)
    {
        ImmutableArray<Occupation> ordered = [.. occupations.OrderBy(occupation => occupation.Code, StringComparer.Ordinal)];
        for (int next = 1; next < ordered.Length; next++)
        {
            if (ordered[next].Code == ordered[next - 1].Code)
            {
                throw new ArgumentException($"Occupation {ordered[next].Code} is in the atlas twice.", nameof(occupations));
            }
        }

        return new Occupations(ordered);
    }

    /// <summary>Finds an occupation.</summary>
    /// <param name="code">Its code.</param>
    /// <returns>Its number, or −1.</returns>
    public int IndexOf(string code) => _numbers.GetValueOrDefault(code, -1);

    /// <summary>Pearson's r of one profile with every occupation.</summary>
    /// <param name="profile">Scores in the order of <see cref="HollandCode.Letters"/>, any unit, [6].</param>
    /// <param name="r">
    /// Receives −1..1; NaN for an occupation that is flat and for all when the profile has no direction, [occupations].
    /// </param>
    /// <exception cref="ArgumentException">There are not six scores, or not as many places as occupations.</exception>
    public void Correlate(ReadOnlySpan<double> profile, Span<double> r)
    {
        if (profile.Length != UnitProfile.Scores || r.Length != Count)
        {
            throw new ArgumentException($"{profile.Length} scores, {r.Length} places for {Count} occupations.", nameof(r));
        }

        r.Fill(double.NaN);
        Span<double> unit = stackalloc double[UnitProfile.Scores];
        if (UnitProfile.TryMake(profile, unit))
        {
            foreach (int occupation in Listed)
            {
                r[occupation] = UnitProfile.Bounded(UnitProfile.Product(unit, UnitOf(occupation)));
            }
        }
    }

    internal ReadOnlySpan<double> UnitOf(int occupation) => _units.AsSpan(occupation * UnitProfile.Scores, UnitProfile.Scores);
}
