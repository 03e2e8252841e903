using System.Diagnostics.CodeAnalysis;

namespace Diagnostics.Scoring.Interests;

/// <summary>
/// Up to three different letters of <see cref="HollandCode.Letters"/>, the most typical first. Valid by construction; the default value has
/// no letters.
/// </summary>
public readonly record struct InterestCode
{
    /// <summary>Letters of a complete code.</summary>
    public const int Complete = 3;

    private readonly string? _text;

    private InterestCode(string text) => _text = text;

    /// <summary>The letters, 0 to 3 of them.</summary>
    public string Text => _text ?? "";

    /// <summary>Whether there are three letters; a congruence with any other code is NaN.</summary>
    public bool IsComplete => Text.Length == Complete;

    /// <summary>Reads a code.</summary>
    /// <param name="text">0 to 3 capital letters of R, I, A, S, E, C, none twice. Fewer than three: a place was not determined.</param>
    /// <returns>The code.</returns>
    /// <exception cref="FormatException">A letter is foreign or repeats, or there are more than three.</exception>
    public static InterestCode Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out InterestCode code)
            ? code
            : throw new FormatException($"\"{text}\" is no code: at most three different letters of {HollandCode.Letters}.");
    }

    /// <summary>Reads a code.</summary>
    /// <param name="text">As for <see cref="Parse"/>; null is refused.</param>
    /// <param name="code">The code; without letters when refused.</param>
    /// <returns>False when a letter is foreign or repeats, or there are more than three.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out InterestCode code)
    {
        code = default;
        if (text is null || text.Length > Complete)
        {
            return false;
        }

        for (int place = 0; place < text.Length; place++)
        {
            if (!HollandCode.Letters.Contains(text[place], StringComparison.Ordinal) || text.IndexOf(text[place]) != place)
            {
                return false;
            }
        }

        code = new InterestCode(text);
        return true;
    }

    /// <summary>
    /// The code of a profile, see <see cref="HollandCode.First3"/>: ties are broken by the order of the letters, arbitrarily.
    /// </summary>
    /// <param name="scores">Scores in the order of <see cref="HollandCode.Letters"/>, any unit, [6].</param>
    /// <returns>Three letters, or none when any score is NaN.</returns>
    /// <exception cref="ArgumentException">There are not six scores.</exception>
    public static InterestCode Of(ReadOnlySpan<double> scores) => new(HollandCode.First3(scores));

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Position of a letter on the hexagon, 0..5.</summary>
    internal int At(int place) => HollandCode.Letters.IndexOf(Text[place], StringComparison.Ordinal);
}
