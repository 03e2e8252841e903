namespace Diagnostics.Engine.Indicators;

/// <summary>So many numbers, their sum and the sum of their squares. A share is the mean of ones and zeros. All are whole, so merging gives the same whatever the order.</summary>
/// <param name="N">Of how many.</param>
public readonly record struct Sample(long N, double Sum, double Squares)
{
    public double Mean => N == 0 ? double.NaN : Sum / N;

    /// <summary>The same with one number more.</summary>
    public Sample With(double value) => new(N + 1, Sum + value, Squares + (value * value));

    public static Sample operator +(Sample one, Sample other) => new(one.N + other.N, one.Sum + other.Sum, one.Squares + other.Squares);
}
