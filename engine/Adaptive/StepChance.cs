using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Diagnostics.Engine.Instruments;

namespace Diagnostics.Engine.Adaptive;

/// <summary>
/// Chance of one step of one session: it follows from the session and from how many tasks were given, and from nothing else, so that whoever has the
/// answers makes the same choice again, on any node and in any year. The seed of the base is never used: every draw of it that is asked for is made here.
/// </summary>
internal sealed class StepChance(ulong seed) : Random(0)
{
    private readonly SplitMix64 _bits = new(seed);

    /// <summary>The chance by which the next task is drawn.</summary>
    /// <param name="session">Identifier of the session.</param>
    /// <param name="bank">Identifier of the bank: two sections of a session do not draw alike.</param>
    /// <param name="given">Tasks given so far.</param>
    public static StepChance Of(string session, string bank, int given)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"adaptive\n{session}\n{bank}\n{given}"));
        return new StepChance(BinaryPrimitives.ReadUInt64BigEndian(hash));
    }

    /// <inheritdoc/>
    public override int Next(int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxValue, 1);
        return (int)(_bits.Next() % (ulong)maxValue);
    }

    /// <inheritdoc/>
    public override double NextDouble() => (_bits.Next() >> 11) * (1.0 / (1UL << 53));
}
