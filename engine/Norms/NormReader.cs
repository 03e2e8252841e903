using System.Collections.Immutable;
using System.Globalization;
using Diagnostics.Engine.Instruments.Json;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Norms;

namespace Diagnostics.Engine.Norms;

/// <summary>Turns an opened norm document into norms; puts every fault on the document's list.</summary>
internal static class NormReader
{
    public static NormSet? Read(JsonPlace root)
    {
        if (root.Open(NormShapes.Norms) is not { } fields)
        {
            return null;
        }

        fields["$schema"]?.Text();
        fields["schema"]?.Whole(NormFile.FormatVersion, NormFile.FormatVersion);
        string? id = fields["id"]?.Id();
        string? version = fields["version"]?.Version();
        DateTimeOffset? created = fields["created"] is { } createdPlace ? ReadCreated(createdPlace) : null;
        string? source = fields["source"] is { } sourcePlace ? Short(sourcePlace, 0, NormFile.LongestSource) : null;
        ImmutableArray<string> by = ReadBy(fields);
        NormSettings? settings = fields["settings"] is { } settingsPlace ? ReadSettings(settingsPlace) : null;
        ImmutableArray<ComparableScore> scores = ReadScales(fields);
        if (scores.IsEmpty || by.IsDefault)
        {
            return null;
        }

        NormAccumulator gathered = new(scores, by);
        ReadCells(fields, gathered);
        return root.Faults.Any ? null : gathered.ToNorms(new NormOrigin(id!, version!, created!.Value, source!), settings!);
    }

    private static DateTimeOffset? ReadCreated(JsonPlace place)
    {
        if (place.Text() is not { } text)
        {
            return null;
        }

        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal;
        if (DateTimeOffset.TryParseExact(text, NormFile.CreatedFormat, CultureInfo.InvariantCulture, Styles, out DateTimeOffset created))
        {
            return created;
        }

        place.Fault($"Expected a time like 2026-11-20T12:00:00Z, found {Quoted.Of(text)}.");
        return null;
    }

    private static string? Short(JsonPlace place, int least, int most)
    {
        if (place.Text() is not { } text)
        {
            return null;
        }

        if (text.Length >= least && text.Length <= most)
        {
            return text;
        }

        place.Fault($"Expected {least} to {most} characters, found {text.Length}.");
        return null;
    }

    /// <summary>Default when there is no list of names that could be used.</summary>
    private static ImmutableArray<string> ReadBy(JsonFields fields)
    {
        if (fields["by"] is not { } place)
        {
            return default;
        }

        List<string> by = [];
        bool isFaulty = false;
        foreach (JsonPlace entry in place.Elements(0, NormGroup.MostColumns))
        {
            string? name = Value(entry);
            if (name is not null && by.Contains(name))
            {
                entry.Fault($"Column {Quoted.Of(name)} is there twice.");
                name = null;
            }

            isFaulty |= name is null;
            by.Add(name ?? "");
        }

        return isFaulty || by.Count > NormGroup.MostColumns ? default : [.. by];
    }

    /// <summary>A column or group value: not empty, no blanks around it, not too long.</summary>
    private static string? Value(JsonPlace place)
    {
        if (Short(place, 1, NormGroup.LongestValue) is not { } text)
        {
            return null;
        }

        if (text.Trim().Length == text.Length)
        {
            return text;
        }

        place.Fault($"Blanks around {Quoted.Of(text)}.");
        return null;
    }

    private static NormSettings? ReadSettings(JsonPlace place)
    {
        if (place.Open(NormShapes.Settings) is not { } fields)
        {
            return null;
        }

        NormMethod? method = null;
        if (fields["method"]?.Text() is { } name)
        {
            method = Enum.GetValues<NormMethod>().Cast<NormMethod?>().FirstOrDefault(known => NormFile.NameOf(known!.Value) == name);
            if (method is null)
            {
                fields["method"]?.Fault($"Expected linear or normalised.");
            }
        }

        int? least = fields["leastN"]?.Whole(1, int.MaxValue);
        int? degree = fields["smoothingDegree"]?.Whole(1, NormSettings.HighestDegree);
        bool isFaulty = method is null || least is null || (degree is null && fields["smoothingDegree"] is not null);
        return isFaulty ? null : new NormSettings { Method = method!.Value, LeastN = least!.Value, SmoothingDegree = degree };
    }

    private static ImmutableArray<ComparableScore> ReadScales(JsonFields fields)
    {
        Dictionary<string, ComparableScore> scores = new(StringComparer.Ordinal);
        foreach (JsonPlace place in fields["scales"]?.Elements(1, NormAccumulator.MostScores) ?? [])
        {
            if (ReadScale(place) is { } score && !scores.TryAdd(score.Id, score))
            {
                place.Fault($"Scale {Quoted.Of(score.Id)} is there twice.");
            }
        }

        if (scores.Count > NormAccumulator.MostScores)
        {
            return [];
        }

        if (NormAccumulator.WidthOf([.. scores.Values]) > NormAccumulator.MostPlaces)
        {
            fields["scales"]?.Fault($"The scales have more than {NormAccumulator.MostPlaces} different scores together.");
            return [];
        }

        return [.. scores.Values];
    }

