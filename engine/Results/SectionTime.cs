using System.Text.Json;
using System.Text.Json.Serialization;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Results;

/// <summary>How a step with a time limit was timed: beside the packed answers, for who reads a profile later.</summary>
/// <param name="Step">Id of the step's instrument.</param>
/// <param name="BegunAtMs">The client's time of its start, or null when no start was received.</param>
/// <param name="Answered">Items with an answer; a skip counts.</param>
/// <param name="ByDevice">Those of them for whose time only the device vouches.</param>
/// <param name="AfterLimit">Those of them that were given after the limit by both clocks.</param>
internal sealed record SectionTime(string Step, long? BegunAtMs, int Answered, int ByDevice, int AfterLimit)
{
    /// <summary>Those of them that were keyed from a form: the proctor kept the time. Left out where there are none, as in rows of earlier versions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int OnPaper { get; init; }

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Of each limited step of the battery, in its order.</summary>
    public static IReadOnlyList<SectionTime> Of(Session session)
    {
        List<SectionTime> times = [];
        Battery battery = session.Rules.Battery;
        for (int i = 0; i < battery.Steps.Length; i++)
        {
            if (battery.Steps[i].Seconds is not null)
            {
                times.Add(Of(session, i));
            }
        }

        return times;
    }

    public static string ToJson(IReadOnlyList<SectionTime> times) => JsonSerializer.Serialize(times, Json);

    public static IReadOnlyList<SectionTime> FromJson(string json) => JsonSerializer.Deserialize<SectionTime[]>(json, Json)!;

    private static SectionTime Of(Session session, int index)
    {
        BatteryStep step = session.Rules.Battery.Steps[index];
        SavedAnswer[] answers =
            [.. session.Saved.Skip(step.FirstItem).Take(step.Form.Items.Length).Where(saved => saved.Value is not null)];
        return new SectionTime(
            step.Instrument.Id, session.Starts.Of(index)?.AtMs, answers.Length,
            answers.Count(saved => saved.Remarks.HasFlag(AnswerRemarks.TimeByDevice)),
            answers.Count(saved => saved.Remarks.HasFlag(AnswerRemarks.AfterLimit)))
        {
            OnPaper = answers.Count(saved => saved.Remarks.HasFlag(AnswerRemarks.OnPaper)),
        };
    }
}
