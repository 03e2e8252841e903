using System.Text.Json;

namespace Diagnostics.Engine.Campaigns;

/// <summary>One year's diagnostics of a region.</summary>
/// <param name="Year">The year it begins in.</param>
/// <param name="OpensAtMs">Start of the window, Unix ms, inclusive.</param>
/// <param name="ClosesAtMs">End of the window, Unix ms, exclusive; from then on the solutions of tasks are shown.</param>
internal sealed record Campaign(string Id, string RegionId, int Year, long OpensAtMs, long ClosesAtMs, ShowSettings Show);

/// <summary>What of a result a student sees before the psychologist releases it. The defaults are the product's rule.</summary>
internal sealed record ShowSettings
{
    /// <summary>Interests at once, marked preliminary. Default true.</summary>
    public bool Interests { get; init; } = true;

    /// <summary>Values at once, marked preliminary. Default true.</summary>
    public bool Values { get; init; } = true;

    /// <summary>Next steps at once. Default true.</summary>
    public bool NextSteps { get; init; } = true;

    /// <summary>Aptitudes (criterion scales) at once, and a student's own answers beside the solutions. Default false: after release.</summary>
    public bool Aptitudes { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    public static ShowSettings FromJson(string json) => JsonSerializer.Deserialize<ShowSettings>(json, JsonSerializerOptions.Web)!;
}
