namespace Diagnostics.Engine.Tables;

/// <summary>The progress of one of several passes over a file, told as its part of the whole.</summary>
/// <param name="whole">Told 0..1 over all passes; null: nobody asks.</param>
/// <param name="pass">Number of the pass, from 0.</param>
/// <param name="passes">How many passes there are.</param>
public sealed class PartOfProgress(IProgress<double>? whole, int pass, int passes) : IProgress<double>
{
    /// <inheritdoc/>
    public void Report(double value) => whole?.Report((pass + value) / passes);
}
