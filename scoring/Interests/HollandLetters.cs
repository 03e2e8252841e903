namespace Diagnostics.Scoring.Interests;

/// <summary>
/// Three Holland letters in two bytes, for many respondents at once: the same letters and the same tie flag as <see cref="HollandCode"/>.
/// </summary>
public readonly record struct HollandLetters
{
    /// <summary>Three times R, which no profile has: so places that were never filled are not available.</summary>
    internal const ushort Unavailable = 0;
    internal const ushort TieBit = 1 << 15;
    internal const int Base = 6;

    private readonly ushort _packed;

    internal HollandLetters(ushort packed) => _packed = packed;

    /// <summary>Whether there are letters; not when any score was NaN.</summary>
    public bool IsAvailable => _packed != Unavailable;

    /// <summary>Whether two neighbours among the four highest scores are equal, so that letters or their order are arbitrary.</summary>
    public bool IsTied => IsAvailable && (_packed & TieBit) != 0;

    /// <summary>The letters of six scores: the scalar path.</summary>
    /// <param name="scores">Scores in the order R, I, A, S, E, C, one unit for all six, [6].</param>
    /// <returns>The letters; not available when any score is NaN.</returns>
    /// <exception cref="ArgumentException">There are not six scores.</exception>
    public static HollandLetters Of(ReadOnlySpan<double> scores)
    {
        Span<int> order = stackalloc int[Base];
        if (!HollandCode.TryOrder(scores, order))
        {
            return new HollandLetters(Unavailable);
        }

        int letters = order[0] + (Base * order[1]) + (Base * Base * order[2]);
        return new HollandLetters((ushort)(letters | (HollandCode.IsTied(scores, order) ? TieBit : 0)));
    }

    /// <summary>The three letters, or the empty text.</summary>
    public override string ToString()
    {
        if (!IsAvailable)
        {
            return "";
        }

        int letters = _packed & ~TieBit;
        int[] places = [letters % Base, letters / Base % Base, letters / (Base * Base)];
        return string.Concat(places.Select(place => HollandCode.Letters[place]));
    }
}
