using System.Collections.Immutable;
using System.Text.Json;

namespace Diagnostics.Engine.Campaigns;

/// <summary>One year's diagnostics of a region.</summary>
/// <param name="Year">The year it begins in.</param>
/// <param name="OpensAtMs">Start of the window, Unix ms, inclusive.</param>
/// <param name="ClosesAtMs">End of the window, Unix ms, exclusive; from then on the solutions of tasks are shown.</param>
internal sealed record Campaign(string Id, string RegionId, int Year, long OpensAtMs, long ClosesAtMs, ShowSettings Show)
{
    public ConsentSettings Consent { get; init; } = new();

    /// <summary>Years after the window's end until what is held on its sessions is erased. The default brings grade 8 to the end of grade 11.</summary>
    public int KeepYears { get; init; } = 4;

    /// <summary>When the time of keeping was last shortened, Unix ms; null when never.</summary>
    public long? ShortenedAtMs { get; init; }

    /// <summary>From when on what is held on its sessions is erased, Unix ms: the years are over, and so is the notice after a shortening.</summary>
    public long EraseFromMs => Math.Max(
        DateTimeOffset.FromUnixTimeMilliseconds(ClosesAtMs).AddYears(KeepYears).ToUnixTimeMilliseconds(), ShortenedAtMs + NoticeMs ?? long.MinValue);

    /// <summary>Nothing is erased for so long after the time of keeping was shortened: 30 days.</summary>
    public const long NoticeMs = 30L * 24 * 60 * 60 * 1000;

    /// <summary>A region's campaign of the year that is now, with the defaults.</summary>
    public static Campaign Of(Region region, DateTimeOffset now) => Of(region.Id, now.Year);

    /// <summary>The same region's campaign of another year. What was decided goes on, but for the window: it is the whole year until somebody sets it.</summary>
    public Campaign In(int year) => Of(RegionId, year) with { Show = Show, Consent = Consent, KeepYears = KeepYears };

    private static Campaign Of(string regionId, int year)
    {
        var opens = new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return new Campaign(NewId.Next(), regionId, year, opens.ToUnixTimeMilliseconds(), opens.AddYears(1).ToUnixTimeMilliseconds(), new ShowSettings());
    }
}

/// <summary>Whose agreement a session needs before it starts. A student's own decision is always asked for.</summary>
internal sealed record ConsentSettings
{
    /// <summary>
    /// Grades in which a parent's agreement is needed besides the student's. Default 8 and 9: the law on education lets students decide by
    /// themselves from fifteen on, and many in grade 9 are younger.
    /// </summary>
    public ImmutableArray<int> ParentsDecide { get; init; } = [8, 9];

    /// <summary>The organisation whose data they are in the sense of the law, as parents read it. Default empty: the page says that the school names it.</summary>
    public string OperatorName { get; init; } = "";

    /// <summary>Its postal address. Default empty; both are set or neither.</summary>
    public string OperatorAddress { get; init; } = "";

    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    public static ConsentSettings FromJson(string json) => JsonSerializer.Deserialize<ConsentSettings>(json, JsonSerializerOptions.Web)!;
}

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

    /// <summary>After release.</summary>
    public static ShowSettings Everything { get; } = new() { Aptitudes = true };

    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    public static ShowSettings FromJson(string json) => JsonSerializer.Deserialize<ShowSettings>(json, JsonSerializerOptions.Web)!;
}
