using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Json;

namespace Diagnostics.Engine.Batteries;

/// <summary>
/// Renders what a browser receives of a battery ("The package" in engine/README.md). It is written property by property, so that a key,
/// a solution or a norm cannot slip in with a new member of some record. The same battery gives the same bytes.
/// </summary>
internal static class PackageWriter
{
    public static BatteryPackage Render(Battery battery)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, PlainJson.Writer))
        {
            json.WriteStartObject();
            json.WriteString("battery", battery.Id);
            json.WriteString("version", battery.Version);
            json.WriteString("title", battery.Title.Russian);

            // Only these two look different to the student; the others keep the package they had.
            if (battery.Variant is BatteryVariant.Simple or BatteryVariant.Pictogram)
            {
                json.WriteString("variant", battery.Variant is BatteryVariant.Simple ? "simple" : "pictogram");
            }

            json.WriteStartArray("steps");
            foreach (BatteryStep step in battery.Steps)
            {
                WriteStep(json, step);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return new BatteryPackage(Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan)), buffer.WrittenMemory);
    }

    private static void WriteStep(Utf8JsonWriter json, BatteryStep step)
    {
        ImmutableArray<AnswerFormat> formats = [.. step.Form.Items.Select(item => item.Format).Distinct()];
        json.WriteStartObject();
        json.WriteString("id", step.Instrument.Id);
        json.WriteString("title", step.Instrument.Title.Russian);
        json.WriteString("instruction", step.Instrument.Instruction.Russian);
        json.WriteNumber("minutes", step.Minutes);
        if (step.Seconds is { } seconds)
        {
            json.WriteNumber("seconds", seconds);
        }
        else if (step.HasTasks)
        {
            // A limit already says it. That there is a right answer is told before consent; which one it is stays here.
            json.WriteBoolean("tasks", true);
        }

        // Written only where they say something: packages of earlier batteries keep their bytes and their hash.
        if (step.Optional)
        {
            json.WriteBoolean("optional", true);
        }

        if (step.Sitting > 1)
        {
            json.WriteNumber("sitting", step.Sitting);
        }

        if (step.Adaptive is { } section)
        {
            // No parameter goes out: how many tasks at most, and in which order while nobody can be asked.
            json.WriteStartObject("adaptive");
            json.WriteNumber("most", section.Limits.Most);
            json.WriteStartArray("order");
            foreach (int item in section.OrderWithoutLink)
            {
                json.WriteNumberValue(item);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteNumber("first", step.FirstItem);
        json.WriteStartArray("formats");
        foreach (AnswerFormat format in formats)
        {
            WriteFormat(json, format);
        }

        json.WriteEndArray();
        json.WriteStartArray("items");
        foreach (Item item in step.Form.Items)
        {
            WriteItem(json, item, formats.IndexOf(item.Format));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFormat(Utf8JsonWriter json, AnswerFormat format)
    {
        json.WriteStartObject();
        json.WriteString("type", TypeOf(format));
        switch (format)
        {
            case AnswerFormat.Likert likert:
                json.WriteNumber("first", likert.First);
                json.WriteStartArray("labels");
                foreach (LocalText label in likert.Labels)
                {
                    json.WriteStringValue(label.Russian);
                }

                json.WriteEndArray();
                break;
            case AnswerFormat.MultipleChoice multiple:
                json.WriteNumber("least", multiple.Least);
                json.WriteNumber("most", multiple.Most);
                WriteExclusive(json, multiple.Exclusive);
                break;
            case AnswerFormat.NumberEntry number:
                json.WriteNumber("min", number.Min);
                json.WriteNumber("max", number.Max);
                json.WriteNumber("decimals", number.Decimals);
                break;
            case AnswerFormat.Slider slider:
                json.WriteString("low", slider.Low.Russian);
                json.WriteString("high", slider.High.Russian);
                break;
        }

        json.WriteEndObject();
    }

    private static void WriteExclusive(Utf8JsonWriter json, ImmutableArray<int> positions)
    {
        if (positions.IsEmpty)
        {
            return;
        }

        json.WriteStartArray("exclusive");
        foreach (int position in positions)
        {
            json.WriteNumberValue(position);
        }

        json.WriteEndArray();
    }

    private static string TypeOf(AnswerFormat format) => format switch
    {
        AnswerFormat.Likert => "likert",
        AnswerFormat.Pair => "pair",
        AnswerFormat.BestWorst => "bestWorst",
        AnswerFormat.SingleChoice => "singleChoice",
        AnswerFormat.MultipleChoice => "multipleChoice",
        AnswerFormat.Ranking => "ranking",
        AnswerFormat.NumberEntry => "number",
        AnswerFormat.Slider => "slider",
        _ => throw new InvalidOperationException($"Format {format.GetType().Name} cannot be put in a package."),
    };

    private static void WriteItem(Utf8JsonWriter json, Item item, int format)
    {
        json.WriteStartObject();
        json.WriteString("text", item.Text.Russian);
        json.WriteNumber("format", format);
        if (item is { Picture: { } picture, PictureText: { } words })
        {
            json.WritePropertyName("svg");
            WriteSvg(json, picture);
            json.WriteString("svgText", words.Russian);
        }

        if (item.Options.Length > 0)
        {
            json.WriteStartArray("options");
            foreach (Option option in item.Options)
            {
                json.WriteStartObject();
                json.WriteString("text", option.Text.Russian);
                if (option.Svg is { } svg)
                {
                    json.WritePropertyName("svg");
                    WriteSvg(json, svg);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteSvg(Utf8JsonWriter json, SvgElement element)
    {
        json.WriteStartObject();
        json.WriteString("tag", element.Tag);
        json.WriteStartObject("attributes");
        foreach ((string name, string value) in element.Attributes)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        json.WriteStartArray("children");
        foreach (SvgElement child in element.Children)
        {
            WriteSvg(json, child);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
