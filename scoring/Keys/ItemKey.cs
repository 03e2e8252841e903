using System.Collections.Immutable;
using System.Globalization;

namespace Diagnostics.Scoring.Keys;

/// <summary>How the answers to one item turn into points of one scale. Answers are codes 0..254; 255 means missing.</summary>
/// <param name="Item">Column of the item in the response matrix.</param>
public abstract record ItemKey(int Item)
{
    /// <summary>The fewest points an answer can bring.</summary>
    public abstract byte Lowest { get; }

    /// <summary>The most points an answer can bring.</summary>
    public abstract byte Highest { get; }

    /// <summary>The smallest difference between two answers' points, in points; 1 when all answers bring the same.</summary>
    public abstract int Step { get; }

    /// <summary>The valid codes in words, e.g. "0..4".</summary>
    public abstract string ValidCodes { get; }

    /// <summary>Whether the code is a valid answer; the missing code is not.</summary>
    /// <param name="code">A code, 0..255.</param>
    public abstract bool Accepts(byte code);

    /// <summary>The points of a valid answer.</summary>
    /// <param name="code">A code that <see cref="Accepts"/> holds for; the points of any other code are not defined.</param>
    /// <returns>Points, <see cref="Lowest"/> .. <see cref="Highest"/>.</returns>
    public abstract byte PointsFor(byte code);

    /// <summary>A rating: the points are the code x itself, or <c>Min + Max − x</c> when reversed.</summary>
    /// <param name="Item">Column of the item in the response matrix.</param>
    /// <param name="Min">Lowest valid code, from the scale's definition, never from data.</param>
    /// <param name="Max">Highest valid code.</param>
    /// <param name="Reversed">Whether high codes mean little of the scale.</param>
    public sealed record Rating(int Item, byte Min, byte Max, bool Reversed) : ItemKey(Item)
    {
        /// <inheritdoc/>
        public override byte Lowest => Min;

        /// <inheritdoc/>
        public override byte Highest => Max;

        /// <inheritdoc/>
        public override int Step => 1;

        /// <inheritdoc/>
        public override string ValidCodes => string.Create(CultureInfo.InvariantCulture, $"{Min}..{Max}");

        /// <inheritdoc/>
        public override bool Accepts(byte code) => code >= Min && code <= Max;

        /// <inheritdoc/>
        public override byte PointsFor(byte code) => Reversed ? unchecked((byte)(Min + Max - code)) : code;
    }

    /// <summary>Keyed options (single choice, pair, right/wrong): the points of option code c are <c>Points[c]</c>.</summary>
    /// <param name="Item">Column of the item in the response matrix.</param>
    /// <param name="Points">Points by option code; a code outside the array is not a valid answer.</param>
    public sealed record Options(int Item, ImmutableArray<byte> Points) : ItemKey(Item)
    {
        /// <inheritdoc/>
        public override byte Lowest => Points.Min();

        /// <inheritdoc/>
        public override byte Highest => Points.Max();

        /// <inheritdoc/>
        public override int Step
        {
            get
            {
                // Asked for every item of every person's band, so without memory; an item has few options.
                int least = int.MaxValue;
                foreach (byte high in Points)
                {
                    foreach (byte low in Points)
                    {
                        least = high > low ? Math.Min(least, high - low) : least;
                    }
                }

                return least == int.MaxValue ? 1 : least;
            }
        }

        /// <inheritdoc/>
        public override string ValidCodes => string.Create(CultureInfo.InvariantCulture, $"0..{Points.Length - 1}");

        /// <inheritdoc/>
        public override bool Accepts(byte code) => code < Points.Length;

        /// <inheritdoc/>
        public override byte PointsFor(byte code) => Points[code];
    }

    /// <summary>
    /// One option of a best–worst set: 2 points when it was chosen as best, 0 as worst, 1 otherwise. A code is
    /// <c>best · Size + worst</c>; best and worst differ.
    /// </summary>
    /// <param name="Item">Column of the item in the response matrix.</param>
    /// <param name="Option">Position of the scale's option in the set.</param>
    /// <param name="Size">Number of options in the set, 2..15.</param>
    public sealed record BestWorst(int Item, byte Option, byte Size) : ItemKey(Item)
    {
        /// <inheritdoc/>
        public override byte Lowest => 0;

        /// <inheritdoc/>
        public override byte Highest => 2;

        /// <inheritdoc/>
        public override int Step => 1;

        /// <inheritdoc/>
        public override string ValidCodes =>
            string.Create(CultureInfo.InvariantCulture, $"best · {Size} + worst, 0..{(Size * Size) - 1}, best and worst different");

        /// <inheritdoc/>
        public override bool Accepts(byte code) => code < Size * Size && code / Size != code % Size;

        /// <inheritdoc/>
        public override byte PointsFor(byte code) => (byte)(1 + (code / Size == Option ? 1 : 0) - (code % Size == Option ? 1 : 0));
    }
}
