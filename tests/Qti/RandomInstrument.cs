using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Diagnostics.Tests.Instruments;

namespace Diagnostics.Tests.Qti;

/// <summary>An instrument's file that is valid and otherwise as odd as it may be: every format, hard texts, any order and spelling the reader takes.</summary>
internal static class RandomInstrument
{
    private static readonly string[] Bits =
    [
        "слово", "a < b & c", "]]>", "\"кавычки\"", "'", "два  пробела", "неразрывный\u00a0пробел", "😀", "\uFFFE", "\uFFFF", "&lt;b&gt;", "<script>", "{\"json\":1}", "\\u0041", "…", "{{x}}",
    ];

    public static byte[] Json(Random random)
    {
        bool isTolerant = random.Next(2) == 0;
        int items = random.Next(1, 9);
        JsonObject formats = new()
        {
            ["rate"] = new JsonObject { ["type"] = "likert", ["first"] = random.Next(0, 4), ["labels"] = List(random.Next(2, 7), _ => Text(random)) },
            ["pair"] = new JsonObject { ["type"] = "pair" },
            ["set"] = new JsonObject { ["type"] = "bestWorst" },
            ["one"] = new JsonObject { ["type"] = "singleChoice" },
            ["some"] = new JsonObject { ["type"] = "multipleChoice", ["least"] = 1, ["most"] = 2 },
            ["order"] = new JsonObject { ["type"] = "ranking" },
            ["number"] = new JsonObject { ["type"] = "number", ["min"] = -2.50m, ["max"] = random.Next(1, 999), ["decimals"] = random.Next(0, 4) },
            ["slide"] = new JsonObject { ["type"] = "slider", ["low"] = Text(random), ["high"] = Text(random) },
        };
        JsonArray list = [];
        JsonArray keys = [];
        JsonArray sets = [];
        JsonArray unscored = [];
        for (int item = 0; item < items; item++)
        {
            string id = IdOf(item);
            string format = item == 0 ? "rate" : formats.ElementAt(random.Next(formats.Count)).Key;
            int options = format switch { "pair" => 2, "set" => 4, "rate" or "number" or "slide" => 0, _ => random.Next(2, 6) };
            JsonObject json = new() { ["id"] = id, ["format"] = format };
            if (options == 0 || random.Next(3) > 0)
            {
                json["text"] = Text(random);
            }

            if (options > 0)
            {
                json["options"] = List(options, _ => Option(random));
            }

            if (random.Next(3) == 0)
            {
                json["picture"] = Svg(random);
                json["pictureText"] = Text(random);
            }

            if (random.Next(3) == 0)
            {
                json["solution"] = Text(random);
            }

            if (random.Next(3) == 0)
            {
                json["tags"] = new JsonArray("z-last", "a-first", "z-last");
            }

            list.Add(json);
            JsonObject key = new() { ["item"] = id };
            switch (format)
            {
                case "rate" or "slide":
                    if (random.Next(2) == 0)
                    {
                        key["reverse"] = random.Next(2) == 0;
                    }

                    keys.Add(key);
                    break;
                case "pair" or "one":
                    key["points"] = List(options, place => JsonValue.Create(random.Next(0, 4)));
                    keys.Add(key);
                    break;
                case "set" when isTolerant:
                    key["option"] = random.Next(4);
                    sets.Add(key);
                    break;
                default:
                    unscored.Add(id);
                    break;
            }
        }

        string name = random.Next(3) switch { 0 => "RESPONSE", 1 => "SCORE", _ => "s-1" };
        JsonArray scales = [Scale(name, random.Next(2) == 0 ? "normative" : "ipsative", random)];
        JsonArray scaleKeys = [new JsonObject { ["scale"] = name, ["items"] = keys }];
        if (sets.Count > 0)
        {
            scales.Add(Scale("balance", "ipsative", random));
            scaleKeys.Add(new JsonObject { ["items"] = sets, ["scale"] = "balance" });
        }

        JsonObject root = new()
        {
            ["version"] = $"{random.Next(9)}.0.{random.Next(9)}",
            ["schema"] = 1,
            ["id"] = "random-one",
            ["languages"] = new JsonArray("ru", "en"),
            ["title"] = Text(random),
            ["instruction"] = Text(random),
            ["status"] = "pilot",
            ["note"] = Text(random),
            ["scales"] = scales,
            ["formats"] = formats,
            ["items"] = list,
            ["scoring"] = new JsonObject
            {
                ["missing"] = isTolerant ? new JsonObject { ["rule"] = "tolerate", ["blanks"] = 0 } : new JsonObject { ["rule"] = "prorate", ["share"] = 0.80 },
                ["keys"] = scaleKeys,
                ["unscored"] = unscored,
            },
        };
        if (items > 1 && sets.Count == 0)
        {
            root["forms"] = new JsonObject { ["short"] = new JsonArray("i0") };
        }

        string text = root.ToJsonString(new JsonSerializerOptions { WriteIndented = random.Next(2) == 0, NewLine = random.Next(2) == 0 ? "\r\n" : "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        return Encoding.UTF8.GetBytes(random.Next(4) == 0 ? $"\uFEFF{text}" : text);
    }

    /// <summary>Names that would be the same if they were put together carelessly.</summary>
    private static string IdOf(int item) => item % 2 == 0 ? $"i{item}" : $"i{item - 1}_a0";

    private static JsonObject Scale(string id, string kind, Random random) => new() { ["id"] = id, ["kind"] = kind, ["title"] = Text(random), ["meaning"] = Text(random) };

    private static JsonObject Option(Random random)
    {
        JsonObject option = new() { ["text"] = Text(random) };
        if (random.Next(4) == 0)
        {
            option["svg"] = Svg(random);
        }

        return option;
    }

    private static JsonObject Svg(Random random) => random.Next(3) == 0 ? Dots(random) : new()
    {
        ["tag"] = "svg",
        ["attributes"] = new JsonObject { ["viewBox"] = "0 0 10 10.50" },
        ["children"] = new JsonArray(new JsonObject
        {
            ["tag"] = "g",
            ["children"] = new JsonArray(
                new JsonObject { ["tag"] = "path", ["attributes"] = new JsonObject { ["d"] = "M 1,1 L 2 2Z", ["fill"] = "currentColor" } },
                new JsonObject { ["tag"] = "circle", ["attributes"] = new JsonObject { ["r"] = $"{random.Next(9)}.5" } }),
        }),
    };

    /// <summary>A PNG in a frame of its size, or a little beside it.</summary>
    private static JsonObject Dots(Random random) => new()
    {
        ["tag"] = "svg",
        ["attributes"] = new JsonObject { ["viewBox"] = $"0 0 {random.Next(3, 5)} 3" },
        ["children"] = new JsonArray(new JsonObject
        {
            ["tag"] = "image",
            ["attributes"] = new JsonObject { ["href"] = $"data:image/png;base64,{Convert.ToBase64String(MadePng.Of(4, 3, random.Next()))}", ["width"] = "4", ["height"] = "3" },
        }),
    };

    private static JsonObject Text(Random random)
    {
        string words = string.Join(' ', Enumerable.Range(0, random.Next(1, 4)).Select(_ => Bits[random.Next(Bits.Length)])).Trim('…', ' ');
        JsonObject text = new() { ["ru"] = words.Length == 0 ? "текст" : words };
        if (random.Next(2) == 0)
        {
            text["en"] = Bits[0];
        }

        return text;
    }

    private static JsonArray List(int count, Func<int, JsonNode> one) => [.. Enumerable.Range(0, count).Select(one)];
}
