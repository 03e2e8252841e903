using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Diagnostics.Engine.Instruments.Generation;

/// <summary>Writes a generated section as an instrument's file; the same section gives the same bytes on every machine.</summary>
internal static class SectionFile
{
    private const string Note = "Апробация: норм нет. Задания составлены по правилам, трудность каждого ещё не измерена, "
        + "поэтому баллы форм А и Б между собой не сравниваются.";

    internal static readonly JsonWriterOptions Writing =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true, IndentSize = 1, NewLine = "\n" };

    public static byte[] Render(GeneratedSection section)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, Writing))
        {
            json.WriteStartObject();
            WriteHead(json, (section.Id, GeneratedSection.Version), section.Words, section.Scale, Note);
            WriteItems(json, section);
            WriteForms(json, section);
            WriteScoring(json, section);
            json.WriteEndObject();
        }

        return [.. buffer.WrittenSpan, (byte)'\n'];
    }

    internal static void WriteHead(Utf8JsonWriter json, (string Id, string Version) name, GeneratedWords words, string scale, string note)
    {
        json.WriteString("$schema", "../../../instrument.schema.json");
        json.WriteNumber("schema", InstrumentReader.FormatVersion);
        json.WriteString("id", name.Id);
        json.WriteString("version", name.Version);
        json.WriteStartArray("languages");
        json.WriteStringValue("ru");
        json.WriteEndArray();
        WriteText(json, "title", words.Title);
        WriteText(json, "instruction", words.Instruction);
        json.WriteString("status", "pilot");
        WriteText(json, "note", note);
        json.WriteStartArray("scales");
        json.WriteStartObject();
        json.WriteString("id", scale);
        json.WriteString("kind", "criterion");
        WriteText(json, "title", words.Title);
        WriteText(json, "meaning", words.Meaning);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartObject("formats");
        json.WriteStartObject("one");
        json.WriteString("type", "singleChoice");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteItems(Utf8JsonWriter json, GeneratedSection section)
    {
        json.WriteStartArray("items");
        foreach ((string form, ulong seed, ImmutableArray<int> rightPlaces) in GeneratedSection.Forms)
        {
            for (int place = 0; place < section.Rules.Length; place++)
            {
                string[] tags = [$"level-{place + 1}", section.Rules[place].Tag];
                WriteItem(json, IdOf(section, form, place), section.TaskAt(place, seed), rightPlaces[place], tags);
            }
        }

        json.WriteEndArray();
    }

    internal static void WriteItem(Utf8JsonWriter json, string id, GeneratedTask task, int rightPlace, ReadOnlySpan<string> tags)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("format", "one");
        WriteText(json, "text", task.Text);
        if (task is { Picture: { } picture, PictureText: { } words })
        {
            WriteSvg(json, "picture", picture);
            WriteText(json, "pictureText", words);
        }

        json.WriteStartArray("options");
        foreach (Choice choice in task.OptionsWithRightAt(rightPlace))
        {
            json.WriteStartObject();
            WriteText(json, "text", choice.Text);
            if (choice.Picture is { } drawing)
            {
                WriteSvg(json, "svg", drawing);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteText(json, "solution", task.Solution);
        json.WriteStartArray("tags");
        foreach (string tag in tags)
        {
            json.WriteStringValue(tag);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteForms(Utf8JsonWriter json, GeneratedSection section)
    {
        int[] all = [.. Enumerable.Range(0, section.Rules.Length)];
        json.WriteStartObject("forms");
        foreach ((string form, _, _) in GeneratedSection.Forms)
        {
            WriteForm(json, form, all.Select(place => IdOf(section, form, place)));
        }

        foreach ((string form, string of) in GeneratedSection.ShortForms)
        {
            WriteForm(json, form, all.Except(GeneratedSection.LeftOutPlaces).Select(place => IdOf(section, of, place)));
        }

        json.WriteEndObject();
    }

    internal static void WriteForm(Utf8JsonWriter json, string form, IEnumerable<string> items)
    {
        json.WriteStartArray(form);
        foreach (string item in items)
        {
            json.WriteStringValue(item);
        }

        json.WriteEndArray();
    }

    private static void WriteScoring(Utf8JsonWriter json, GeneratedSection section)
    {
        json.WriteStartObject("scoring");
        json.WriteStartObject("missing");
        json.WriteString("rule", "zero");
        json.WriteEndObject();
        json.WriteStartArray("keys");
        json.WriteStartObject();
        json.WriteString("scale", section.Scale);
        json.WriteStartArray("items");
        foreach ((string form, ulong seed, ImmutableArray<int> rightPlaces) in GeneratedSection.Forms)
        {
            for (int place = 0; place < section.Rules.Length; place++)
            {
                WritePoints(json, IdOf(section, form, place), section.TaskAt(place, seed), rightPlaces[place]);
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    internal static void WritePoints(Utf8JsonWriter json, string id, GeneratedTask task, int rightPlace)
    {
        json.WriteStartObject();
        json.WriteString("item", id);
        json.WriteStartArray("points");
        for (int option = 0; option <= task.Wrong.Length; option++)
        {
            json.WriteNumberValue(option == rightPlace ? 1 : 0);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string IdOf(GeneratedSection section, string form, int place) => $"{section.Letter}{form}{place + 1}";

    internal static void WriteText(Utf8JsonWriter json, string name, string russian)
    {
        json.WriteStartObject(name);
        json.WriteString("ru", russian);
        json.WriteEndObject();
    }

    private static void WriteSvg(Utf8JsonWriter json, string? name, SvgElement element)
    {
        if (name is not null)
        {
            json.WritePropertyName(name);
        }

        json.WriteStartObject();
        json.WriteString("tag", element.Tag);
        json.WriteStartObject("attributes");
        foreach ((string attribute, string value) in element.Attributes)
        {
            json.WriteString(attribute, value);
        }

        json.WriteEndObject();
        if (!element.Children.IsEmpty)
        {
            json.WriteStartArray("children");
            foreach (SvgElement child in element.Children)
            {
                WriteSvg(json, name: null, child);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