    private static ComparableScore? ReadScale(JsonPlace place)
    {
        if (place.Open(NormShapes.Scale) is not { } fields)
        {
            return null;
        }

        string? id = fields["id"] is { } idPlace ? Short(idPlace, 1, NormGroup.LongestValue) : null;
        int? least = fields["min"]?.Whole(int.MinValue, int.MaxValue);
        int? most = fields["max"]?.Whole(int.MinValue, int.MaxValue);
        if (id is null || least is null || most is null)
        {
            return null;
        }

        if (most >= least && (long)most - least <= NormAccumulator.MostSteps)
        {
            return ComparableScore.Declared(id, least.Value, most.Value);
        }

        place.Fault($"max {most} is below min {least} or more than {NormAccumulator.MostSteps} above it.");
        return null;
    }

    private static void ReadCells(JsonFields fields, NormAccumulator gathered)
    {
        HashSet<NormGroup> seen = [];
        Dictionary<string, ScaleTotal> totals = Enumerable.Range(0, gathered.Scores.Length)
            .ToDictionary(score => gathered.Scores[score].Id, score => new ScaleTotal(score), StringComparer.Ordinal);
        foreach (JsonPlace place in fields["cells"]?.Elements(0, NormAccumulator.MostGroups + 1) ?? [])
        {
            if (place.Open(NormShapes.Cell) is not { } cell)
            {
                continue;
            }

            NormGroup? group = cell["group"] is { } groupPlace ? ReadGroup(groupPlace, gathered.By) : null;
            if (group is not null && !seen.Add(group))
            {
                place.Fault($"Group {Quoted.Of(group.ToString())} is there twice.");
            }

            if (group is not null && cell["frequencies"] is { } frequencies)
            {
                ReadFrequencies(frequencies, group, gathered, totals);
            }
        }
    }

    private static NormGroup? ReadGroup(JsonPlace place, ImmutableArray<string> by)
    {
        string?[] values = [.. place.Elements(0, NormGroup.MostColumns).Select(Value)];
        if (values.Length != 0 && values.Length != by.Length)
        {
            place.Fault($"Expected {by.Length} values, or none for rows without a group; found {values.Length}.");
            return null;
        }

        return values.Contains(null) ? null : NormGroup.Of(by, [.. values.OfType<string>()]);
    }

    private static void ReadFrequencies(
        JsonPlace place, NormGroup group, NormAccumulator gathered, Dictionary<string, ScaleTotal> totals)
    {
        ImmutableArray<ScoreHistogram> histograms;
        try
        {
            histograms = gathered.HistogramsOf(group);
        }
        catch (ArgumentException tooMany)
        {
            place.Fault($"{tooMany.Message}");
            return;
        }

        foreach ((string scale, JsonPlace scalePlace) in place.Entries(0, NormAccumulator.MostScores))
        {
            if (totals.TryGetValue(scale, out ScaleTotal? total))
            {
                ReadFrequencies(scalePlace, histograms[total.Score], total);
            }
            else
            {
                scalePlace.Fault($"There is no scale {Quoted.Of(scale)} among the file's scales.");
            }
        }
    }

    private static void ReadFrequencies(JsonPlace place, ScoreHistogram histogram, ScaleTotal total)
    {
        foreach ((string score, JsonPlace countPlace) in place.Entries(0, NormAccumulator.MostSteps + 1))
        {
            bool isWhole = int.TryParse(score, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int raw)
                && raw.ToString(CultureInfo.InvariantCulture) == score;
            if (!isWhole || raw < histogram.Score.Lowest || raw > histogram.Score.Highest)
            {
                countPlace.Fault($"Expected a whole score {histogram.Score.Lowest}..{histogram.Score.Highest}, found {Quoted.Of(score)}.");
                continue;
            }

            if (countPlace.Number(1, ScoreHistogram.MostRespondents) is not { } count)
            {
                continue;
            }

            if (!decimal.IsInteger(count))
            {
                countPlace.Fault($"Expected a whole number.");
            }
            else if (count > ScoreHistogram.MostRespondents - total.Respondents)
            {
                countPlace.Fault(
                    $"With this the scale has more than {ScoreHistogram.MostRespondents} respondents in all cells together.");
            }
            else
            {
                histogram.Push(raw, (long)count);
                total.Respondents += (long)count;
            }
        }
    }

    /// <summary>Respondents of a scale in all cells so far: wider groups are sums of cells, so all have to fit one histogram.</summary>
    private sealed class ScaleTotal(int score)
    {
        public int Score => score;

        public long Respondents { get; set; }
    }
}
