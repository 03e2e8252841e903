using System.Collections.Immutable;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Engine.Monitoring;

/// <summary>
/// What one group of sessions did with the items of a form: which option, passed over, not reached, how long; of tasks also which option at which score. Whole numbers, so that parts
/// merge to the same in any order. For one thread; merge afterwards.
/// </summary>
internal sealed class ItemCounts
{
    private readonly ImmutableArray<ItemPlace> _places;
    private readonly OneItem[] _items;

    public ItemCounts(ImmutableArray<ItemPlace> places)
    {
        _places = places;
        _items = [.. places.Select(place => new OneItem(place))];
    }

    public long Respondents { get; private set; }

    /// <param name="codes">Of the answers, [items of the form].</param>
    /// <param name="milliseconds">How long each took, −1 where that is not known, [items of the form].</param>
    /// <param name="scores">By scale of the key; null where there is none.</param>
    public void Add(ReadOnlySpan<byte> codes, ReadOnlySpan<int> milliseconds, ReadOnlySpan<double?> scores)
    {
        Respondents++;
        int reached = codes.LastIndexOfAnyExcept(ResponseMatrix.Missing) + 1;
        for (int item = 0; item < codes.Length; item++)
        {
            int score = _places[item] is { IsTask: true, Scale: var scale } && scores[scale] is { } raw ? (int)raw : -1;
            _items[item].Add(codes[item], item >= reached, milliseconds[item], score);
        }
    }

    public void Merge(ItemCounts other)
    {
        Respondents += other.Respondents;
        foreach ((OneItem own, OneItem theirs) in _items.Zip(other._items))
        {
            own.Merge(theirs);
        }
    }

    public ItemCount this[int item] => _items[item].Read(Respondents);

    /// <summary>One item.</summary>
    private sealed class OneItem(ItemPlace place)
    {
        private readonly int[] _codes = new int[place.Codes];
        private readonly int[,]? _byScore = place.IsTask ? new int[place.Codes, place.MostScore + 1] : null;
        private readonly TimeCounts _times = new();
        private int _omitted;
        private int _notReached;

        public void Add(byte code, bool isBehind, int milliseconds, int score)
        {
            if (code == ResponseMatrix.Missing)
            {
                (_omitted, _notReached) = isBehind ? (_omitted, _notReached + 1) : (_omitted + 1, _notReached);
                return;
            }

            if (code < _codes.Length)
            {
                _codes[code]++;
                if (_byScore is not null && score >= 0)
                {
                    _byScore[code, score]++;
                }
            }

            if (milliseconds >= 0)
            {
                _times.Add(milliseconds);
            }
        }

        public void Merge(OneItem other)
        {
            for (int code = 0; code < _codes.Length; code++)
            {
                _codes[code] += other._codes[code];
                for (int score = 0; _byScore is not null && score <= place.MostScore; score++)
                {
                    _byScore[code, score] += other._byScore![code, score];
                }
            }

            _times.Merge(other._times);
            _omitted += other._omitted;
            _notReached += other._notReached;
        }

        public ItemCount Read(long respondents) => new(
            respondents - _omitted - _notReached, _omitted, _notReached, _times.Count, _times.Hasty,
            _times.Quantile(0.25), _times.Quantile(0.5), _times.Quantile(0.75),
            [.. Enumerable.Range(0, place.Codes).Where(place.Format.IsCode).Select(code => new OptionCount(code, _codes[code], ScoresOf(code)))]);

        private ImmutableArray<long> ScoresOf(int code) =>
            _byScore is null ? [] : [.. Enumerable.Range(0, place.MostScore + 1).Select(score => (long)_byScore[code, score])];
    }
}

/// <summary>What the counting has to know of an item.</summary>
/// <param name="Scale">Position in the key of the first scale it feeds; −1 when it feeds none.</param>
/// <param name="Codes">One more than the highest code of an answer; 0 where an answer is no code.</param>
/// <param name="MostScore">Of that scale.</param>
internal sealed record ItemPlace(CodedFormat Format, int Scale, bool IsTask, int Codes, int MostScore)
{
    public static ImmutableArray<ItemPlace> Of(BatteryStep step)
    {
        ImmutableArray<ScaleKey> scales = step.Form.Key.Scales;
        return [.. step.Form.Items.Select(Place)];

        ItemPlace Place(Item item, int position)
        {
            int scale = -1;
            for (int one = 0; one < scales.Length && scale < 0; one++)
            {
                scale = scales[one].Items.Any(key => key.Item == position) ? one : -1;
            }

            var format = new CodedFormat(item);
            bool isTask = scale >= 0 && scales[scale] is CriterionScale;
            return new ItemPlace(format, scale, isTask, format.Codes, isTask ? scales[scale].Highest : 0);
        }
    }
}

/// <summary>Which codes answers to an item have.</summary>
internal sealed record CodedFormat(Item Item)
{
    private const int SetSize = 4;

    public int Codes => Item.Format switch
    {
        { RatingRange: { } range } => range.Max + 1,
        AnswerFormat.Pair => 2,
        AnswerFormat.SingleChoice => Item.Options.Length,
        AnswerFormat.BestWorst => SetSize * SetSize,
        _ => 0,
    };

    public bool IsCode(int code) => Item.Format switch
    {
        { RatingRange: { } range } => code >= range.Min,
        AnswerFormat.BestWorst => code / SetSize != code % SetSize,
        _ => true,
    };
}
