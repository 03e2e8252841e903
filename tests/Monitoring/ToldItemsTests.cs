using System.Collections.Immutable;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.Results;

namespace Diagnostics.Tests.Monitoring;

/// <summary>What is told of items and of reasons, against whoever subtracts.</summary>
public sealed class ToldItemsTests
{
    [Fact]
    public void Beside_a_small_grade_all_together_have_no_means()
    {
        GradeItems told = ToldItems.Of([Grade(8, 200, 180), Grade(9, 12, 11), Grade(null, 212, 191)]).Single();
        Assert.Null(told.Grade);
        Assert.Equal<(double?, double?, double?, double?)>((null, null, null, 0.8), (told.Scales[0].Mean, told.Scales[0].Deviation, told.Scales[0].StandardError, told.Scales[0].Alpha));
        Assert.Equal<(double?, double?, double?, double?)>((null, null, 0.5, 0.3), (told.Items[0].Mean, told.Items[0].Deviation, told.Items[0].Difficulty, told.Items[0].ItemRest));
    }

    [Fact]
    public void A_scale_few_answered_completely_has_no_statistics_in_its_grade_and_no_means_together()
    {
        ImmutableArray<GradeItems> told = ToldItems.Of([Grade(8, 200, 180), Grade(9, 60, 29), Grade(null, 260, 209)]);
        Assert.Equal([8, 9, null], told.Select(grade => grade.Grade));
        Assert.Equal<(double?, double?)>((10.12, 3.46), (told[0].Scales[0].Mean, told[0].Scales[0].Deviation));
        Assert.Equal<(double?, double?, double?)>((null, null, null), (told[1].Scales[0].Mean, told[1].Scales[0].Alpha, told[1].Scales[0].Omega));
        Assert.Equal<(double?, double?, double?)>((null, null, null), (told[1].Items[0].Mean, told[1].Items[0].ItemRest, told[1].Items[0].Difficulty));
        Assert.Equal<(double?, double?, double?)>((null, null, 0.8), (told[2].Scales[0].Mean, told[2].Items[0].Difficulty, told[2].Scales[0].Alpha));
        Assert.Empty(ToldItems.Of([Grade(8, 29, 29), Grade(null, 29, 29)]));
        Assert.Equal(10.12, ToldItems.Of([Grade(8, 40, 40), Grade(null, 40, 40)])[1].Scales[0].Mean);
    }

    [Fact]
    public void Few_special_forms_and_extra_minutes_are_not_counted_out_loud()
    {
        IReadOnlyDictionary<StandingReason, long?> told = ToldReasons.Of(new Dictionary<StandingReason, long?>
        {
            [StandingReason.SpecialForm] = 2,
            [StandingReason.ExtraTime] = 10,
            [StandingReason.Flagged] = 2,
        });
        Assert.Equal(((long?)null, (long?)10, (long?)2), (told[StandingReason.SpecialForm], told[StandingReason.ExtraTime], told[StandingReason.Flagged]));
    }

    private static GradeItems Grade(int? grade, long respondents, long complete) => new(
        grade, respondents, [new ScaleFigures("R", respondents, complete, 0, false, 10.1234, 3.4567, 0.8, 0.7, 0.9, 0.8, 1.5)],
        [new ItemFigures(1, "i1", "R", 1.5, 0.5, 0.3, 0.79, 0.5, new ItemCount(respondents, 0, 0, 0, 0, null, null, null, []))]);
}
