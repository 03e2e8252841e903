namespace Diagnostics.Engine.Instruments.Linting;

/// <summary>
/// Seeded random numbers that are the same on any machine and any version of .NET: whole bits and sums, no logarithm.
/// </summary>
internal sealed class SimulationSource(ulong seed)
{
    private readonly SplitMix64 _bits = new(seed);

    /// <summary>
    /// A nearly normal number with mean 0 and variance 1: the sum of twelve uniform ones of 16 bits less 6; a little thin beyond ±3.
    /// </summary>
    public double NextNormal()
    {
        ulong sum = 0;
        for (int draw = 0; draw < 3; draw++)
        {
            ulong bits = _bits.Next();
            sum += (bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) + ((bits >> 32) & 0xFFFF) + (bits >> 48);
        }

        return ((sum + 6) / 65536.0) - 6;
    }

    /// <summary>A whole number 0 .. count − 1.</summary>
    public int NextBelow(int count) => (int)(((_bits.Next() >> 32) * (ulong)count) >> 32);
}
