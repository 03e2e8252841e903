using System.Text.Json.Nodes;
using Diagnostics.Web.Rehearsal;

namespace Diagnostics.Tests.Rehearsals;

/// <summary>Reports as the generator writes them, of its own type, without the hours a run takes.</summary>
internal static class SampleReport
{
    private static readonly LatencyTold Quick = new(100, 1, 2, 3, 4);

    /// <summary>A run that held.</summary>
    /// <param name="reached">Share of the rate that came.</param>
    public static string Of(
        int students, DateTimeOffset at, RehearsalProfile profile = RehearsalProfile.Bell, double minutes = 40, double pace = 1, double rate = 0, double entries = 1_000, string? reason = null,
        double reached = 1)
    {
        var counts = Enum.GetValues<Counted>().ToDictionary(what => what, _ => 0L);
        (counts[Counted.Entered], counts[Counted.Acknowledged]) = (students, rate > 0 ? (long)Math.Round(rate * minutes * 60 * reached) : students * 100L);
        return new RehearsalReport
        {
            Lost = 0,
            Doubled = 0,
            Verdict = new RehearsalVerdict(students, RehearsedResource.Processor, 0.41, reason is null ? [] : [reason]),
            Url = new Uri("https://diagnostika.example.ru/"),
            StartedAt = at,
            Profile = profile,
            Classes = students / 25,
            StudentsPerClass = 25,
            Minutes = minutes,
            Pace = pace,
            Rate = rate,
            Seed = 1,
            WithoutJitter = 0.2,
            Counts = counts,
            Ended = [],
            FinishedInStore = students,
            AnswerMs = Quick,
            EnterMs = Quick,
            EntriesPerSecond = entries,
            StartMs = Quick,
            HelloMs = Quick,
            ReturnMs = Quick,
            Used = Enum.GetValues<RehearsedResource>().ToDictionary(what => what, _ => 0.1),
            GeneratorCores = 0.5,
            Server = new ServerTold(4, 1_000_000, 10, 2, 1),
            Busiest = new BusiestTold(500, 40),
            Steady = new SteadyTold(400, 0.5, 1, 1, 1),
            Boards = null,
            Floor = null,
            Ratios = null,
            CommitOfFsync = null,
            Timeline = [],
        }.ToJson();
    }

    /// <summary>The same file with one field otherwise; null takes it away.</summary>
    public static string With(string report, string field, JsonNode? value, bool isGone = false)
    {
        JsonNode root = JsonNode.Parse(report)!;
        string[] way = field.Split('.');
        JsonObject within = way[..^1].Aggregate(root, (node, name) => node[name]!).AsObject();
        if (isGone)
        {
            within.Remove(way[^1]);
        }
        else
        {
            within[way[^1]] = value;
        }

        return root.ToJsonString();
    }
}
