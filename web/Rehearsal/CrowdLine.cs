using System.Text.Json;
using System.Text.Json.Serialization;

namespace Diagnostics.Web.Rehearsal;

/// <summary>A line a process of the crowd writes: once a second where it is, at the end what it counted, and after the comparison what the store made of it.</summary>
internal sealed record CrowdLine
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Second of the run.</summary>
    public double Second { get; init; }

    public IReadOnlyDictionary<Counted, long> Numbers { get; init; } = new Dictionary<Counted, long>();

    /// <summary>Processor time of the generating process, ms.</summary>
    public double CpuMs { get; init; }

    /// <summary>Only in the last line of the run.</summary>
    public CrowdLatencies? Latencies { get; init; }

    /// <summary>What ended students or teachers before their time, each kind once; only in the last line of the run.</summary>
    public IReadOnlyList<string>? Ended { get; init; }

    /// <summary>Only after the comparison.</summary>
    public StoreComparison? Compared { get; init; }
}

/// <summary>Counts by step of <see cref="LatencyCounts"/>.</summary>
internal sealed record CrowdLatencies(
    IReadOnlyDictionary<int, long> Entries, IReadOnlyDictionary<int, long> Starts, IReadOnlyDictionary<int, long> Answers,
    IReadOnlyDictionary<int, long> Hellos, IReadOnlyDictionary<int, long> Returns, IReadOnlyList<IReadOnlyDictionary<int, long>> Slices)
{
    public static CrowdLatencies Of(CrowdCounts counts) => new(
        counts.Entries.ToSparse(), counts.Starts.ToSparse(), counts.Answers.ToSparse(), counts.Hellos.ToSparse(), counts.Returns.ToSparse(),
        [.. counts.Slices.Select(slice => slice.ToSparse())]);
}
