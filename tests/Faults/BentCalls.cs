using System.Globalization;
using System.Text.Json.Nodes;

namespace Diagnostics.Tests.Faults;

/// <summary>
/// Calls that are what a page sends, in whole JSON and with the lesson's own epoch and numbers, until one or two of their values are bent: such a call is read to
/// the end and goes past the first look. The same seed bends the same.
/// </summary>
internal sealed class BentCalls(int seed)
{
    private static readonly string?[] Values =
    [
        "null", "true", "{}", "[]", "[[]]", "-1", "0", "1", "2", "1.5", "9223372036854775807", "-9223372036854775808", "20000", "4294967296", "1e308", "\"\"", "\"1\"",
        "\"-1\"", "\"99\"", "\"1,2,3\"", "\"\\u0000\"", "\"=cmd()\"", "\"'; DROP TABLE answer_log; --\"", "\"<script>\"", "\"\\u202e\"", "\"😀\"", "\"\\uffff\"", "\"NaN\"", null,
    ];

    private readonly Random _random = new(seed);

    /// <summary>The arguments of a call, and its name.</summary>
    public (string Name, JsonNode Body) Next(long epoch, long next, string device)
    {
        (string name, JsonObject body) = _random.Next(10) switch
        {
            0 => ("Hello", new JsonObject { ["epoch"] = epoch, ["deviceId"] = device, ["lastAck"] = next - 1, ["clientNowMs"] = 0 }),
            // Never the right number, or the session is over and nothing more gets in.
            1 => ("Finish", new JsonObject { ["e"] = epoch, ["lastSeq"] = next + _random.Next(1, 9) }),
            _ => ("Put", new JsonObject { ["e"] = epoch, ["n"] = next, ["a"] = new JsonArray([.. Enumerable.Range(0, _random.Next(1, 6)).Select(_ => Answer())]) }),
        };
        for (int bend = _random.Next(0, 3); bend > 0; bend--)
        {
            Bend(body, name == "Finish" ? "lastSeq" : null);
        }

        return (name, body);
    }

    private JsonObject Answer() => new()
    {
        ["q"] = _random.Next(0, 60),
        ["v"] = _random.Next(0, 5).ToString(CultureInfo.InvariantCulture),
        ["d"] = _random.Next(0, 100_000),
    };

    private void Bend(JsonObject body, string? kept)
    {
        JsonObject at = body["a"] is JsonArray { Count: > 0 } answers && answers[0] is JsonObject one && _random.Next(2) == 0 ? one : body;
        string[] names = [.. at.Select(pair => pair.Key).Where(name => name != kept)];
        if (names.Length == 0)
        {
            return;
        }

        string chosen = names[_random.Next(names.Length)];
        switch (Values[_random.Next(Values.Length)])
        {
            case null:
                at.Remove(chosen);
                break;
            case { } value:
                at[chosen] = JsonNode.Parse(value);
                break;
        }
    }
}
