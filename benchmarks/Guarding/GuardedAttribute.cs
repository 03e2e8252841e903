namespace Diagnostics.Benchmarks.Guarding;

/// <summary>
/// What a benchmark may not fall below, as ratios inside one run and as bytes: absolute times say nothing on a shared machine. Floors leave
/// room for noise: about half of what is measured on a quiet machine.
/// </summary>
/// <param name="against">The benchmark of the same class it is compared with; null: only bytes are guarded.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class GuardedAttribute(string? against = null) : Attribute
{
    /// <summary>The benchmark it is compared with.</summary>
    public string? Against { get; } = against;

    /// <summary>It must be at least this many times faster than the other, where there is another.</summary>
    public double LeastTimesFaster { get; init; }

    /// <summary>Most bytes one call may allocate; −1: not guarded.</summary>
    public long MostBytes { get; init; } = -1;
}
