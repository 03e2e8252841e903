using System.Collections.Immutable;
using Diagnostics.Engine.Instruments;
using Diagnostics.Scoring.Calibration;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Moments;

namespace Diagnostics.Engine.ItemModels;

/// <summary>From a sample of a form's answers to what they say of its items. Pure, and of seconds for each scale: made behind a pass, never for a page.</summary>
internal static class ItemModelling
{
    /// <param name="work">Shares of the work on several threads.</param>
    /// <param name="progress">Told the share of scales that is done, 0..1.</param>
    /// <param name="cancellation">Stops between scales and between passes of a calibration.</param>
    /// <returns>Null where persons may not be compared on any scale of the form.</returns>
    public static FormModels? Of(InstrumentForm form, FormSample sample, WorkShares work, IProgress<double>? progress, CancellationToken cancellation)
    {
        ImmutableArray<ComparableScale> scales = [.. form.Key.Scales.OfType<ComparableScale>()];
        if (scales.IsEmpty)
        {
            return null;
        }

        ImmutableArray<SampledRow> rows = sample.Read();
        var models = ImmutableArray.CreateBuilder<ScaleModels>(scales.Length);
        foreach (ComparableScale scale in scales)
        {
            cancellation.ThrowIfCancellationRequested();
            var own = new ScaleRows(form, scale, rows);
            models.Add(new ScaleModels(scale.Id, own.IsTasks, GroupComparer.Of(own), ScaleCalibrator.Of(own, work, cancellation)));
            progress?.Report((double)models.Count / scales.Length);
        }

        return new FormModels(sample.Sessions, rows.Length, Judged(models.MoveToImmutable()));
    }

    /// <summary>Probabilities adjusted over the form, and doubts that rest on them.</summary>
    private static ImmutableArray<ScaleModels> Judged(ImmutableArray<ScaleModels> scales)
    {
        ImmutableArray<double> adjusted = FalseDiscovery.Adjusted([.. scales.SelectMany(scale => scale.Calibration.Items).Select(item => item.Probability ?? double.NaN)]);
        int next = 0;
        return
        [
            .. scales.Select(scale => scale with
            {
                Calibration = scale.Calibration with { Items = [.. scale.Calibration.Items.Select(item => Judge(item with { Adjusted = ToldNumber.Of(adjusted[next++], 6) }))] },
            }),
        ];

        static ItemModel Judge(ItemModel item) => item with { Doubts = ItemModelDoubts.Of(item) };
    }
}
