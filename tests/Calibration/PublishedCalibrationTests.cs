using Diagnostics.Scoring.Calibration;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Tests.Calibration;

/// <summary>The two sections of the Law School Admission Test as tables of patterns (Bock &amp; Lieberman, 1970, Psychometrika 35, 179–197†).</summary>
public sealed class PublishedCalibrationTests
{
    /// <summary>
    /// Respondents of each pattern of section 6, 00000 to 11111, from memory†: they sum to 1,000, give the published shares of right answers, and the published parameters follow from them.
    /// </summary>
    private static readonly int[] Lsat6 =
        [3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15, 10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61, 28, 298];

    /// <summary>Section 7.</summary>
    private static readonly int[] Lsat7 =
        [12, 19, 1, 7, 3, 19, 3, 17, 10, 5, 3, 7, 7, 23, 8, 28, 7, 39, 11, 34, 14, 51, 15, 90, 6, 25, 7, 35, 18, 136, 32, 308];

    [Fact]
    public void Section_6_has_its_published_shares_and_parameters()
    {
        ResponseMatrix answers = Rows(Lsat6);
        Assert.Equal(1000, answers.Respondents);
        Assert.Equal([924, 709, 553, 763, 870], Right(answers));
        CalibrationFit fit = Fit(answers, CalibrationModel.TwoParameter);

        // Rizopoulos, 2006, Journal of Statistical Software 17(5): three decimals by another quadrature.
        double[] slopes = [0.825, 0.723, 0.890, 0.689, 0.657];
        double[] difficulties = [-3.360, -1.370, -0.280, -1.866, -3.124];

        // From memory†, from the same paper's summary of the fit.
        double[] errors = [0.8669, 0.3073, 0.0997, 0.4341, 0.8700];
        for (int item = 0; item < 5; item++)
        {
            Assert.Equal(errors[item], fit.Items[item].ThresholdErrors[0], 0.005);
            Assert.Equal(slopes[item], fit.Items[item].Parameters!.Slope, 0.001);
            Assert.Equal(difficulties[item], fit.Items[item].Parameters!.Thresholds[0], 0.003);
        }

        Assert.Equal(-2466.653, fit.LogLikelihood, 0.001);
    }

    [Fact]
    public void Section_7_has_its_published_parameters_and_likelihood()
    {
        CalibrationFit fit = Fit(Rows(Lsat7), CalibrationModel.TwoParameter);
        double[] slopes = [0.988, 1.081, 1.706, 0.765, 0.736];
        double[] intercepts = [1.856, 0.808, 1.804, 0.486, 1.855];
        for (int item = 0; item < 5; item++)
        {
            // Published at the default accuracy of the program, two units of the third decimal away from the maximum.
            Assert.Equal(slopes[item], fit.Items[item].Parameters!.Slope, 0.002);
            Assert.Equal(intercepts[item], fit.Items[item].Parameters!.Intercepts[0], 0.0015);
        }

        Assert.Equal(-2658.805, fit.LogLikelihood, 0.0005);
        Assert.Equal(32, fit.Patterns);
        Assert.Equal(1000, fit.Respondents);
    }

    /// <summary>The file of a thousand rows and the table of 32 patterns are the same data.</summary>
    [Fact]
    public void A_row_that_repeats_counts_as_often_as_it_repeats()
    {
        byte[] file =
        [
            .. File.ReadLines(Reference.ReferenceTable.FreePath("lsat7_items.csv")).Skip(1).SelectMany(line => line.Split(',').Skip(1)).Select(cell => (byte)(cell[0] - '0')),
        ];
        CalibrationFit rows = Fit(ResponseMatrix.FromRows(file, 5), CalibrationModel.TwoParameter);
        CalibrationFit patterns = Fit(Rows(Lsat7), CalibrationModel.TwoParameter);
        Assert.Equal(rows.LogLikelihood, patterns.LogLikelihood, 1e-9);
        Assert.All(Enumerable.Range(0, 5), item => Assert.Equal(rows.Items[item].Parameters!.Slope, patterns.Items[item].Parameters!.Slope, 1e-7));
    }

    /// <summary>
    /// Conditional maximum likelihood (eRm) knows nothing of the distribution of θ; its easiness, centred, is close to ours in logits.
    /// </summary>
    [Fact]
    public void Rasch_is_close_to_conditional_likelihood()
    {
        CalibrationFit fit = Fit(Rows(Lsat7), CalibrationModel.Rasch);
        var conditional = Reference.ReferenceTable.Read(Reference.ReferenceTable.FreePath("lsat7_rasch_cml.ref.csv"));
        double[] intercepts = [.. fit.Items.Select(item => item.Parameters!.Intercepts[0])];
        double mean = intercepts.Average();
        Assert.Single(fit.Items.Select(item => item.Parameters!.Slope).Distinct());
        for (int item = 0; item < 5; item++)
        {
            Assert.Equal(conditional.Number(item, "easiness_cml"), intercepts[item] - mean, 0.03);
        }

        Assert.Equal(6, fit.ParameterCount);

        // The 2PL nests it, and the table of the manual of R's ltm has −2466.938 for section 6 (†).
        Assert.True(fit.LogLikelihood < Fit(Rows(Lsat7), CalibrationModel.TwoParameter).LogLikelihood);
        Assert.Equal(-2466.938, Fit(Rows(Lsat6), CalibrationModel.Rasch).LogLikelihood, 0.001);
        Assert.Equal(0.755, Fit(Rows(Lsat6), CalibrationModel.Rasch).Items[0].Parameters!.Slope, 0.001);
    }

    private static CalibrationFit Fit(ResponseMatrix answers, CalibrationModel model) =>
        ItemCalibration.Fit(CalibrationSample.Of(answers, [2, 2, 2, 2, 2]), new CalibrationSettings(model));

    private static ResponseMatrix Rows(int[] counts) => ResponseMatrix.FromRows(
    [
        .. counts.SelectMany((count, pattern) => Enumerable.Repeat(pattern, count)).SelectMany(pattern => Enumerable.Range(0, 5).Select(item => (byte)((pattern >> (4 - item)) & 1))),
    ],
        5);

    private static int[] Right(ResponseMatrix answers) => [.. Enumerable.Range(0, 5).Select(item => answers.Column(item).ToArray().Sum(code => code))];
}
