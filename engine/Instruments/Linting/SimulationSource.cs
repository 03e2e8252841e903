namespace Diagnostics.Engine.Instruments.Linting;

/// <summary>
/// Seeded random numbers that are the same on any machine and any version of .NET: SplitMix64 (Steele, Lea and Flood, 2014) and sums,
/// no logarithm.
/// </summary>
internal sealed class SimulationSource(ulong seed)
{
    private ulong _state = seed;

    /// <summary>
    /// A nearly normal number with mean 0 and variance 1: the sum of twelve uniform ones of 16 bits less 6; a little thin beyond ±3.
    /// </summary>
    public double NextNormal()
    {
        ulong sum = 0;
        for (int draw = 0; draw < 3; draw++)
        {
            ulong bits = Next();
            sum += (bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) + ((bits >> 32) & 0xFFFF) + (bits >> 48);
        }

        return ((sum + 6) / 65536.0) - 6;
    }

    /// <summary>A whole number 0 .. count − 1.</summary>
    public int NextBelow(int count) => (int)(((Next() >> 32) * (ulong)count) >> 32);

    private ulong Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            ulong mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
