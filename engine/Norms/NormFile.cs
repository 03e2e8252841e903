using System.Globalization;
using System.Text.Json;
using Diagnostics.Engine.Instruments.Json;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Norms;

namespace Diagnostics.Engine.Norms;

/// <summary>
/// Norms as a file, format version 1 (norms.schema.json): exact frequencies by scale and group, and the settings that make tables of them.
/// Derived rows are not stored, so the tables of a file that is read back are the same to the last bit.
/// </summary>
public static class NormFile
{
    internal const int FormatVersion = 1;
    internal const int MostBytes = 256_000_000;
    internal const int LongestSource = 2_000;
    internal const string CreatedFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    /// <summary>Whether norms may have this identifier.</summary>
    public static bool IsId(string text) => JsonPatterns.Id().IsMatch(text);

    /// <summary>Whether norms may have this version.</summary>
    public static bool IsVersion(string text) => JsonPatterns.Version().IsMatch(text);

    /// <summary>Whether norms may have this source.</summary>
    public static bool IsSource(string text) => text.Length <= LongestSource;

    /// <summary>Reads norms, or every fault. No input makes it throw.</summary>
    public static NormReading Read(ReadOnlyMemory<byte> json)
    {
        FaultList faults = new();
        using JsonDocument? document = JsonFile.Open(json, faults, MostBytes);
        NormSet? norms = document is null ? null : NormReader.Read(new JsonPlace(document.RootElement, "$", faults));
        return new NormReading(faults.Any ? null : norms, faults.ToImmutable());
    }

    /// <summary>Writes norms.</summary>
    /// <exception cref="ArgumentException">
    /// Their id, version or source is none that can be read again, or the file would be too large for that.
    /// </exception>
    public static void Write(NormSet norms, TextWriter text)
    {
        if (!IsId(norms.Origin.Id) || !IsVersion(norms.Origin.Version) || !IsSource(norms.Origin.Source))
        {
            throw new ArgumentException(
                $"Norms {norms.Origin.Id} {norms.Origin.Version}: the id has lower-case letters, digits and hyphens, the version is like "
                + $"1.0.0, the source has at most {LongestSource} characters.");
        }

        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes, PlainJson.Writer with { Indented = true, NewLine = "\n" }))
        {
            Write(norms, json);
        }

        if (bytes.Length > MostBytes)
        {
            throw new ArgumentException($"The norms would be a file of {bytes.Length} bytes; {MostBytes} is the limit.");
        }

        bytes.Position = 0;
        using StreamReader reader = new(bytes);
        Span<char> part = new char[1 << 14];
        for (int length = reader.Read(part); length > 0; length = reader.Read(part))
        {
            text.Write(part[..length]);
        }

        text.Write('\n');
    }

    private static void Write(NormSet norms, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("schema", FormatVersion);
        json.WriteString("id", norms.Origin.Id);
        json.WriteString("version", norms.Origin.Version);
        json.WriteString("created", norms.Origin.Created.UtcDateTime.ToString(CreatedFormat, CultureInfo.InvariantCulture));
        json.WriteString("source", norms.Origin.Source);
        WriteTexts(json, "by", norms.By);
        WriteSettings(norms.Settings, json);
        json.WriteStartArray("scales");
        foreach (ComparableScore score in norms.Scores)
        {
            json.WriteStartObject();
            json.WriteString("id", score.Id);
            json.WriteNumber("min", score.Lowest);
            json.WriteNumber("max", score.Highest);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("cells");
        WriteCell(norms, json, [], norms.UngroupedOf);
        foreach (NormGroup group in norms.Groups)
        {
            WriteCell(norms, json, group.Values, score => norms.HistogramOf(group, score));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSettings(NormSettings settings, Utf8JsonWriter json)
    {
        json.WriteStartObject("settings");
        json.WriteString("method", NameOf(settings.Method));
        json.WriteNumber("leastN", settings.LeastN);
        if (settings.SmoothingDegree is { } degree)
        {
            json.WriteNumber("smoothingDegree", degree);
        }

        json.WriteEndObject();
    }

    internal static string NameOf(NormMethod method) => method switch
    {
        NormMethod.Linear => "linear",
        NormMethod.Normalised => "normalised",
    };

    private static void WriteCell(NormSet norms, Utf8JsonWriter json, IEnumerable<string> values, Func<int, ScoreHistogram> histogramOf)
    {
        json.WriteStartObject();
        WriteTexts(json, "group", values);
        json.WriteStartObject("frequencies");
        for (int score = 0; score < norms.Scores.Length; score++)
        {
            ScoreHistogram histogram = histogramOf(score);
            json.WriteStartObject(norms.Scores[score].Id);
            for (int raw = histogram.Score.Lowest; raw <= histogram.Score.Highest; raw++)
            {
                if (histogram[raw] > 0)
                {
                    json.WriteNumber(raw.ToString(CultureInfo.InvariantCulture), histogram[raw]);
                }
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
