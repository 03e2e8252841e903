using System.Collections.Immutable;
using Diagnostics.Engine.Instruments;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Reliability;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Engine.Monitoring;

/// <summary>One grade of those who took a form: what reliability needs of each scale, and what was done with each item. For one thread; merge afterwards.</summary>
internal sealed class FormCohort(InstrumentForm form, ImmutableArray<ComparableScale> scales, ImmutableArray<ItemPlace> places)
{
    /// <summary>So many rows are gathered before they are added: columns of one row would be read for nothing.</summary>
    private const int RowsAtOnce = 256;

    private readonly ImmutableArray<ScaleSample> _samples = [.. scales.Select(scale => new ScaleSample(scale))];
    private readonly ItemCounts _items = new(places);
    private ResponseMatrixBuilder _waiting = new(form.Items.Length, RowsAtOnce);

    public long Respondents => _items.Respondents;

    /// <param name="codes">Of the answers, [items].</param>
    /// <param name="milliseconds">How long each took, −1 where that is not known, [items].</param>
    /// <param name="scores">By scale of the form's key.</param>
    public void Add(ReadOnlySpan<byte> codes, ReadOnlySpan<int> milliseconds, ReadOnlySpan<double?> scores)
    {
        _items.Add(codes, milliseconds, scores);
        if (_samples.IsEmpty)
        {
            return;
        }

        _waiting.Add(codes);
        if (_waiting.Respondents == RowsAtOnce)
        {
            Flush();
        }
    }

    public void Merge(FormCohort other)
    {
        other.Flush();
        _items.Merge(other._items);
        foreach ((ScaleSample own, ScaleSample theirs) in _samples.Zip(other._samples))
        {
            own.Merge(theirs);
        }
    }

    public ImmutableArray<ScaleStatistics> Read()
    {
        Flush();
        return [.. _samples.Select(ScaleStatistics.Of)];
    }

    /// <param name="grade">Null for all together.</param>
    public GradeItems ReadItems(int? grade)
    {
        ImmutableArray<ScaleStatistics> read = Read();
        Dictionary<int, (string Scale, ItemStatistics Item)> keyed = [];
        foreach (ScaleStatistics scale in read)
        {
            foreach (ItemStatistics item in scale.Items)
            {
                keyed.TryAdd(item.Item.Item, (scale.Scale.Id, item));
            }
        }

        return new GradeItems(
            grade, Respondents, [.. read.Select(Tell)],
            [.. form.Items.Select((item, place) => keyed.TryGetValue(place, out (string Scale, ItemStatistics Item) one)
                ? Tell(place, item.Id, one.Scale, one.Item)
                : new ItemFigures(place + 1, item.Id, null, null, null, null, null, null, _items[place]))]);
    }

    private ItemFigures Tell(int place, string id, string scale, ItemStatistics item) => new(
        place + 1, id, scale, Known(item.Mean), Known(item.StandardDeviation), Known(item.ItemRestCorrelation), Known(item.AlphaIfDeleted), Known(item.Difficulty), _items[place]);

    private static ScaleFigures Tell(ScaleStatistics scale) => new(
        scale.Scale.Id, scale.Rows, scale.Totals.Count, scale.NotReached, scale.IsSpeeded, Known(scale.Totals.Mean), Known(scale.Totals.StandardDeviation), Known(scale.Alpha),
        Known(scale.AlphaInterval.Low), Known(scale.AlphaInterval.High), Known(scale.Omega), Known(scale.StandardErrorByAlpha));

    private static double? Known(double value) => double.IsFinite(value) ? value : null;

    private void Flush()
    {
        if (_waiting.Respondents == 0)
        {
            return;
        }

        ResponseMatrix rows = _waiting.Build();
        foreach (ScaleSample sample in _samples)
        {
            sample.Add(rows);
        }

        _waiting = new ResponseMatrixBuilder(form.Items.Length, RowsAtOnce);
    }
}
