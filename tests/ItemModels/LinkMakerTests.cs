using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.ItemModels;
using Diagnostics.Scoring.Linking;

namespace Diagnostics.Tests.ItemModels;

/// <summary>Two forms on one scale, by the items they share.</summary>
public sealed class LinkMakerTests
{
    private static readonly Instrument Interests = InstrumentLibrary.LoadBuiltIn().Find("riasec", "1.1.0")!;
    private static readonly InstrumentForm Full = Interests.Forms["full"];
    private static readonly InstrumentForm Short = Interests.Forms["short48"];

    [Fact]
    public void The_short_form_of_a_higher_group_is_moved_by_how_much_higher_it_is()
    {
        // Its own scale has its mean at 0; on the other scale that is .5.
        FormOfLink whole = Form(Full, seed: 1);
        FormOfLink higher = Form(Short, seed: 2, ability: 0.5);
        ScaleLink link = LinkMaker.Of("R", "R", higher, whole);
        Assert.Equal((null, LinkUse.Groups, 8, 8, 10), (link.Refusal, link.Use, link.Common, link.FromItems, link.ToItems));
        Assert.Empty(link.Changed);
        Assert.All(link.Constants, constants =>
        {
            Assert.InRange(constants.Slope!.Value, 0.8, 1.2);
            Assert.InRange(constants.Intercept!.Value, 0.35, 0.65);
        });
        Assert.Equal([LinkMethod.MeanSigma, LinkMethod.MeanMean, LinkMethod.StockingLord], link.Constants.Select(one => one.Method));
        Assert.All(link.Items, item => Assert.False(item.HasDrifted, $"{item}"));

        // Eight items of five categories against ten.
        Assert.Equal(33, link.Scores.Length);
        Assert.Equal((0, 0.0, 32, 40.0), (link.Scores[0].From, link.Scores[0].To, link.Scores[^1].From, link.Scores[^1].To));
        Assert.True(link.Scores.Zip(link.Scores.Skip(1)).All(pair => pair.First.To < pair.Second.To));
        Assert.InRange(link.Scores[16].To, 18, 22);
    }

    [Fact]
    public void An_item_that_has_become_harder_is_told_and_the_others_are_not()
    {
        FormOfLink before = Form(Full, seed: 3);
        FormModels models = before.Models!;
        ScaleModels scale = models.Scales[0];
        ItemModel item = scale.Calibration.Items[4];
        ItemModel harder = item with { Intercepts = [.. item.Intercepts.Select(d => d - 1.2)] };
        FormOfLink after = before with
        {
            Models = models with { Scales = models.Scales.SetItem(0, scale with { Calibration = scale.Calibration with { Items = scale.Calibration.Items.SetItem(4, harder) } }) },
        };
        ScaleLink link = LinkMaker.Of("R", "R", before, after);
        Assert.Equal([harder.Item], link.Items.Where(one => one.HasDrifted).Select(one => one.Item));
        Assert.True(link.Items[4].ThresholdShift < 0);
        Assert.Equal(LinkUse.Persons, link.Use);

        // Without it the others make the link, which is then none at all; the item is still told of, and further off than it seemed.
        ScaleLink without = LinkMaker.Of("R", "R", before, after, new HashSet<string> { harder.Item, "no-such-item" });
        Assert.Equal((9, LinkUse.Groups, 10), (without.Common, without.Use, without.Items.Length));
        Assert.Equal([harder.Item], without.LeftOut.ToArray());
        Assert.All(without.Constants, constants => Assert.Equal((1, 0), (constants.Slope, constants.Intercept)));
        Assert.Equal([harder.Item], without.Items.Where(one => one.HasDrifted).Select(one => one.Item));
        Assert.True(without.Items[4].Distance > link.Items[4].Distance);
        Assert.All(without.Items.Where(one => one.Item != harder.Item), one => Assert.Equal(0, one.Distance));
        Assert.Equal(LinkRefusal.TooFewCommon, LinkMaker.Of("R", "R", before, after, link.Items.Skip(2).Select(one => one.Item).ToHashSet()).Refusal);
    }

    [Fact]
    public void Reasons_against_a_link_are_told()
    {
        FormOfLink whole = Form(Full, seed: 4);
        Assert.Equal(LinkRefusal.NotCalibrated, LinkMaker.Of("R", "R", whole, new FormOfLink(Short, null)).Refusal);
        ScaleLink few = LinkMaker.Of("R", "R", whole, Only(whole, 2));
        Assert.Equal((LinkRefusal.TooFewCommon, 2, 8), (few.Refusal, few.Common, few.Uncalibrated.Length));
        Assert.Equal((LinkUse?)LinkUse.Drift, LinkMaker.Of("R", "R", whole, Only(whole, 4)).Use);
        Assert.Empty(LinkMaker.Of("R", "R", whole, Only(whole, 4)).Scores);
        Assert.Equal((LinkUse.Drift, LinkUse.Groups, LinkUse.Persons, LinkUse.Drift), (LinkMaker.UseOf(4, 10), LinkMaker.UseOf(5, 10), LinkMaker.UseOf(10, 20), LinkMaker.UseOf(5, 30)));
    }

    [Fact]
    public void An_item_with_other_words_is_not_common()
    {
        InstrumentForm changed = Full with { Items = Full.Items.SetItem(Full.Key.Scales[0].Items[0].Item, Full.Items[0] with { Id = Full.Items[Full.Key.Scales[0].Items[0].Item].Id, Text = Full.Items[5].Text }) };
        FormOfLink whole = Form(Full, seed: 5);
        ScaleLink link = LinkMaker.Of("R", "R", whole, new FormOfLink(changed, whole.Models));
        Assert.Equal(9, link.Common);
        Assert.Single(link.Changed);
    }

    private static FormOfLink Form(InstrumentForm form, int seed, double ability = 0) =>
        new(form, PlantedCrowd.Models(form, PlantedCrowd.Sample(form, 600, -1, 0, seed, ability)));

    /// <summary>Calibrated for the first items alone.</summary>
    private static FormOfLink Only(FormOfLink form, int items) => form with
    {
        Models = form.Models! with
        {
            Scales = [.. form.Models.Scales.Select(scale => scale with { Calibration = scale.Calibration with { Items = scale.Calibration.Items[..items] } })],
        },
    };
}
