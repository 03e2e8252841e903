using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Diagnostics.Engine;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Groups;
using Diagnostics.Engine.Reviews;

namespace Diagnostics.Tests.Groups;

/// <summary>Finished sessions written straight into the store, each with what groups count of it; their answers are empty, because no page of groups reads any.</summary>
internal static class Crowd
{
    private static readonly ImmutableSortedDictionary<string, string> Values =
        new Dictionary<string, string> { ["mastery"] = "high", ["team"] = "low" }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Somebody with these spheres among the first; without any nothing stands out.</summary>
    public static GroupFacts Leaning(params string[] spheres) => new(
        new InterestFacts(
            [.. spheres], [.. GroupTally.Scales.Select(scale => spheres.Contains(scale) ? 30.0 : 10.0)],
            new MapPlace(0.25, -0.1, 0.2, 0.1, 30, spheres.Length > 0)),
        Values, false);

    /// <summary>So many of each.</summary>
    public static GroupFacts[] Of(params (int Count, GroupFacts Facts)[] kinds) => [.. kinds.SelectMany(kind => Enumerable.Repeat(kind.Facts, kind.Count))];

    /// <summary>The same students with places of their own on the map.</summary>
    public static GroupFacts[] Scattered(IEnumerable<GroupFacts> students) =>
    [
        .. students.Select((one, number) => one with
        {
            Interests = one.Interests! with
            {
                Place = new MapPlace(
                    Math.Round(0.5 * Math.Cos(number * 2.4), 4), Math.Round(0.4 * Math.Sin(number * 1.7), 4), 0.2, 0.12, number * 7 % 90, one.Interests.Place!.IsApart),
            },
        }),
    ];

    /// <summary>A class of that school, grade, campaign and battery, with a finished session for each.</summary>
    /// <param name="like">Whose campaign and battery it has.</param>
    public static async Task<string> AddClassAsync(DiagnosticsEngine engine, SchoolClass like, string schoolId, string letter, IReadOnlyList<GroupFacts> students)
    {
        string id = $"{schoolId}-{like.Grade}{letter}";
        await ExecuteAsync(
            """
            INSERT INTO school_class (id, school_id, campaign_id, grade, letter, board_link, pin_revision, battery_id, battery_version, package_hash, lesson)
            SELECT @id, @schoolId, campaign_id, grade, @letter, @id, 1, battery_id, battery_version, package_hash, 'ended' FROM school_class WHERE id = @like
            """,
            new { id, schoolId, letter, like = like.Id });
        Battery battery = engine.Batteries.For(like.Grade)!;
        string nothing = JsonSerializer.Serialize(new string?[battery.ItemCount]);
        List<string> seats = [], sessions = [], packed = [], needs = [];
        foreach ((GroupFacts facts, int seat) in students.Select((facts, place) => (facts, place + 1)))
        {
            string own = string.Create(CultureInfo.InvariantCulture, $"{id}-{seat}");
            seats.Add(string.Create(CultureInfo.InvariantCulture, $"('{own}', '{id}', {seat}, 0, 1, '{own}')"));
            sessions.Add($"('{own}', '{own}', '{id}', 'finished', 1, 1, 0, 1, 2, 1, '{own}')");
            packed.Add($"('{own}', '{battery.Id}', '{battery.Version}', '{nothing}', '{nothing}', 0, 0)");
            needs.Add($"('{own}', 0, '[]', '{NeedRules.Version}', '{facts.ToJson()}')");
        }

        await InsertAsync("seat (id, class_id, number, spare, code_revision, code_hash)", seats);
        await InsertAsync("test_session (id, seat_id, class_id, state, epoch, consent, simulated, started_at, finished_at, result_revision, result_hash)", sessions);
        await InsertAsync("finished_session (session_id, battery_id, battery_version, answer_values, answer_times, answered, last_number)", packed);
        await InsertAsync("review_need (session_id, reasons, evidence, rule_version, group_facts)", needs);
        return id;

        Task ExecuteAsync(string sql, object? values) => engine.Writer.RunAsync(null, scope => scope.Execute(sql, values), default);

        async Task InsertAsync(string table, List<string> rows)
        {
            foreach (string[] part in rows.Chunk(500))
            {
                await ExecuteAsync($"INSERT INTO {table} VALUES {string.Join(", ", part)}", null);
            }
        }
    }
}
