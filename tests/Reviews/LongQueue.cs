using System.Globalization;
using System.Text.Json;
using Diagnostics.Engine;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Reviews;

namespace Diagnostics.Tests.Reviews;

/// <summary>Many finished sessions of one school, written straight into the store: in each class of forty five ask for a talk and five are flat; of the first class all are undecided besides.</summary>
internal static class LongQueue
{
    public const int SeatsOfRoom = 40;

    private static readonly Need[] Known =
    [
        new(NeedReason.AskedForTalk, []), new(NeedReason.Undecided, ["decidedness", "goal"]), new(NeedReason.Flat, []),
    ];

    /// <param name="like">A class of the school, of whose campaign and battery the others are.</param>
    public static async Task FillAsync(DiagnosticsEngine engine, SchoolClass like, int rooms)
    {
        Battery battery = engine.Batteries.For(like.Grade)!;
        string nothing = JsonSerializer.Serialize(new string?[battery.ItemCount]);
        List<string> seats = [], sessions = [], packed = [], needs = [];
        for (int room = 0; room < rooms; room++)
        {
            string id = string.Create(CultureInfo.InvariantCulture, $"r{room:D3}");
            await ExecuteAsync(
                """
                INSERT INTO school_class (id, school_id, campaign_id, grade, letter, board_link, pin_revision, battery_id, battery_version, package_hash, lesson)
                SELECT @id, school_id, campaign_id, 9, @id, @id, 1, battery_id, battery_version, package_hash, 'ended' FROM school_class WHERE id = @like
                """,
                new { id, like = like.Id });
            for (int seat = 1; seat <= SeatsOfRoom; seat++)
            {
                string own = string.Create(CultureInfo.InvariantCulture, $"{id}s{seat}");
                NeedReason reasons = seat % 8 == 0 ? NeedReason.AskedForTalk : seat % 8 == 1 ? NeedReason.Flat : NeedReason.None;
                reasons |= room == 0 ? NeedReason.Undecided : NeedReason.None;
                NeedRow row = NeedRow.Of(own, [.. Known.Where(need => reasons.HasFlag(need.Reason))]);
                seats.Add(string.Create(CultureInfo.InvariantCulture, $"('{own}', '{id}', {seat}, 0, 1, '{own}')"));
                sessions.Add($"('{own}', '{own}', '{id}', 'finished', 1, 1, 0, 1, 1, '{own}')");
                packed.Add($"('{own}', '{battery.Id}', '{battery.Version}', '{nothing}', '{nothing}', 0, 0)");
                needs.Add(string.Create(CultureInfo.InvariantCulture, $"('{own}', {row.Reasons}, '{row.Evidence}', '{row.RuleVersion}')"));
            }
        }

        await InsertAsync("seat (id, class_id, number, spare, code_revision, code_hash)", seats);
        await InsertAsync("test_session (id, seat_id, class_id, state, epoch, consent, simulated, finished_at, result_revision, result_hash)", sessions);
        await InsertAsync("finished_session (session_id, battery_id, battery_version, answer_values, answer_times, answered, last_number)", packed);
        await InsertAsync("review_need (session_id, reasons, evidence, rule_version)", needs);

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
