using System.Text.Json;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.ItemModels;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Scoring.Calibration;
using Diagnostics.Scoring.Dif;
using Diagnostics.Scoring.Irt;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Tests.ItemModels;

/// <summary>What answers say of items, drawn from known curves with a known difference between groups.</summary>
public sealed class ItemModellingTests
{
    private const int Planted = 3;

    private static readonly InstrumentLibrary Library = InstrumentLibrary.LoadBuiltIn();
    private static readonly InstrumentForm Tasks = Library.Find("aptitude-numerical", "1.1.0")!.Forms["full"];
    private static readonly InstrumentForm Ratings = Library.Find("riasec", "1.1.0")!.Forms["full"];

    [Fact]
    public void A_planted_task_is_found_and_fair_ones_are_not()
    {
        FormModels models = PlantedCrowd.Models(Tasks, PlantedCrowd.Sample(Tasks, 900, Planted, 1.1, seed: 5));
        GroupComparison sex = models.Scales[0].Comparisons.Single(one => one.By == ComparedBy.Sex);
        ItemComparison planted = sex.Items[Planted];
        Assert.Equal((null, 900, 900, true), (sex.Refusal, sex.Reference, sex.Focal, sex.IsSettled));
        Assert.Equal((DifClass.C, HarderFor.Focal, true, false), (planted.Class, planted.Direction, planted.IsBinary, planted.IsAnchor));

        // 1.2 logits: −2.35 of each on the scale of ETS.
        Assert.InRange(planted.Size!.Value, -2.35 * 1.1 * 1.2 - 0.6, -2.35 * 1.1 * 1.2 + 0.6);
        Assert.All(sex.Items.RemoveAt(Planted), item => Assert.Equal((DifClass.A, HarderFor.Neither), (item.Class, item.Direction)));

        // Nothing was planted between city and village.
        Assert.All(models.Scales[0].Comparisons.Single(one => one.By == ComparedBy.Settlement).Items, item => Assert.Equal(DifClass.A, item.Class));
    }

    [Fact]
    public void A_planted_rating_is_found_and_fair_ones_are_not()
    {
        FormModels models = PlantedCrowd.Models(Ratings, PlantedCrowd.Sample(Ratings, 700, Planted, 0.9, seed: 6));
        Assert.All(models.Scales, scale =>
        {
            GroupComparison sex = scale.Comparisons.Single(one => one.By == ComparedBy.Sex);
            Assert.Equal((DifClass.C, HarderFor.Focal, false), (sex.Items[Planted].Class, sex.Items[Planted].Direction, sex.Items[Planted].IsBinary));
            Assert.All(sex.Items.RemoveAt(Planted), item => Assert.NotEqual(DifClass.C, item.Class));
        });
        Assert.True(models.Scales.SelectMany(scale => scale.Comparisons.Single(one => one.By == ComparedBy.Sex).Items.RemoveAt(Planted)).Count(item => item.Class == DifClass.A) >= 50);
    }

    [Fact]
    public void Parameters_come_back_within_their_errors_and_nothing_is_doubted()
    {
        ScaleModels scale = PlantedCrowd.Models(Tasks, PlantedCrowd.Sample(Tasks, 1_000, -1, 0, seed: 7)).Scales[0];
        ScaleCalibration calibration = scale.Calibration;
        ItemParameters[] known = [.. PlantedCrowd.Curves(Tasks.Key.Scales.OfType<ComparableScale>().Single())];

        // All slopes are equal: the simpler model has the smaller BIC.
        Assert.Equal((null, CalibrationModel.Rasch, CalibrationEnd.Converged, 2_000), (calibration.Refusal, calibration.Model, calibration.End, calibration.Respondents));
        Assert.True(calibration.Bic < calibration.OtherBic, $"{calibration.Bic} against {calibration.OtherBic}");
        foreach ((ItemModel item, ItemParameters truth) in calibration.Items.Zip(known))
        {
            Assert.Equal(ItemState.Estimated, item.State);
            Assert.True(Math.Abs(item.Slope!.Value - truth.Slope) < 4 * item.SlopeError, $"{item}");
            Assert.True(Math.Abs(item.Thresholds[0]!.Value - truth.Thresholds[0]) < 4 * item.ThresholdErrors[0], $"{item}");
            Assert.InRange(item.Infit!.Value, 0.93, 1.07);
            Assert.True(item.Adjusted >= item.Probability);
            Assert.Empty(item.Doubts);
        }
    }

    [Fact]
    public void Ratings_have_the_graded_model_with_a_threshold_for_each_step()
    {
        FormModels models = PlantedCrowd.Models(Ratings, PlantedCrowd.Sample(Ratings, 600, -1, 0, seed: 8));
        Assert.Equal(6, models.Scales.Length);
        Assert.All(models.Scales, scale =>
        {
            Assert.Equal((CalibrationModel.Graded, false, null), (scale.Calibration.Model, scale.IsTasks, scale.Calibration.OtherBic));
            Assert.All(scale.Calibration.Items, item => Assert.Equal((item.Steps, item.Steps), (item.Thresholds.Length, item.ThresholdErrors.Length)));
            Assert.All(scale.Calibration.Items, item => Assert.NotNull(item.Probability));
        });

        // As it is kept.
        string json = new KeptItems([], models).ToJson();
        Assert.Equal(json, KeptItems.FromJson(json).ToJson());
        Assert.Empty(KeptItems.FromJson("[]").Grades);
    }

