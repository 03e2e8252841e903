using System.Collections.Immutable;
using Diagnostics.Scoring.Irt;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Tests.Irt;

/// <summary>Items and answers of every kind the models allow, from a seed.</summary>
internal sealed class RandomItems(int seed)
{
    private readonly Random _random = new(seed);

    public ImmutableArray<ItemParameters> Next(int count) => [.. Enumerable.Range(0, count).Select(_ => NextItem())];

    public ImmutableArray<ItemParameters> NextGuessed(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => ItemParameters.FromThresholds(Between(0.6, 2.4), [Between(-2.5, 2.5)], Between(0.05, 0.35)))];

    public ImmutableArray<ItemParameters> NextTwoWay(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => ItemParameters.FromThresholds(Between(0.6, 2.4), [Between(-2.5, 2.5)]))];

    public byte[] NextAnswers(ImmutableArray<ItemParameters> items, int respondents, double missing) =>
        [
            .. Enumerable.Range(0, respondents * items.Length)
                .Select(cell => _random.NextDouble() < missing ? ResponseMatrix.Missing : (byte)_random.Next(items[cell % items.Length].Categories)),
        ];

    private ItemParameters NextItem()
    {
        double slope = _random.Next(12) == 0 ? -Between(0.3, 1) : Between(0.2, 3);
        int steps = _random.Next(3) == 0 ? 1 : _random.Next(1, 7);
        double[] intercepts = [.. Enumerable.Range(0, steps).Select(_ => Between(-4, 4)).OrderDescending()];
        return new ItemParameters(slope, [.. intercepts], steps == 1 && _random.Next(2) == 0 ? Between(0.01, 0.4) : 0);
    }

    private double Between(double low, double high) => low + ((high - low) * _random.NextDouble());
}
