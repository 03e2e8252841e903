using System.Text.Json.Serialization;

namespace Diagnostics.Engine.Sessions;

/// <summary>What nodes on one store tell each other at once: a bell, and what stands in memory alone.</summary>
/// <param name="Control">What clients hear.</param>
internal sealed record NodeNews(SessionControl Control)
{
    /// <summary>With a device that asks for a seat, or was let in.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Device { get; init; }

    /// <summary>With a message: what was said.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LessonMessage? Said { get; init; }

    /// <summary>With a message: to whom; null: to all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Seat { get; init; }
}
