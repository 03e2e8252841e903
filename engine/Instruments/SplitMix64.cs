namespace Diagnostics.Engine.Instruments;

/// <summary>
/// 64 seeded bits at a time: SplitMix64 (Steele, Lea and Flood, 2014), written out here because the seeded generator of the runtime may
/// change, and what follows from a seed must come out the same on every machine and in every year. For one thread.
/// </summary>
internal sealed class SplitMix64(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
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
