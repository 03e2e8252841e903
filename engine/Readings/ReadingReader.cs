using System.Collections.Immutable;
using System.Text.Json;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Json;

namespace Diagnostics.Engine.Readings;

/// <summary>
/// Turns the bytes of a readings file (format version 1, see readings.schema.json) into readings or into every fault it has. No input
/// makes it throw. It asks no instrument: texts may be written before their instrument.
/// </summary>
public static class ReadingReader
{
    internal const int FormatVersion = 1;
    private const int MostScales = 100;

    public static ReadingFileResult Read(ReadOnlyMemory<byte> json)
    {
        FaultList faults = new();
        using JsonDocument? document = JsonFile.Open(json, faults);
        InstrumentReadings? readings = document is null ? null : ReadRoot(new JsonPlace(document.RootElement, "$", faults));
        return new ReadingFileResult(faults.Any ? null : readings, faults.ToImmutable());
    }

    internal static string NameOf(LevelRule rule) => rule switch
    {
        LevelRule.Leading => "leading",
        LevelRule.Choices => "choices",
        LevelRule.Tiers => "tiers",
        LevelRule.Answers => "answers",
        LevelRule.Tasks => "tasks",
    };

    private static InstrumentReadings? ReadRoot(JsonPlace root)
    {
        if (root.Open(ReadingShapes.Readings) is not { } fields)
        {
            return null;
        }

        fields["$schema"]?.Text();
        fields["schema"]?.Whole(FormatVersion, FormatVersion);
        string? instrument = fields["instrument"]?.Id();
        string? version = fields["version"]?.Version();
        LevelRule? rule = fields["rule"] is { } rulePlace ? ReadRule(rulePlace) : null;
        AudienceTexts? limits = fields["limits"] is { } limitsPlace ? ReadTexts(limitsPlace) : null;
        ImmutableArray<ScaleReadings> scales = ReadScales(fields);
        return root.Faults.Any ? null : new InstrumentReadings(instrument!, version!, rule!.Value, limits!, scales);
    }

    private static LevelRule? ReadRule(JsonPlace place)
    {
        if (place.Text() is not { } name)
        {
            return null;
        }

        LevelRule[] known = [.. Enum.GetValues<LevelRule>().Where(rule => NameOf(rule) == name)];
        if (known.Length == 1)
        {
            return known[0];
        }

        place.Fault($"Expected {string.Join(", ", Enum.GetValues<LevelRule>().Select(NameOf))}, found {Quoted.Of(name)}.");
        return null;
    }

    private static ImmutableArray<ScaleReadings> ReadScales(JsonFields fields)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        ImmutableArray<ScaleReadings>.Builder scales = ImmutableArray.CreateBuilder<ScaleReadings>();
        foreach (JsonPlace place in fields["scales"]?.Elements(1, MostScales) ?? [])
        {
            if (ReadScale(place) is not { } scale)
            {
                continue;
            }

            if (seen.Add(scale.Scale))
            {
                scales.Add(scale);
            }
            else
            {
                place.Fault($"Scale {scale.Scale} is there twice.");
            }
        }

        return scales.ToImmutable();
    }

    private static ScaleReadings? ReadScale(JsonPlace place)
    {
        if (place.Open(ReadingShapes.Scale) is not { } fields)
        {
            return null;
        }

        string? id = fields["scale"]?.Name();
        AudienceTexts? limits = fields["limits"] is { } limitsPlace ? ReadTexts(limitsPlace) : null;
        JsonFields? levels = fields["levels"]?.Open(ReadingShapes.Levels);
        AudienceTexts? high = levels?["high"] is { } highPlace ? ReadTexts(highPlace) : null;
        AudienceTexts? middle = levels?["middle"] is { } middlePlace ? ReadTexts(middlePlace) : null;
        AudienceTexts? low = levels?["low"] is { } lowPlace ? ReadTexts(lowPlace) : null;
        return id is null || high is null || middle is null || low is null ? null : new ScaleReadings(id, limits, high, middle, low);
    }

    private static AudienceTexts? ReadTexts(JsonPlace place)
    {
        if (place.Open(ReadingShapes.Texts) is not { } fields)
        {
            return null;
        }

        string? student = fields["student"] is { } studentPlace ? LocalTextReader.Plain(studentPlace) : null;
        string? parent = fields["parent"] is { } parentPlace ? LocalTextReader.Plain(parentPlace) : null;
        string? psychologist = fields["psychologist"] is { } psychologistPlace ? LocalTextReader.Plain(psychologistPlace) : null;
        return student is null || parent is null || psychologist is null ? null : new AudienceTexts(student, parent, psychologist);
    }
}
