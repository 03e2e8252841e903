using System.Globalization;
using System.Text.Json;

namespace Diagnostics.Web.Rehearsal;

/// <summary>The battery as a virtual student needs it, read from the package every browser reads: items in order, what may be answered, how long it takes.</summary>
internal sealed class AnswerScript
{
    private const double AnswerLetters = 40;

    private readonly ScriptItem[] _items;

    private AnswerScript(ScriptItem[] items, int itemCount) => (_items, ItemCount) = (items, itemCount);

    public int ItemCount { get; }

    public int Length => _items.Length;

    /// <summary>Item or start of a section at this place of the walk.</summary>
    public ScriptItem this[int index] => _items[index];

    public static AnswerScript Read(JsonElement package)
    {
        JsonElement[] steps = [.. package.GetProperty("steps").EnumerateArray()];
        int itemCount = steps.Sum(step => step.GetProperty("items").GetArrayLength());
        List<ScriptItem> items = [];
        for (int index = 0; index < steps.Length; index++)
        {
            JsonElement step = steps[index];
            int first = step.GetProperty("first").GetInt32();
            JsonElement[] own = [.. step.GetProperty("items").EnumerateArray()];
            bool limited = step.TryGetProperty("seconds", out JsonElement limit);
            double seconds = limited ? limit.GetDouble() : step.GetProperty("minutes").GetDouble() * 60;
            double[] reading = [.. own.Select(Reading)];
            double all = reading.Sum();
            bool optional = step.TryGetProperty("optional", out JsonElement may) && may.GetBoolean();
            if (limited)
            {
                items.Add(new ScriptItem(itemCount + index, 3, false, _ => "start"));
            }

            JsonElement[] formats = [.. step.GetProperty("formats").EnumerateArray()];
            items.AddRange(own.Select((item, at) =>
                new ScriptItem(first + at, seconds * reading[at] / all, !optional, AnswerOf(formats[item.GetProperty("format").GetInt32()], item))));
        }

        return new AnswerScript([.. items], itemCount);
    }

    /// <summary>How much of its section's time an item takes: its text, and as much again for the answer as a short sentence.</summary>
    private static double Reading(JsonElement item) =>
        AnswerLetters + (item.TryGetProperty("text", out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString()!.Length : 0);

    private static Func<Random, string> AnswerOf(JsonElement format, JsonElement item)
    {
        int options = item.TryGetProperty("options", out JsonElement list) ? list.GetArrayLength() : 0;
        switch (format.GetProperty("type").GetString())
        {
            case "likert":
                int least = format.GetProperty("first").GetInt32();
                int labels = format.GetProperty("labels").GetArrayLength();
                return random => Text(least + random.Next(labels));
            case "pair":
                return random => Text(random.Next(2));
            case "singleChoice":
                return random => Text(random.Next(options));
            case "slider":
                return random => Text(random.Next(11));
            case "bestWorst":
                return random => string.Join('>', Shuffled(random, options).Take(2).Select(Text));
            case "ranking":
                return random => string.Join('>', Shuffled(random, options).Select(Text));
            case "multipleChoice":
                int some = Math.Max(1, format.GetProperty("least").GetInt32());
                int[] alone = format.TryGetProperty("exclusive", out JsonElement exclusive) ? [.. exclusive.EnumerateArray().Select(one => one.GetInt32())] : [];
                return random => string.Join('+', Shuffled(random, options).Except(alone).Take(some).Order().Select(Text));
            case "number":
                int from = (int)Math.Ceiling(format.GetProperty("min").GetDecimal());
                int to = (int)Math.Floor(format.GetProperty("max").GetDecimal());
                return random => Text(random.Next(from, to + 1));
            case var other:
                throw new InvalidDataException($"The package has answers of the type {other}, which this rehearsal does not know.");
        }
    }

    private static int[] Shuffled(Random random, int options)
    {
        int[] order = [.. Enumerable.Range(0, options)];
        random.Shuffle(order);
        return order;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <param name="Item">As the wire names it.</param>
/// <param name="Seconds">What a reader of the middle takes.</param>
/// <param name="Counted">Boards count it.</param>
/// <param name="Answer">Some valid answer.</param>
internal sealed record ScriptItem(int Item, double Seconds, bool Counted, Func<Random, string> Answer);
