using System.Collections.Immutable;
using Diagnostics.Scoring.Irt;
using Diagnostics.Scoring.Responses;

namespace Diagnostics.Tests.Reference;

/// <summary>Abilities, information and person fit laid beside the exact reference: EAP and information to 1e-10, modes and fit to 1e-8.</summary>
public sealed class IrtReferenceTests
{
    public static TheoryData<string, string, int> Sets => new()
    {
        { "lsat7", "2pl", 1000 }, { "sim2pl30", "2pl", 400 }, { "sim2pl30_missing", "2pl", 400 }, { "simgrm12", "grm", 400 }, { "simgrm12_missing", "grm", 400 },
    };

    /// <summary>The first 25 of 1,200 rows were planted: answers that do not come from the ability behind them.</summary>
    [Fact]
    public void Planted_rows_are_found_and_others_are_flagged_as_rarely_as_lz_star_says()
    {
        CalibratedResponses data = CalibratedResponses.Read(ReferenceTable.FreePath, "sim2pl30", "sim2pl30_2pl");
        AbilityEstimator estimator = new(data.Items);
        const int Planted = 25;
        List<double>[] values = [[], [], [], [], [], []];
        for (int row = 0; row < data.Responses.Respondents; row++)
        {
            byte[] answers = data.Row(row);
            AbilityEstimates found = estimator.Estimate(answers);
            (double maximum, double warm, double mode) = (found.MaximumLikelihood.Theta, found.Warm.Theta, found.Map.Theta);
            values[0].Add(PersonFit.LzStar(data.Items, answers, maximum, AbilityMode.MaximumLikelihood));
            values[1].Add(PersonFit.LzStar(data.Items, answers, warm, AbilityMode.Warm));
            values[2].Add(PersonFit.LzStar(data.Items, answers, mode, AbilityMode.Posterior));
            values[3].Add(PersonFit.Lz(data.Items, answers, maximum));
            values[4].Add(PersonFit.Lz(data.Items, answers, warm));
            values[5].Add(PersonFit.Lz(data.Items, answers, mode));
        }

        Assert.All(values, column => Assert.All(column.Take(Planted), value => Assert.True(value < -1.645)));
        double[] flagged = [.. values.Select(column => column.Skip(Planted).Count(value => value < -1.645) / (double)(column.Count - Planted))];
        Assert.All(flagged[..3], share => Assert.InRange(share, 0.024, 0.045));
        Assert.All(flagged[3..], share => Assert.InRange(share, 0.011, 0.021));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Abilities_and_their_errors_agree(string set, string model, int rows) =>
        CompareAbilities(ReferenceTable.FreePath, set, $"{set}_{model}", rows);

    [ReferenceFact]
    public void Abilities_of_real_respondents_agree() =>
        CompareAbilities(ReferenceTable.OutsidePath, "jobcannon_riasec60", "jobcannon_A_grm", 400);

    [Theory]
    [MemberData(nameof(Sets))]
    public void Information_agrees(string set, string model, int rows)
    {
        Assert.True(rows > 0);
        CompareInformation(ReferenceTable.FreePath, $"{set}_{model}");
    }

    [ReferenceFact]
    public void Information_of_a_real_scale_agrees() => CompareInformation(ReferenceTable.OutsidePath, "jobcannon_A_grm");

    [Theory]
    [InlineData("lsat7", 1000)]
    [InlineData("sim2pl30", 400)]
    [InlineData("sim2pl30_missing", 400)]
    public void Person_fit_agrees(string set, int rows)
    {
        CalibratedResponses data = CalibratedResponses.Read(ReferenceTable.FreePath, set, $"{set}_2pl");
        ReferenceTable expected = ReferenceTable.Read(ReferenceTable.FreePath($"{set}_2pl_personfit_exact.ref.csv"));
        AbilityEstimator estimator = new(data.Items);
        GuttmanOrder order = data.Order();
        Assert.Equal(rows, expected.Rows);
        for (int row = 0; row < rows; row++)
        {
            byte[] answers = data.Row(row);
            AbilityEstimates found = estimator.Estimate(answers);
            (double maximum, double warm) = (found.MaximumLikelihood.Theta, found.Warm.Theta);
            GuttmanErrors errors = order.Of(answers);
            string where = $"{set}, row {row}";
            Assert.Equal(expected.Number(row, "raw"), answers.Where(code => code != ResponseMatrix.Missing).Sum(code => code));
            Agreement.Relative(expected.Number(row, "lz_at_ML"), PersonFit.Lz(data.Items, answers, maximum), 1e-8, $"{where}, lz ML");
            Agreement.Relative(expected.Number(row, "lz_at_WL"), PersonFit.Lz(data.Items, answers, warm), 1e-8, $"{where}, lz WL");
            Agreement.Relative(expected.Number(row, "lzstar_at_ML"), PersonFit.LzStar(data.Items, answers, maximum, AbilityMode.MaximumLikelihood), 1e-8, $"{where}, lz* ML");
            Agreement.Relative(expected.Number(row, "lzstar_at_WL"), PersonFit.LzStar(data.Items, answers, warm, AbilityMode.Warm), 1e-8, $"{where}, lz* WL");
            Assert.Equal(expected.Number(row, "guttman"), errors.Count);
            Agreement.Relative(expected.Number(row, "guttman_normed"), errors.Normed, 1e-12, $"{where}, normed");
        }
    }

    [Theory]
    [InlineData("simgrm12")]
    [InlineData("simgrm12_missing")]
    public void Guttman_errors_over_item_steps_agree(string set) => CompareSteps(ReferenceTable.FreePath, set, $"{set}_grm", set);

    [ReferenceFact]
    public void Guttman_errors_of_real_respondents_agree() =>
        CompareSteps(ReferenceTable.OutsidePath, "jobcannon_riasec60", "jobcannon_A_grm", "jobcannon_A");

    private static void CompareAbilities(Func<string, string> path, string set, string calibration, int rows)
    {
        CalibratedResponses data = CalibratedResponses.Read(path, set, calibration);
        ReferenceTable expected = ReferenceTable.Read(path($"{calibration}_scores_exact.ref.csv"));
        AbilityEstimator estimator = new(data.Items);
        double[] theta = new double[data.Responses.Respondents];
        double[] errors = new double[theta.Length];
        EapScorer.Score(new LikelihoodTable(data.Items, AbilityGrid.Usual), data.Responses, theta, errors);
        Assert.Equal(rows, expected.Rows);
        for (int row = 0; row < rows; row++)
        {
            string where = $"{calibration}, row {row}, ";
            byte[] answers = data.Row(row);
            AbilityEstimates found = estimator.Estimate(answers);
            Assert.Equal(expected.Number(row, "n_answered"), found.Answered);
            AbilityEstimate eap = ScalarEapScorer.ScoreOne(data.Items, AbilityGrid.Usual, answers);
            Compare(expected, row, "theta_EAP", theta[row], 1e-10, where);
            Compare(expected, row, "se_EAP", errors[row], 1e-10, where);
            Compare(expected, row, "theta_EAP", eap.Theta, 1e-10, where);
            Compare(expected, row, "se_EAP", eap.StandardError, 1e-10, where);
            Compare(expected, row, "theta_MAP", found.Map.Theta, 1e-8, where);
            Compare(expected, row, "se_MAP_obs", found.Map.ObservedError, 1e-8, where);
            Compare(expected, row, "se_MAP_exp", found.Map.StandardError, 1e-8, where);
            Compare(expected, row, "theta_ML", found.MaximumLikelihood.Theta, 1e-8, where);
            Compare(expected, row, "se_ML_obs", found.MaximumLikelihood.ObservedError, 1e-8, where);
            Compare(expected, row, "se_ML_exp", found.MaximumLikelihood.StandardError, 1e-8, where);
            Compare(expected, row, "theta_JM", found.Jeffreys.Theta, 1e-8, where);
            Compare(expected, row, "se_JM_exp", found.Jeffreys.StandardError, 1e-8, where);
            Compare(expected, row, "theta_WL", found.Warm.Theta, 1e-8, where);
            Compare(expected, row, "se_WL_exp", found.Warm.StandardError, 1e-8, where);
            Agreement.Relative(expected.Number(row, "lz_EAP"), PersonFit.Lz(data.Items, answers, eap.Theta), 1e-8, $"{where}lz");
        }
    }

    /// <summary>Absolute, because θ may be near 0.</summary>
    private static void Compare(ReferenceTable expected, int row, string column, double actual, double tolerance, string where)
    {
        string text = expected.Text(row, column);
        double wanted = text switch { "inf" => double.PositiveInfinity, "-inf" => double.NegativeInfinity, _ => expected.Number(row, column) };
        bool agrees = wanted.Equals(actual) || Math.Abs(wanted - actual) <= tolerance;
        Assert.True(agrees, $"{where}{column}: {wanted:R} in the reference, {actual:R} here.");
    }

    private static void CompareInformation(Func<string, string> path, string calibration)
    {
        ReferenceTable expected = ReferenceTable.Read(path($"{calibration}_info.ref.csv"));
        ReferenceTable parameters = ReferenceTable.Read(path($"{calibration}_params.ref.csv"));
        ImmutableArray<ItemParameters> items = CalibratedResponses.Parameters(parameters);
        Assert.Equal(33, expected.Rows);
        for (int row = 0; row < expected.Rows; row++)
        {
            double theta = expected.Number(row, "theta");
            TestPoint test = TestPoint.At(items, theta);
            Agreement.Relative(expected.Number(row, "test_info"), test.Information, 1e-10, $"{calibration} at {theta}");
            Agreement.Relative(expected.Number(row, "se"), test.StandardError, 1e-10, $"{calibration} at {theta}");
            Agreement.Relative(expected.Number(row, "expected_score"), test.ExpectedScore, 1e-10, $"{calibration} at {theta}");
            for (int item = 0; item < items.Length; item++)
            {
                string name = parameters.Text(item, "item");
                Agreement.Relative(expected.Number(row, $"info_{name}"), items[item].Information(theta), 1e-10, $"{name} at {theta}");
            }
        }
    }

    private static void CompareSteps(Func<string, string> path, string set, string calibration, string name)
    {
        CalibratedResponses data = CalibratedResponses.Read(path, set, calibration);
        ReferenceTable expected = ReferenceTable.Read(path($"{name}_guttman_poly.ref.csv"));
        GuttmanOrder order = data.Order();
        for (int row = 0; row < expected.Rows; row++)
        {
            GuttmanErrors errors = order.Of(data.Row(row));
            Assert.Equal(expected.Number(row, "guttman_poly"), errors.Count);
            Assert.Equal(double.NaN, errors.Normed);
        }
    }
}
