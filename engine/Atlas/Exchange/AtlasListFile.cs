using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Json;

namespace Diagnostics.Engine.Atlas.Exchange;

/// <summary>
/// Professions or directions of an atlas as JSON, whole entries in the atlas's own format: <c>{"professions": [...]}</c>. Entries of
/// known codes take the place of what stands there, others are added, nothing is deleted.
/// </summary>
public static partial class AtlasListFile
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether a file is such a list and no table: its first sign is an opening brace.</summary>
    public static bool IsOne(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> blanks = [0xEF, 0xBB, 0xBF, .. " \t\r\n"u8];
        return file.TrimStart(blanks) is [(byte)'{', ..];
    }

    /// <summary>Writes one list of an atlas.</summary>
    /// <param name="json">A faultless atlas file.</param>
    /// <returns>How many entries.</returns>
    /// <exception cref="ArgumentException">The file has faults.</exception>
    public static int Write(ReadOnlyMemory<byte> json, AtlasTable table, TextWriter output)
    {
        string name = AtlasFile.ListOf(table);
        JsonArray list = JsonNode.Parse(AtlasFile.Checked(json).Span)![name]!.AsArray();
        output.Write(new JsonObject { [name] = list.DeepClone() }.ToJsonString(Readable).ReplaceLineEndings("\n") + "\n");
        return list.Count;
    }

    /// <summary>Sets the entries of a file into an atlas.</summary>
    /// <param name="file">What to call the file in messages.</param>
    /// <param name="entries">The file.</param>
    /// <param name="table">The list it holds.</param>
    /// <param name="into">What to call the atlas in messages.</param>
    /// <param name="json">The atlas, without faults.</param>
    /// <exception cref="ArgumentException">The atlas has faults of its own.</exception>
    public static AtlasImported Read(string file, ReadOnlyMemory<byte> entries, AtlasTable table, string into, ReadOnlyMemory<byte> json)
    {
        JsonNode root = JsonNode.Parse(AtlasFile.Checked(json).Span)!;
        JsonArray list = root[AtlasFile.ListOf(table)]!.AsArray();
        int before = list.Count;
        FaultList faults = new();
        Dictionary<int, int> origins = [];
        int changed = Merge(entries, table, list, faults, origins);
        string text = root.ToJsonString(Readable).ReplaceLineEndings("\n") + "\n";
        AtlasReading reading = AtlasReader.Read(Encoding.UTF8.GetBytes(text));
        ImmutableArray<string> told =
        [
            .. faults.ToImmutable().Select(fault => $"{file}, {fault.Path}: {fault.Reason}"),
            .. reading.Faults.Select(fault => Located(fault, file, into, AtlasFile.ListOf(table), origins)),
        ];
        int added = list.Count - before;
        return new AtlasImported(told.IsEmpty ? text : null, told.IsEmpty ? reading.Atlas!.ContentHash : null, told)
        {
            New = added,
            Changed = changed,
            Unchanged = origins.Count - added - changed,
            NotMentioned = before - (origins.Count - added),
        };
    }

    /// <summary>Returns how many entries changed; remembers which place of the atlas came from which of the file.</summary>
    private static int Merge(ReadOnlyMemory<byte> entries, AtlasTable table, JsonArray list, FaultList faults, Dictionary<int, int> origins)
    {
        string name = AtlasFile.ListOf(table);
        using JsonDocument? document = JsonFile.Open(entries, faults, AtlasReader.MaxBytes);
        if (document is null || new JsonPlace(document.RootElement, "$", faults).Open(new JsonShape("file", [name], [])) is not { } fields)
        {
            return 0;
        }

        Dictionary<string, int> places = Enumerable.Range(0, list.Count).ToDictionary(place => (string)list[place]!["code"]!, StringComparer.Ordinal);
        int changed = 0;
        int origin = -1;
        foreach (JsonPlace entry in fields[name]?.Elements(1, 5_000) ?? [])
        {
            origin++;
            if (entry.Peek("code") is not { } code)
            {
                entry.Fault($"Property code is missing.");
                continue;
            }

            JsonNode row = JsonNode.Parse(entry.Element.GetRawText())!;
            if (!places.TryGetValue(code, out int place))
            {
                place = list.Count;
                places.Add(code, place);
                list.Add(row);
            }
            else if (origins.ContainsKey(place))
            {
                entry.Fault($"{code} is in the file already.");
                continue;
            }
            else if (!JsonNode.DeepEquals(row, list[place]))
            {
                list[place] = row;
                changed++;
            }

            origins.Add(place, origin);
        }

        return changed;
    }

    /// <summary>A fault of the new atlas, told by the entry of the file it came from where it came from one.</summary>
    private static string Located(InstrumentFault fault, string file, string into, string list, Dictionary<int, int> origins)
    {
        Match path = EntryPath().Match(fault.Path);
        return path.Success && path.Groups[1].Value == list && origins.TryGetValue(int.Parse(path.Groups[2].ValueSpan), out int origin)
            ? $"{file}, $.{list}[{origin}]{path.Groups[3].Value}: {fault.Reason}"
            : $"{into}, {fault.Path}: {fault.Reason}";
    }

    [GeneratedRegex(@"^\$\.([a-z]+)\[([0-9]{1,6})\](.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex EntryPath();
}
