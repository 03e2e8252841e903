using System.Collections.Immutable;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Tests.Scoring;

/// <summary>Keys and answers of every kind the domain allows, from a seed.</summary>
internal sealed class RandomKeys(int seed)
{
    private readonly Random _random = new(seed);

    public ScoringKey NextKey()
    {
        int items = _random.Next(1, 40);
        int scales = _random.Next(1, 5);
        if (_random.Next(5) == 0)
        {
            return BestWorstKey(items, scales);
        }

        ItemKey[] answers = [.. Enumerable.Range(0, items).Select(NextItem)];
        return ScoringKey.Create(
            [.. Enumerable.Range(0, items).Select(item => $"i{item}")],
            [.. Enumerable.Range(0, scales).Select(scale => NextScale(scale, answers))]);
    }

    /// <summary>Valid answers, [respondents × items] row-major.</summary>
    public byte[] NextAnswers(ScoringKey key, int respondents)
    {
        ILookup<int, ItemKey> uses = key.Scales.SelectMany(scale => scale.Items).ToLookup(item => item.Item);
        byte[][] valid = [.. Enumerable.Range(0, key.Items.Length).Select(item => ValidCodes([.. uses[item]]))];
        int missing = _random.Next(3) switch { 0 => 0, 1 => 5, _ => 60 };
        byte[] answers = new byte[respondents * key.Items.Length];
        for (int cell = 0; cell < answers.Length; cell++)
        {
            byte[] codes = valid[cell % valid.Length];
            answers[cell] = _random.Next(100) < missing ? ResponseMatrix.Missing : codes[_random.Next(codes.Length)];
        }

        return answers;
    }

    public int Next(int below) => _random.Next(below);

    private static byte[] ValidCodes(ItemKey[] uses) =>
        [.. Enumerable.Range(0, ResponseMatrix.Missing).Select(code => (byte)code).Where(code => uses.All(use => use.Accepts(code)))];

    private ItemKey NextItem(int item)
    {
        switch (_random.Next(4))
        {
            case 0:
                return new ItemKey.Options(item, [.. Enumerable.Range(0, _random.Next(1, 6)).Select(_ => (byte)_random.Next(3))]);
            case 1:
                byte low = (byte)_random.Next(0, 200);
                return new ItemKey.Rating(item, low, (byte)_random.Next(low + 1, 255), _random.Next(2) == 0);
            case 2:
                return new ItemKey.Rating(item, 1, 7, _random.Next(2) == 0);
            default:
                return new ItemKey.Rating(item, 0, 4, _random.Next(2) == 0);
        }
    }

    private ScaleKey NextScale(int scale, ItemKey[] items)
    {
        MissingRule rule = _random.Next(4) switch
        {
            0 => new MissingRule.Zero(),
            1 => new MissingRule.Tolerate(_random.Next(5)),
            2 => new MissingRule.Prorate(1),
            _ => new MissingRule.Prorate(_random.Next(1, 100) / 100.0),
        };
        ImmutableArray<ItemKey> chosen = [.. items.Where(_ => _random.Next(3) > 0)];
        return ScaleKey.Of((ScaleKind)_random.Next(3), $"s{scale}", chosen, rule);
    }

    private ScoringKey BestWorstKey(int sets, int scales) => ScoringKey.Create(
        [.. Enumerable.Range(0, sets).Select(set => $"i{set}")],
        [
            .. Enumerable.Range(0, scales).Select(scale => new IpsativeScale(
                $"s{scale}",
                [.. Enumerable.Range(0, sets).Where(_ => _random.Next(3) > 0).Select(set => new ItemKey.BestWorst(set, (byte)_random.Next(4), 4))],
                new MissingRule.Tolerate(_random.Next(4) == 0 ? int.MaxValue : _random.Next(sets + 1)))),
        ]);
}
