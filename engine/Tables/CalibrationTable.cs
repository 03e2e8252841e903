using System.Collections.Immutable;
using Diagnostics.Scoring.Calibration;
using Diagnostics.Scoring.Irt;
using Diagnostics.Scoring.Moments;

namespace Diagnostics.Engine.Tables;

/// <summary>From answers to calibrated items: parameters, how well they fit together, what became of each item. Works on all cores.</summary>
public sealed class CalibrationTable
{
    private static readonly ImmutableArray<string> FitNames =
    [
        "model", "n", "items", "logLik", "npar", "AIC", "BIC", "quadpts", "lo", "hi", "TOL", "patterns", "passes", "end", "largest_change", "largest_gradient", "log_prior",
    ];

    private readonly ScaleAnswers _answers;
    private readonly CalibrationSettings _settings;

    private readonly CalibrationSample _sample;

    private CalibrationTable(ScaleAnswers answers, CalibrationSample sample, CalibrationSettings settings, CalibrationFit fit)
    {
        _answers = answers;
        _sample = sample;
        _settings = settings;
        Fit = fit;
    }

    /// <summary>The calibration.</summary>
    public CalibrationFit Fit { get; }

    /// <summary>Items without parameters, each with its reason.</summary>
    public ImmutableArray<string> LeftOut =>
    [
        .. Fit.Items.Select((item, place) => (item, place)).Where(pair => pair.item.Parameters is null)
            .Select(pair => $"{_answers.Items[pair.place]} ({ReasonOf(pair.item.State)})"),
    ];

    /// <summary>Items whose slope stopped at its limit.</summary>
    public ImmutableArray<string> SlopeAtLimit => NamesOf(ItemState.SlopeAtLimit);

    /// <summary>Items whose c stopped at its limit.</summary>
    public ImmutableArray<string> GuessingAtLimit => NamesOf(ItemState.GuessingAtLimit);

    /// <summary>Items with parameters whose answers stand in the file otherwise than the parameters count them: turned, or not from 0.</summary>
    public ImmutableArray<string> Turned =>
        [.. _answers.Items.Where((_, place) => Fit.Items[place].Parameters is not null && ItemSteps.IsTurned(_answers.Keys[place]))];

    /// <summary>Calibrates.</summary>
    /// <param name="answers">The answers.</param>
    /// <param name="settings">How.</param>
    /// <param name="progress">Told the share of the way that is done, 0..1, once a pass.</param>
    /// <param name="cancellation">Stops between passes.</param>
    /// <exception cref="ArgumentException">The model does not take the items, or none can be estimated.</exception>
    public static CalibrationTable Of(ScaleAnswers answers, CalibrationSettings settings, IProgress<double>? progress, CancellationToken cancellation)
    {
        ScaleAnswers steps = answers.AsSteps();
        string[] wide = [.. steps.Items.Where((_, item) => steps.Categories[item] > 2)];
        if (settings.Model != CalibrationModel.Graded && wide.Length > 0)
        {
            throw new ArgumentException($"{NameOf(settings.Model)} is of two categories; more have: {string.Join(", ", wide)}. The model grm takes them.");
        }

        CalibrationSample sample = CalibrationSample.Of(steps.Points, steps.Categories.AsSpan());
        CalibrationTable table = new(steps, sample, settings, ItemCalibration.Fit(sample, settings, OnAllCores, progress, cancellation));
        return table.Fit.End != CalibrationEnd.NothingToEstimate
            ? table
            : throw new ArgumentException($"No item can be estimated: {string.Join(", ", table.LeftOut)}.");
    }

    /// <summary>Writes the parameters of the items that have some, with their errors.</summary>
    /// <param name="output">Receives the table; left open.</param>
    /// <param name="excel">The form for Excel.</param>
    public void WriteParameters(TextWriter output, bool excel) => ItemParametersCsv.Write(
        [
            .. Fit.Items.Select((item, place) => (item, place)).Where(pair => pair.item.Parameters is not null).Select(pair =>
                new CalibratedItem(_answers.Items[pair.place], pair.item.Parameters!) { SlopeError = pair.item.SlopeError, InterceptErrors = pair.item.InterceptErrors }),
        ],
        output,
        excel);

