using System.Globalization;
using Diagnostics.Scoring.Calibration;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Tests.Reference;

/// <summary>Own calibration laid beside R's mirt: a and d to 1e-4 absolute, the likelihood to 1e-6, errors to 1e-5 of their size.</summary>
public sealed class CalibrationReferenceTests
{
    [Theory]
    [InlineData("lsat7", "lsat7_2pl", CalibrationModel.TwoParameter)]
    [InlineData("sim2pl30", "sim2pl30_2pl", CalibrationModel.TwoParameter)]
    [InlineData("sim2pl30_missing", "sim2pl30_missing_2pl", CalibrationModel.TwoParameter)]
    [InlineData("simgrm12", "simgrm12_grm", CalibrationModel.Graded)]
    [InlineData("simgrm12_missing", "simgrm12_missing_grm", CalibrationModel.Graded)]
    public void Published_and_synthetic_answers(string answers, string reference, CalibrationModel model) => Compare(answers, reference, model, ReferenceTable.FreePath);

    [ReferenceFact]
    public void Ten_items_of_611_real_respondents() =>
        Compare("jobcannon_riasec60", "jobcannon_A_grm", CalibrationModel.Graded, ReferenceTable.OutsidePath);

    private static void Compare(string answers, string reference, CalibrationModel model, Func<string, string> path)
    {
        var parameters = ReferenceTable.Read(path($"{reference}_params.ref.csv"));
        var expected = ReferenceTable.Read(path($"{reference}_fit.ref.csv"));
        string[] steps = parameters.Columns.Contains("d") ? ["d"] : [.. parameters.Columns.Where(column => column[0] == 'd')];
        CalibrationFit fit = ItemCalibration.Fit(Read(path($"{answers}_items.csv"), parameters, steps.Length + 1), new CalibrationSettings(model));
        Assert.Equal(CalibrationEnd.Converged, fit.End);
        Assert.Equal(expected.Number(0, "n"), fit.Respondents);
        Assert.Equal(expected.Number(0, "npar"), fit.ParameterCount);
        Assert.Equal(expected.Number(0, "logLik"), fit.LogLikelihood, 1e-6);
        Assert.Equal(expected.Number(0, "AIC"), fit.Aic, 1e-5);
        Assert.Equal(expected.Number(0, "BIC"), fit.Bic, 1e-5);
        for (int row = 0; row < parameters.Rows; row++)
        {
            ItemEstimate item = fit.Items[row];
            Assert.Equal(parameters.Number(row, "a"), item.Parameters!.Slope, 1e-4);
            Agreement.Relative(parameters.Number(row, "se_a"), item.SlopeError, 1e-5, $"{row}, se_a");
            for (int step = 0; step < steps.Length; step++)
            {
                Assert.Equal(parameters.Number(row, steps[step]), item.Parameters.Intercepts[step], 1e-4);
                Agreement.Relative(parameters.Number(row, $"se_{steps[step]}"), item.InterceptErrors[step], 1e-5, $"{row}, se_{steps[step]}");
            }
        }
    }

    private static CalibrationSample Read(string file, ReferenceTable parameters, int categories)
    {
        var answers = ReferenceTable.Read(file);
        string[] items = [.. Enumerable.Range(0, parameters.Rows).Select(row => parameters.Text(row, "item"))];
        byte[] codes =
        [
            .. Enumerable.Range(0, answers.Rows).SelectMany(row => items.Select(item => answers.Text(row, item)))
                .Select(cell => cell.Length == 0 ? ResponseMatrix.Missing : byte.Parse(cell, CultureInfo.InvariantCulture)),
        ];
        return CalibrationSample.Of(ResponseMatrix.FromRows(codes, items.Length), [.. items.Select(_ => categories)]);
    }
}
