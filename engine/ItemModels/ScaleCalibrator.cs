using System.Collections.Immutable;
using Diagnostics.Scoring.Calibration;
using Diagnostics.Scoring.Irt;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Engine.ItemModels;

/// <summary>Calibrates the items of a scale and asks how they follow their curves. Pure.</summary>
internal static class ScaleCalibrator
{
    /// <summary>Under it errors of slopes are half of them; ours.</summary>
    public const int LeastCalibrated = 200;

    /// <summary>The probability of each item's fit is not adjusted yet: that is the whole form's.</summary>
    public static ScaleCalibration Of(ScaleRows rows, WorkShares work, CancellationToken cancellation)
    {
        if (rows.HasFewItems)
        {
            return Refused(CalibrationRefusal.FewItems);
        }

        if (rows.HasConstantPoints)
        {
            return Refused(CalibrationRefusal.ConstantPoints);
        }

        ImmutableArray<int> steps = rows.Steps;
        ResponseMatrix answers = rows.AsSteps();
        var sample = CalibrationSample.Of(answers, steps.AsSpan());
        if (answers.Respondents < LeastCalibrated || (!sample.Estimable.IsEmpty && sample.Respondents < LeastCalibrated))
        {
            return Refused(CalibrationRefusal.Few);
        }

        CalibrationFit[] fits =
        [
            .. ModelsFor(steps).Select(model => ItemCalibration.Fit(sample, new CalibrationSettings(model) { Tolerance = 1e-6, MostPasses = 1000 }, work, null, cancellation)),
        ];
        CalibrationFit fit = fits.MinBy(one => one.Bic)!;
        if (fit.End == CalibrationEnd.NothingToEstimate)
        {
            return Refused(CalibrationRefusal.NothingToEstimate);
        }

        ImmutableArray<ItemParameters> parameters = [.. fit.Items.Select(item => item.Parameters).OfType<ItemParameters>()];
        ImmutableArray<SumScoreFit> curves = SumScoreFits.Of(sample, parameters.AsSpan(), fit.Model);
        ImmutableArray<MeanSquareFit> squares = MeanSquareFits.Of(sample, parameters.AsSpan(), work);
        int next = 0;
        return new ScaleCalibration(
            null, fit.Model, fit.End, fit.Passes, fit.Respondents, CompleteOf(answers), ToldNumber.Of(fit.Bic, 1),
            fits.FirstOrDefault(one => one != fit) is { } other ? ToldNumber.Of(other.Bic, 1) : null,
            [
                .. fit.Items.Select((item, place) => item.Parameters is null
                    ? LeftOut(rows, place, steps[place] - 1, item)
                    : Told(rows, place, item, curves[next], squares[next++])),
            ]);
    }

    private static ImmutableArray<CalibrationModel> ModelsFor(ImmutableArray<int> steps) =>
        steps.Any(count => count > 2) ? [CalibrationModel.Graded] : [CalibrationModel.TwoParameter, CalibrationModel.Rasch];

    private static ScaleCalibration Refused(CalibrationRefusal refusal) => new(refusal, null, null, 0, null, null, null, null, []);

    private static ItemModel LeftOut(ScaleRows rows, int place, int steps, ItemEstimate item) => new(
        rows.NumberOf(place), rows.IdOf(place), steps, item.State, item.Answered, null, null, [], [], [], null, null, null, null, null, null, null, []);

    private static ItemModel Told(ScaleRows rows, int place, ItemEstimate item, SumScoreFit curve, MeanSquareFit squares) => new(
        rows.NumberOf(place), rows.IdOf(place), item.Parameters!.Intercepts.Length, item.State, item.Answered,
        Math.Round(item.Parameters.Slope, LinkDigits), ToldNumber.Of(item.SlopeError, Digits),
        [.. item.Parameters.Thresholds.Select(b => ToldNumber.Of(b, Digits))], [.. item.ThresholdErrors.Select(error => ToldNumber.Of(error, Digits))],
        [.. item.Parameters.Intercepts.Select(d => Math.Round(d, LinkDigits))],
        ToldNumber.Of(squares.Infit, 3), ToldNumber.Of(squares.Outfit, 3), ToldNumber.Of(curve.ChiSquared, 2), curve.Freedom > 0 ? curve.Freedom : null,
        ToldNumber.Of(curve.Probability, 6), null, ToldNumber.Of(curve.Rmsea, 3), []);

    /// <summary>Ten times finer than any error of a parameter.</summary>
    private const int Digits = 3;

    /// <summary>What links are computed from keeps steps apart that lie close together.</summary>
    private const int LinkDigits = 7;

    private static int CompleteOf(ResponseMatrix answers)
    {
        byte[] row = new byte[answers.Items];
        int complete = 0;
        for (int respondent = 0; respondent < answers.Respondents; respondent++)
        {
            answers.CopyRow(respondent, row);
            complete += row.AsSpan().Contains(ResponseMatrix.Missing) ? 0 : 1;
        }

        return complete;
    }
}