    /// <summary>Writes the fit as one row.</summary>
    /// <param name="output">Receives the table; left open.</param>
    /// <param name="excel">The form for Excel.</param>
    public void WriteFit(TextWriter output, bool excel)
    {
        using TableWriter writer = new(output, excel);
        writer.Row(FitNames);
        writer.Cell(NameOf(Fit.Model));
        writer.Cell(Fit.Respondents);
        writer.Cell(Fit.Items.Count(item => item.Parameters is not null));
        writer.Cells(
        [
            Fit.LogLikelihood, Fit.ParameterCount, Fit.Aic, Fit.Bic, MarginalLikelihood.Nodes, MarginalLikelihood.Theta(0), MarginalLikelihood.Theta(MarginalLikelihood.Nodes - 1),
            _settings.Tolerance, Fit.Patterns, Fit.Passes,
        ]);
        writer.Cell(NameOf(Fit.End));
        writer.Cells([Fit.LargestChange, Fit.LargestGradient, Fit.LogPrior]);
        writer.EndRow();
        writer.Flush();
    }

    /// <summary>Writes what became of each item, with those left out, and whether it follows its curve (S-X², its probability adjusted over all items, mean squares).</summary>
    /// <param name="output">Receives the table; left open.</param>
    /// <param name="excel">The form for Excel.</param>
    public void WriteItems(TextWriter output, bool excel)
    {
        using TableWriter writer = new(output, excel);
        writer.Row(["item", "state", "n", "categories", "se_c", "sx2", "sx2_df", "sx2_p", "sx2_p_adjusted", "sx2_rmsea", "infit", "outfit"]);
        ImmutableArray<ItemParameters> items = [.. Fit.Items.Select(item => item.Parameters).OfType<ItemParameters>()];
        ImmutableArray<SumScoreFit> curves = SumScoreFits.Of(_sample, items.AsSpan(), Fit.Model);
        ImmutableArray<double> adjusted = FalseDiscovery.Adjusted([.. curves.Select(curve => curve.Probability)]);
        ImmutableArray<MeanSquareFit> squares = MeanSquareFits.Of(_sample, items.AsSpan(), OnAllCores);
        int estimated = 0;
        for (int place = 0; place < Fit.Items.Length; place++)
        {
            ItemEstimate item = Fit.Items[place];
            writer.Cell(_answers.Items[place]);
            writer.Cell(item.State == ItemState.Estimated ? "" : ReasonOf(item.State));
            writer.Cell(item.Answered);
            writer.Cell(_answers.Categories[place]);
            writer.Cell(item.GuessingError);
            if (item.Parameters is null)
            {
                writer.Cells(Enumerable.Repeat(double.NaN, 7).ToArray());
            }
            else
            {
                SumScoreFit curve = curves[estimated];
                writer.Cells(
                [
                    curve.ChiSquared, curve.Freedom > 0 ? curve.Freedom : double.NaN, curve.Probability, adjusted[estimated], curve.Rmsea, squares[estimated].Infit, squares[estimated].Outfit,
                ]);
                estimated++;
            }

            writer.EndRow();
        }

        writer.Flush();
    }

    private ImmutableArray<string> NamesOf(ItemState state) =>
        [.. Fit.Items.Select((item, place) => (item, place)).Where(pair => pair.item.State == state).Select(pair => _answers.Items[pair.place])];

    private static void OnAllCores(int count, Action<int> work) => Parallel.For(0, count, work);

    private static string NameOf(CalibrationModel model) => model switch
    {
        CalibrationModel.Rasch => "Rasch",
        CalibrationModel.TwoParameter => "2PL",
        CalibrationModel.ThreeParameter => "3PL",
        CalibrationModel.Graded => "GRM",
    };

    private static string NameOf(CalibrationEnd end) => end switch
    {
        CalibrationEnd.Converged => "converged",
        CalibrationEnd.PassesUsedUp => "passes used up",
        CalibrationEnd.NothingToEstimate => "nothing to estimate",
    };

    private static string ReasonOf(ItemState state) => state switch
    {
        ItemState.Estimated => "estimated",
        ItemState.NobodyAnswered => "nobody answered",
        ItemState.Constant => "constant",
        ItemState.EmptyCategory => "a category nobody chose",
        ItemState.SlopeAtLimit => "slope at its limit",
        ItemState.GuessingAtLimit => "c at its limit",
    };
}
