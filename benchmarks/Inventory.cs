using System.Collections.Immutable;
using Diagnostics.Scoring.Interests;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Benchmarks;

/// <summary>
/// An interest inventory filled in by 200,000 simulated respondents: six scales R, I, A, S, E, C of ten ratings 0..4 in turn, three of
/// ten reversed, 5 % blanks, prorated. The seed is fixed, so every run reads the same bytes.
/// </summary>
internal sealed class Inventory
{
    public const int Respondents = 200_000;
    public const int Items = 60;
    public const int Scales = 6;

    public Inventory()
    {
        Key = ScoringKey.Create(
            [.. Enumerable.Range(1, Items).Select(item => $"q{item}")],
            [.. HollandCode.Letters.Select((letter, scale) => ScaleOf($"{letter}", scale))]);
        var random = new Random(20261120);
        for (int cell = 0; cell < Rows.Length; cell++)
        {
            Rows[cell] = random.Next(100) < 5 ? ResponseMatrix.Missing : (byte)random.Next(5);
        }

        Responses = ResponseMatrix.FromRows(Rows, Items);
    }

    public ScoringKey Key { get; }

    /// <summary>The answers, [respondents × items], row-major: as many bytes as the matrix.</summary>
    public byte[] Rows { get; } = new byte[Respondents * Items];

    public ResponseMatrix Responses { get; }

    private static NormativeScale ScaleOf(string letter, int scale)
    {
        int perScale = Items / Scales;
        ImmutableArray<ItemKey> items =
            [.. Enumerable.Range(0, perScale).Select(position => new ItemKey.Rating((position * Scales) + scale, 0, 4, position % 3 == 2))];
        return new NormativeScale(letter, items, new MissingRule.Prorate(0.75));
    }
}
