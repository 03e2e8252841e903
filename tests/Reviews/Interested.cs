using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Sessions;
using Diagnostics.Scoring.Keys;

namespace Diagnostics.Tests.Reviews;

/// <summary>The answers on interests of somebody who takes the time to answer and leans to some spheres: a list follows from them, and nothing speaks for a talk.</summary>
internal static class Interested
{
    public static IEnumerable<AnswerEntry> Answers(Battery battery, params string[] spheres)
    {
        BatteryStep step = battery.Steps.Single(one => one.Instrument.Id == "riasec");
        Dictionary<int, string> values = [];
        foreach (ScaleKey scale in step.Form.Key.Scales)
        {
            foreach ((ItemKey item, int place) in scale.Items.Select((item, place) => (item, place)))
            {
                values[item.Item] = spheres.Contains(scale.Id) ? place % 3 == 0 ? "3" : "4" : place % 3 == 0 ? "1" : "0";
            }
        }

        return values.OrderBy(one => one.Key).Select(one => new AnswerEntry(step.FirstItem + one.Key, one.Value, (one.Key + 1) * 6_000L));
    }
}