    [Fact]
    public void A_key_that_is_wrong_is_doubted()
    {
        // The right option of one task is another than the key says: those who know more are right less often.
        FormSample sample = new();
        Random random = new(9);
        ItemKey wrong = Tasks.Key.Scales.OfType<ComparableScale>().Single().Items[2];
        for (int student = 0; student < 800; student++)
        {
            double theta = 1.5 * Tests.Calibration.Simulated.Normal(random);
            byte[] codes = PlantedCrowd.Codes(Tasks, random, isGirl: false, -1, 0, theta);
            bool isKnown = random.NextDouble() < 1 / (1 + Math.Exp(-2 * theta));
            codes[wrong.Item] = (byte)Enumerable.Range(0, 4).First(code => wrong.PointsFor((byte)code) == (isKnown ? 0 : 1));
            sample.Add(new SampledRow((ulong)student, "male", "city", codes));
        }

        ScaleCalibration calibration = PlantedCrowd.Models(Tasks, sample).Scales[0].Calibration;
        Assert.Contains(ItemModelDoubt.Reversed, calibration.Items[2].Doubts);
        Assert.Equal(CalibrationModel.TwoParameter, calibration.Model);
    }

    [Fact]
    public void Small_groups_are_not_told_of_and_too_small_ones_not_compared()
    {
        FormModels few = PlantedCrowd.Models(Tasks, Mixed(girls: 29, boys: 300));
        GroupComparison withheld = few.Scales[0].Comparisons.Single(one => one.By == ComparedBy.Sex);
        Assert.Equal((ComparisonRefusal.Few, null, null, null, 0), (withheld.Refusal, withheld.Reference, withheld.Focal, withheld.LeftOut, withheld.Items.Length));
        Assert.DoesNotContain("29", JsonSerializer.Serialize(withheld, FormModels.Json), StringComparison.Ordinal);
        GroupComparison small = PlantedCrowd.Models(Tasks, Mixed(girls: 99, boys: 300)).Scales[0].Comparisons.Single(one => one.By == ComparedBy.Sex);
        Assert.Equal((ComparisonRefusal.TooFewToCompare, 300, 99, 0), (small.Refusal, small.Reference, small.Focal, small.Items.Length));
        Assert.Null(PlantedCrowd.Models(Tasks, Mixed(girls: 100, boys: 300)).Scales[0].Comparisons.Single(one => one.By == ComparedBy.Sex).Refusal);

        // All are of one city.
        Assert.Equal(ComparisonRefusal.Few, few.Scales[0].Comparisons.Single(one => one.By == ComparedBy.Settlement).Refusal);
        Assert.Equal(CalibrationRefusal.Few, PlantedCrowd.Models(Tasks, Mixed(girls: 99, boys: 100)).Scales[0].Calibration.Refusal);
        Assert.Null(ItemModelling.Of(Library.Find("work-values", "1.0.0")!.Forms["full"], new FormSample(), PatternsInTurn, null, default));
    }

    [Fact]
    public void Of_tasks_a_blank_within_is_wrong_and_one_behind_the_last_answer_was_not_asked()
    {
        FormSample sample = new();
        ComparableScale scale = Tasks.Key.Scales.OfType<ComparableScale>().Single();
        byte[] codes = PlantedCrowd.Codes(Tasks, new Random(1), false, -1, 0);
        (codes[0], codes[^1]) = (255, 255);
        sample.Add(new SampledRow(1, null, "city", codes));
        ScaleRows rows = new(Tasks, scale, sample.Read());
        Assert.Equal((0, 255), (rows.AsSteps()[0, 0], rows.AsSteps()[0, scale.Items.Length - 1]));
        Assert.Equal((0, 0), (rows.AsPoints()[0, 0], rows.AsPoints()[0, scale.Items.Length - 1]));
        ComparableScale ratings = Ratings.Key.Scales.OfType<ComparableScale>().First();
        byte[] rated = PlantedCrowd.Codes(Ratings, new Random(1), false, -1, 0);
        rated[ratings.Items[0].Item] = 255;
        Assert.Equal(255, new ScaleRows(Ratings, ratings, [new SampledRow(1, null, "city", rated)]).AsPoints()[0, 0]);
    }

    private static void PatternsInTurn(int count, Action<int> work)
    {
        for (int share = 0; share < count; share++)
        {
            work(share);
        }
    }

    private static FormSample Mixed(int girls, int boys)
    {
        Random random = new(3);
        FormSample sample = new();
        for (int student = 0; student < girls + boys; student++)
        {
            sample.Add(new SampledRow((ulong)student, student < girls ? "female" : "male", "city", PlantedCrowd.Codes(Tasks, random, false, -1, 0)));
        }

        return sample;
    }
}
