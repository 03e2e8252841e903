using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Scoring.Irt;

namespace Diagnostics.Engine.Tables;

/// <summary>
/// From a table of responses and item parameters to abilities and to person fit: rows → blocks → estimates → rows, in constant memory, a block on
/// each core. Columns that are no items are passed through, the identifier first.
/// </summary>
public sealed class AbilityTable
{
    private static readonly ImmutableArray<string> AbilityNames =
    [
        "n_answered", "theta_EAP", "se_EAP", "theta_MAP", "se_MAP_obs", "se_MAP_exp", "theta_ML", "se_ML_obs", "se_ML_exp", "theta_JM", "se_JM_exp",
        "theta_WL", "se_WL_exp", "lz_EAP",
    ];

    /// <summary>Errors over items of two categories; where an item has more they are over steps, and the column says so.</summary>
    private const string Guttman = "guttman";

    private static readonly ImmutableArray<string> FitNames =
    [
        "raw", "n_answered", "lz_at_ML", "lzstar_at_ML", "lz_at_WL", "lzstar_at_WL", "lz_at_EAP", Guttman, "guttman_normed", "lz_at_MAP",
        "lzstar_at_MAP",
    ];

    private readonly AbilityTableOptions _options;
    private readonly ImmutableArray<ItemParameters> _items;
    private readonly AbilityEstimator _estimator;
    private readonly LikelihoodTable _likelihood;

    /// <summary>Prepares the items.</summary>
    public AbilityTable(AbilityTableOptions options)
    {
        _options = options;
        _items = [.. options.Items.Select(item => item.Parameters)];
        _estimator = new AbilityEstimator(_items);
        _likelihood = new LikelihoodTable(_items, AbilityGrid.Usual);
    }

    /// <summary>Writes where everybody stands.</summary>
    /// <param name="output">Receives the CSV; left open.</param>
    /// <param name="progress">Told the share of the file that is done, 0..1, once a block.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    /// <returns>What was read.</returns>
    /// <exception cref="TableException">The file is not usable; names line, column and reason.</exception>
    public ResponseTally WriteAbilities(TextWriter output, IProgress<double>? progress, CancellationToken cancellation) =>
        Write(AbilityNames, WriteAbility, output, progress, cancellation);

    /// <summary>Writes how well everybody's answers fit. Reads the file once more before: Guttman errors need the order of the items.</summary>
    /// <param name="output">Receives the CSV; left open.</param>
    /// <param name="progress">Told the share of the file that is done, 0..1, once a block.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    /// <returns>What was read.</returns>
    /// <exception cref="TableException">The file is not usable; names line, column and reason.</exception>
    public ResponseTally WriteFit(TextWriter output, IProgress<double>? progress, CancellationToken cancellation)
    {
        StepTally tally = new([.. _items.Select(item => item.Categories)]);
        using (ResponseStream responses = new(_options.Responses))
        {
            responses.ReadAll(block => tally.Add(block.Answers), new PartOfProgress(progress, pass: 0, passes: 2), cancellation);
        }

        GuttmanOrder order = new(tally);
        bool isBinary = _items.All(item => item.Categories == 2);
        return Write(
            isBinary ? FitNames : FitNames.Replace(Guttman, "guttman_poly"),
            (answers, eap, writer) => WriteFit(order, answers, eap, writer),
            output,
            new PartOfProgress(progress, pass: 1, passes: 2),
            cancellation);
    }

    private ResponseTally Write(
        ImmutableArray<string> names,
        Action<byte[], AbilityEstimate, TableWriter> write,
        TextWriter output,
        IProgress<double>? progress,
        CancellationToken cancellation)
    {
        using ResponseStream responses = new(_options.Responses);
        string[] columns = [.. responses.Passed, .. names];
        responses.RefuseRepeated(columns);
        using TableWriter header = new(output, _options.Excel);
        header.Row(columns);
        header.Flush();
        int passed = responses.Passed.Length;
        return responses.WorkThrough(block => Text(block, passed, write), output.Write, progress, cancellation);
    }

    private string Text(ResponseBlock block, int passed, Action<byte[], AbilityEstimate, TableWriter> write)
    {
        int rows = block.Answers.Respondents;
        double[] theta = new double[rows];
        double[] errors = new double[rows];
        EapScorer.Score(_likelihood, block.Answers, theta, errors);
        using StringWriter text = new(CultureInfo.InvariantCulture);
        using TableWriter writer = new(text, _options.Excel, isContinued: true);
        byte[] answers = new byte[_items.Length];
        for (int row = 0; row < rows; row++)
        {
            foreach (string cell in block.Passed.AsSpan(row * passed, passed))
            {
                writer.Cell(cell);
            }

            block.Answers.CopyRow(row, answers);
            write(answers, new AbilityEstimate(theta[row], errors[row], double.NaN), writer);
            writer.EndRow();
        }

        writer.Flush();
        return text.ToString();
    }

    private void WriteAbility(byte[] answers, AbilityEstimate eap, TableWriter writer)
    {
        AbilityEstimates found = _estimator.Estimate(answers);
        writer.Cell(found.Answered);
        writer.Cells([eap.Theta, eap.StandardError, found.Map.Theta, found.Map.ObservedError, found.Map.StandardError]);
        WriteTheta(found.MaximumLikelihood.Theta, writer);
        writer.Cells(
        [
            found.MaximumLikelihood.ObservedError, found.MaximumLikelihood.StandardError, found.Jeffreys.Theta, found.Jeffreys.StandardError,
            found.Warm.Theta, found.Warm.StandardError, PersonFit.Lz(_items, answers, eap.Theta),
        ]);
    }

    private void WriteFit(GuttmanOrder order, byte[] answers, AbilityEstimate eap, TableWriter writer)
    {
        AbilityEstimates found = _estimator.Estimate(answers);
        GuttmanErrors errors = order.Of(answers);
        (double maximum, double warm, double mode) = (found.MaximumLikelihood.Theta, found.Warm.Theta, found.Map.Theta);
        writer.Cell(found.Answered == 0 ? double.NaN : answers.Where(code => code != Scoring.Responses.ResponseMatrix.Missing).Sum(code => code));
        writer.Cell(found.Answered);
        writer.Cells(
        [
            PersonFit.Lz(_items, answers, maximum), PersonFit.LzStar(_items, answers, maximum, AbilityMode.MaximumLikelihood),
            PersonFit.Lz(_items, answers, warm), PersonFit.LzStar(_items, answers, warm, AbilityMode.Warm),
            PersonFit.Lz(_items, answers, eap.Theta), errors.Count, errors.Normed,
            PersonFit.Lz(_items, answers, mode), PersonFit.LzStar(_items, answers, mode, AbilityMode.Posterior),
        ]);
    }

    /// <summary>R and numpy read inf; the runtime's own word they do not.</summary>
    private static void WriteTheta(double theta, TableWriter writer)
    {
        if (double.IsInfinity(theta))
        {
            writer.Cell(theta > 0 ? "inf" : "-inf");
        }
        else
        {
            writer.Cell(theta);
        }
    }
}
