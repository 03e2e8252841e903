using System.Collections.Immutable;
using System.Text.Json;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Waves;

internal sealed record WaveRow
{
    private const string Columns = "w.id, w.name, w.state, w.capacity, w.capacity_source AS Source, w.capacity_report AS Report, w.at_once AS AtOnce, w.grades, w.slots";

    /// <summary>The waves of @campaignId.</summary>
    public const string OfCampaign = $"SELECT {Columns} FROM wave w WHERE w.campaign_id = @campaignId ORDER BY w.name, w.id";

    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string State { get; init; }

    public required int Capacity { get; init; }

    public required string Source { get; init; }

    public string? Report { get; init; }

    public required int AtOnce { get; init; }

    public required string Grades { get; init; }

    public required string Slots { get; init; }

    public WaveState Stage => StoredText.Read<WaveState>(State);

    public WaveSettings ToSettings() => new(
        Name, Capacity, StoredText.Read<CapacitySource>(Source), AtOnce, [.. JsonSerializer.Deserialize<int[]>(Grades)!],
        [.. JsonSerializer.Deserialize<SlotTime[]>(Slots)!])
    {
        Report = Report,
    };

    public static object Values(string id, string campaignId, WaveSettings wave) => new
    {
        id,
        campaignId,
        name = wave.Name!.Trim(),
        state = StoredText.Of(WaveState.Open),
        wave.Capacity,
        source = StoredText.Of(wave.Source),
        wave.Report,
        wave.AtOnce,
        grades = JsonSerializer.Serialize(wave.Grades.Order()),
        slots = JsonSerializer.Serialize(wave.Slots.Select(slot => new { slot.Day, slot.StartsAtMs, slot.Minutes })),
    };

    public static ImmutableArray<PlanSlot> SlotsOf(IEnumerable<WaveRow> waves) =>
    [
        .. waves.Select(wave => (wave.Id, Settings: wave.ToSettings())).SelectMany(wave => wave.Settings.Slots.Select(
            slot => new PlanSlot(new SlotKey(wave.Id, slot.StartsAtMs), slot.Day, slot.Minutes, wave.Settings.Capacity, wave.Settings.AtOnce, wave.Settings.Grades))),
    ];
}
