using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Diagnostics.Engine.FrozenContent;

/// <summary>What a content rehearsal found.</summary>
/// <param name="AtMs">When it ended, Unix ms.</param>
/// <param name="By">Identifier of the account that asked for it.</param>
/// <param name="Content">Stamp of what the campaign used then: another one now means that something else runs.</param>
/// <param name="Batteries">Played, each with all its students.</param>
/// <param name="Students">Played to the end, all batteries together.</param>
/// <param name="Sections">Compared with what was frozen.</param>
/// <param name="Faults">None: everything came to what was expected.</param>
public sealed record ContentReport(long AtMs, string By, string Content, int Batteries, int Students, int Sections, ImmutableArray<ContentFault> Faults)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    internal string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <exception cref="JsonException">The text is no report.</exception>
    internal static ContentReport FromJson(string json) => JsonSerializer.Deserialize<ContentReport>(json, Json) ?? throw new JsonException("The report is null.");
}

/// <param name="Battery">With its version.</param>
/// <param name="Part">Instrument, version and form; empty for the battery as a whole.</param>
public sealed record ContentFault(string Battery, string Part, ContentFaultKind Kind);

public enum ContentFaultKind
{
    /// <summary>Scores are other ones than expected.</summary>
    Differs,

    /// <summary>The server has no such battery, or the battery no such section.</summary>
    Missing,

    /// <summary>A student could not come to the end.</summary>
    NotPlayed,

    /// <summary>A student came to the end, and the result does not open.</summary>
    NotShown,
}
