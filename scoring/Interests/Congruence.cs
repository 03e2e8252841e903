namespace Diagnostics.Scoring.Interests;

/// <summary>
/// How alike a person's code and an occupation's are. Codes hang on arbitrary ties in a third of real profiles, so these numbers describe
/// two codes and decide nothing. Every one is NaN when either code has fewer than three letters. Citations marked † were not re-read; the
/// formulas agree with the reference file.
/// </summary>
public static class Congruence
{
    /// <summary>W: row = place in the person's code, column = place in the occupation's.</summary>
    private static ReadOnlySpan<byte> IachanWeights => [22, 10, 4, 10, 5, 2, 4, 2, 1];

    /// <summary>
    /// Iachan's M: the sum of W[i, j] over places with p_i = e_j, W = [22 10 4; 10 5 2; 4 2 1] (Iachan, 1984, JVB 24:133)†.
    /// </summary>
    /// <param name="person">The person's code.</param>
    /// <param name="occupation">The occupation's code.</param>
    /// <returns>0 (no common letter) .. 28 (the same code); NaN when either is incomplete.</returns>
    public static double IachanM(InterestCode person, InterestCode occupation)
    {
        if (!person.IsComplete || !occupation.IsComplete)
        {
            return double.NaN;
        }

        int sum = 0;
        for (int place = 0; place < InterestCode.Complete; place++)
        {
            int other = occupation.Text.IndexOf(person.Text[place], StringComparison.Ordinal);
            sum += other < 0 ? 0 : IachanWeights[(place * InterestCode.Complete) + other];
        }

        return sum;
    }

    /// <summary>
    /// The C index 3c₁ + 2c₂ + c₃ with c_i = 3 − h(p_i, e_i), h the hexagon distance (Brown and Gore, 1994, JVB 45:310)†.
    /// </summary>
    /// <param name="person">The person's code.</param>
    /// <param name="occupation">The occupation's code.</param>
    /// <returns>0 .. 18 (the same code); NaN when either is incomplete.</returns>
    public static double CIndex(InterestCode person, InterestCode occupation)
    {
        if (!person.IsComplete || !occupation.IsComplete)
        {
            return double.NaN;
        }

        int sum = 0;
        for (int place = 0; place < InterestCode.Complete; place++)
        {
            int closeness = 3 - HollandCode.HexagonDistance(person.At(place), occupation.At(place));
            sum += (InterestCode.Complete - place) * closeness;
        }

        return sum;
    }

    /// <summary>Distance of the first letters on the hexagon: 0 the same, 1 adjacent, 2 alternate, 3 opposite (Holland, 1973)†.</summary>
    /// <param name="person">The person's code.</param>
    /// <param name="occupation">The occupation's code.</param>
    /// <returns>0..3; NaN when either is incomplete.</returns>
    public static double FirstLetterDistance(InterestCode person, InterestCode occupation) =>
        person.IsComplete && occupation.IsComplete ? HollandCode.HexagonDistance(person.At(0), occupation.At(0)) : double.NaN;
}
