using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Json;

namespace Diagnostics.Engine.Bench;

/// <summary>The text a draft begins with.</summary>
internal sealed class DraftStarts(InstrumentLibrary instruments, PublishedShelf shelf)
{
    /// <summary>What a copy of somebody else's instrument is called before its author names it.</summary>
    private const string Prefix = "own-";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly ImmutableDictionary<DraftKind, string> Empty = EmbeddedFiles.Under("starts/")
        .ToImmutableDictionary(file => Enum.Parse<DraftKind>(Path.GetFileNameWithoutExtension(file.Name), ignoreCase: true), file => Encoding.UTF8.GetString(file.Content));

    /// <returns>Null for a version there is not.</returns>
    public string? TextOf(DraftStart start, string regionId) => start switch
    {
        DraftStart.Empty empty => Empty[empty.Kind],
        DraftStart.File file => file.Text,
        DraftStart.Copy copy => instruments.Find(copy.Instrument, copy.Version) is { } instrument ? CopyOf(instrument, regionId) : null,
        _ => throw new InvalidOperationException($"A draft cannot begin with {start}."),
    };

    private string CopyOf(Instrument instrument, string regionId)
    {
        bool isOwn = shelf.RegionOf(instrument.Id) == regionId;
        JsonObject copy = JsonNode.Parse(JsonFile.BodyOf(instrument.File).Span)!.AsObject();
        copy.Remove("$schema");
        if (isOwn)
        {
            var newest = Version.Parse(instruments.Newest(instrument.Id)!.Version);
            copy["version"] = $"{newest.Major}.{newest.Minor + 1}.0";
        }
        else
        {
            copy["id"] = Prefix + instrument.Id;
            copy["version"] = "1.0.0";
        }

        copy["status"] = "pilot";
        return copy.ToJsonString(Readable);
    }
}
