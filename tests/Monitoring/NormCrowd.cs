using Diagnostics.Engine;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Indicators;
using Diagnostics.Engine.Monitoring;
using Diagnostics.Engine.Results;
using Diagnostics.Scoring.Norms;

namespace Diagnostics.Tests.Monitoring;

/// <summary>A reading as a pass over many students would find it, put in the place of a campaign's.</summary>
internal static class NormCrowd
{
    /// <summary>So many students in each group; everybody's scores run through the scale, one after the other.</summary>
    public static RegionReading Reading(BatteryStep step, bool isSimulated, params (int Grade, string Sex, string Municipality, int Students)[] groups)
    {
        var tally = new FormTally(step);
        FormReading form = tally.Read();
        foreach ((int grade, string sex, string municipality, int students) in groups)
        {
            foreach ((NormAccumulator norms, string[] values) in form.Norms.Zip(SessionGroup.Of(grade, sex, "city", municipality).Values))
            {
                foreach (ScoreHistogram histogram in norms.HistogramsOf(values))
                {
                    int width = histogram.Score.Highest - histogram.Score.Lowest + 1;
                    for (int student = 0; student < students; student++)
                    {
                        histogram.Push(histogram.Score.Lowest + (student % width));
                    }
                }
            }
        }

        long all = groups.Sum(one => one.Students);
        return new RegionReading(all, all, isSimulated, new Dictionary<StandingReason, long> { [StandingReason.Flagged] = 3 }, 0, 0, 0, [form with { Sessions = all }], ToldFigures.None("", "", ""));
    }

    /// <summary>Keeps it as the last pass over the region; its hash.</summary>
    public static async Task<string> KeepAsync(DiagnosticsEngine engine, string regionId, RegionReading reading)
    {
        RegionCampaign campaign = (await RegionCampaign.FindAsync(engine.Store, regionId, default))!;
        var shelf = new ReadingShelf(engine.Store, engine.Writer, engine.Audit, TimeProvider.System);
        await shelf.WriteAsync(regionId, campaign, reading, "1:1", "tester", default);
        return (await shelf.HeadAsync(campaign.Id, default))!.Hash;
    }

    public static FormKey KeyOf(BatteryStep step) => new(step.Instrument.Id, step.Instrument.Version, step.Form.Id);

    /// <summary>The section on interests of a grade's lesson.</summary>
    public static BatteryStep Interests(DiagnosticsEngine engine, int grade) =>
        engine.Batteries.For(grade)!.Steps.First(step => step.Instrument.Id == "riasec");
}
