using Diagnostics.Scoring.Irt;

namespace Diagnostics.Scoring.Adaptive;

/// <summary>A person made of numbers, who answers as the model says: for trying tests out.</summary>
/// <param name="Theta">The true θ, finite.</param>
public sealed record SimulatedPerson(double Theta)
{
    /// <summary>A person drawn from N(0, 1).</summary>
    /// <param name="random">Chance.</param>
    public static SimulatedPerson Draw(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        double radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
        return new SimulatedPerson(radius * Math.Cos(2 * Math.PI * random.NextDouble()));
    }

    /// <summary>An answer to an item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="random">Chance.</param>
    /// <returns>A code, 0 .. categories − 1.</returns>
    public byte Answer(ItemParameters item, Random random)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(random);
        double rest = random.NextDouble();
        int category = 0;
        for (; category < item.Categories - 1; category++)
        {
            rest -= item.At(Theta, category).Probability;
            if (rest < 0)
            {
                break;
            }
        }

        return (byte)category;
    }

    /// <summary>A whole adaptive test.</summary>
    /// <param name="test">Bank and rules.</param>
    /// <param name="random">Chance.</param>
    /// <param name="onMove">Told every move; null: nobody asks.</param>
    /// <returns>Where it ended.</returns>
    public AdaptiveState Take(AdaptiveTest test, Random random, Action<AdaptiveMove>? onMove = null)
    {
        ArgumentNullException.ThrowIfNull(test);
        AdaptiveState state = test.Begin(random);
        for (AdaptiveMove move = test.Next(state, random); move.Stop is null; move = test.Next(state, random))
        {
            onMove?.Invoke(move);
            state = test.Answer(state, move, Answer(test.Bank.Items[move.Item], random));
        }

        return state;
    }
}
