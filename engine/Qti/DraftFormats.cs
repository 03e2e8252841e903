using System.Text.Json.Nodes;
using Diagnostics.Engine.Instruments;

namespace Diagnostics.Engine.Qti;

/// <summary>The answer formats of a draft, each once, and its items in the words of an instrument's file.</summary>
internal sealed class DraftFormats
{
    private readonly LikertGroups _likert;
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    public DraftFormats(LikertGroups likert)
    {
        _likert = likert;
        foreach ((string name, AnswerFormat.Likert format) in likert.Formats)
        {
            Json[name] = JsonOf(format);
        }
    }

    public JsonObject Json { get; } = [];

    public JsonObject ItemOf(DraftItem item, string name)
    {
        string? rating = _likert.FormatOf(item);
        JsonObject json = new() { ["id"] = name, ["format"] = rating ?? NameOf(item.Format) };
        if (item.Text.Length > 0)
        {
            json["text"] = DraftTexts.Json(item.Text);
        }

        if (item.Picture is { } picture)
        {
            json["picture"] = picture.Svg.DeepClone();
            json["pictureText"] = DraftTexts.Json(picture.Words);
        }

        if (rating is null && !item.Options.IsEmpty)
        {
            json["options"] = new JsonArray([.. item.Options.Select(option => (JsonNode)OptionOf(option))]);
        }

        if (item.Solution.Length > 0)
        {
            json["solution"] = DraftTexts.Json(item.Solution);
        }

        return json;
    }

    private static JsonObject OptionOf(DraftOption option)
    {
        JsonObject json = new() { ["text"] = DraftTexts.Json(option.Text) };
        if (option.Svg is { } svg)
        {
            json["svg"] = svg.DeepClone();
        }

        return json;
    }

    private string NameOf(AnswerFormat format)
    {
        JsonObject json = JsonOf(format);
        string text = json.ToJsonString();
        if (!_names.TryGetValue(text, out string? name))
        {
            string kind = (string)json["type"]!;
            name = Json.ContainsKey(kind) ? $"{kind}{Json.Count + 1}" : kind;
            _names.Add(text, name);
            Json[name] = json;
        }

        return name;
    }

    private static JsonObject JsonOf(AnswerFormat format) => format switch
    {
        AnswerFormat.Likert likert => new JsonObject
        {
            ["type"] = "likert",
            ["first"] = likert.First,
            ["labels"] = new JsonArray([.. likert.Labels.Select(label => (JsonNode)DraftTexts.Json(label.Russian))]),
        },
        AnswerFormat.Pair => new JsonObject { ["type"] = "pair" },
        AnswerFormat.BestWorst => new JsonObject { ["type"] = "bestWorst" },
        AnswerFormat.SingleChoice => new JsonObject { ["type"] = "singleChoice" },
        AnswerFormat.MultipleChoice multiple => new JsonObject { ["type"] = "multipleChoice", ["least"] = multiple.Least, ["most"] = multiple.Most },
        AnswerFormat.Ranking => new JsonObject { ["type"] = "ranking" },
        AnswerFormat.NumberEntry number => new JsonObject { ["type"] = "number", ["min"] = number.Min, ["max"] = number.Max, ["decimals"] = number.Decimals },
        AnswerFormat.Slider slider => new JsonObject { ["type"] = "slider", ["low"] = DraftTexts.Json(slider.Low.Russian), ["high"] = DraftTexts.Json(slider.High.Russian) },
        _ => throw new InvalidOperationException($"Unknown format {format.GetType().Name}."),
    };
}
