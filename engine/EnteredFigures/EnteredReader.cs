using System.Collections.Immutable;
using System.Text.Json;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Json;

namespace Diagnostics.Engine.EnteredFigures;

/// <summary>Turns the bytes of a file of entered figures (format version 1) into a library or into every fault it has. No input makes it throw.</summary>
public static class EnteredReader
{
    internal static readonly JsonShape Shape = new("entered figures", ["schema", "version", "indicators"], []);
    internal static readonly JsonShape IndicatorShape = new("entered figure", ["id", "title", "note", "counts"], ["byCode", "ofLeavers"]);

    private const int FormatVersion = 1;
    private const int Most = 40;
    private const string People = "people";
    private const string Events = "events";
    private static readonly LocalTextReader Texts = new(["en", "ru"]);

    public static EnteredReading Read(ReadOnlyMemory<byte> json)
    {
        FaultList faults = new();
        using JsonDocument? document = JsonFile.Open(json, faults);
        EnteredLibrary? library = document is null ? null : ReadRoot(new JsonPlace(document.RootElement, "$", faults));
        return new EnteredReading(faults.Any ? null : library, faults.ToImmutable());
    }

    /// <summary>The same of an operator's file, which stands beside the built-in one.</summary>
    internal static EnteredReading ReadOwn(ReadOnlyMemory<byte> json)
    {
        EnteredReading reading = Read(json);
        return reading.Library is { } own && EnteredLibrary.LoadBuiltIn().FaultsOf(own) is { IsEmpty: false } faults ? new EnteredReading(null, faults) : reading;
    }

    /// <summary>Whether this is a way of counting that a figure to enter has.</summary>
    internal static bool Counts(JsonElement counts) => counts.ValueKind == JsonValueKind.String && counts.GetString() is People or Events;

    private static EnteredLibrary? ReadRoot(JsonPlace root)
    {
        if (root.Open(Shape) is not { } fields)
        {
            return null;
        }

        fields["schema"]?.Whole(FormatVersion, FormatVersion);
        string? version = fields["version"]?.Version();
        HashSet<string> seen = new(StringComparer.Ordinal);
        ImmutableArray<EnteredIndicator>.Builder all = ImmutableArray.CreateBuilder<EnteredIndicator>();
        foreach (JsonPlace place in fields["indicators"]?.Elements(1, Most) ?? [])
        {
            if (ReadOne(place) is not { } one)
            {
                continue;
            }

            if (seen.Add(one.Id))
            {
                all.Add(one);
            }
            else
            {
                place.Fault($"Figure {one.Id} is there twice.");
            }
        }

        return root.Faults.Any ? null : new EnteredLibrary(version!, all.ToImmutable());
    }

    private static EnteredIndicator? ReadOne(JsonPlace place)
    {
        if (place.Open(IndicatorShape) is not { } fields)
        {
            return null;
        }

        string? id = fields["id"]?.Id();
        LocalText? title = fields["title"] is { } titlePlace ? Texts.Read(titlePlace) : null;
        LocalText? note = fields["note"] is { } notePlace ? Texts.Read(notePlace) : null;
        string? counts = fields["counts"]?.Text();
        if (counts is not null and not People and not Events)
        {
            fields["counts"]?.Fault($"Expected {People} or {Events}, found {Quoted.Of(counts)}.");
        }

        bool byCode = fields["byCode"]?.Flag() ?? false;
        bool ofLeavers = fields["ofLeavers"]?.Flag() ?? false;
        return id is null || title is null || note is null || counts is null ? null : new EnteredIndicator(id, title, note, counts == People, byCode, ofLeavers);
    }
}
