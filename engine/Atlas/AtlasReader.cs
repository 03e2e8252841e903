using System.Collections.Immutable;
using System.Text.Json;
using Diagnostics.Engine.Instruments.Json;

namespace Diagnostics.Engine.Atlas;

/// <summary>
/// Turns the bytes of an atlas file (format version 1, see atlas.schema.json) into an atlas or into every fault it has, broken
/// references among them. No input makes it throw.
/// </summary>
public static class AtlasReader
{
    /// <summary>Largest file that is read, in bytes: some thousand professions.</summary>
    public const int MaxBytes = 16_000_000;

    private const int FormatVersion = 1;

    public static AtlasReading Read(ReadOnlyMemory<byte> json)
    {
        FaultList faults = new();
        using JsonDocument? document = JsonFile.Open(json, faults, MaxBytes);
        AtlasYear? atlas = document is null ? null : ReadRoot(new JsonPlace(document.RootElement, "$", faults));
        if (document is null || atlas is null || faults.Any)
        {
            return new AtlasReading(null, faults.ToImmutable());
        }

        byte[] canonical = CanonicalJson.BytesOf(document.RootElement);
        return new AtlasReading(atlas with { ContentHash = CanonicalJson.HashOf(canonical) }, []) { Canonical = canonical };
    }

    private static AtlasYear? ReadRoot(JsonPlace root)
    {
        if (root.Open(AtlasShapes.Atlas) is not { } fields)
        {
            return null;
        }

        fields["$schema"]?.Text();
        fields["schema"]?.Whole(FormatVersion, FormatVersion);
        string? id = fields["id"]?.Id();
        int? year = fields["year"]?.Whole(2000, 2100);
        string? version = fields["version"]?.Version();
        string title = fields.Words("title", 120);
        string note = fields.Words("note", 1_000);
        AtlasYear atlas = new(id ?? "", year ?? 0, version ?? "", title, note, "")
        {
            Sources = ReadAll(fields, "sources", 1, 100, ReadSource),
            Sectors = ReadAll(fields, "sectors", 1, 40, ReadSector),
            Professions = ReadAll(fields, "professions", 1, 5_000, ProfessionReader.Read),
            Directions = ReadAll(fields, "directions", 0, 5_000, DirectionReader.Read),
            Profiles = ReadAll(fields, "profiles", 0, 20, ReadProfile),
            Links = ReadAll(fields, "links", 0, 50, ReadLink),
        };
        AtlasReferences.Check(atlas, root);
        return atlas;
    }

    private static ImmutableArray<T> ReadAll<T>(JsonFields fields, string name, int least, int most, Func<JsonPlace, T?> read)
        where T : class =>
        [.. fields[name]?.Elements(least, most).Select(read).OfType<T>() ?? []];

    private static AtlasSource? ReadSource(JsonPlace place)
    {
        if (place.Open(AtlasShapes.Source) is not { } fields)
        {
            return null;
        }

        string? id = fields["id"]?.Id();
        string? date = fields["date"]?.Matching(AtlasPatterns.Date(), $"a date like 2026-11-20");
        bool? confirms = fields["confirms"]?.Flag();
        string title = fields.Words("title", 300);
        return id is null || date is null || confirms is null
            ? null
            : new AtlasSource(id, title, date, confirms.Value, fields.MaybeWords("licence", 120), fields.MaybeWords("note", 600));
    }

    private static Sector? ReadSector(JsonPlace place)
    {
        if (place.Open(AtlasShapes.Sector) is not { } fields)
        {
            return null;
        }

        string? id = fields["id"]?.Id();
        string title = fields.Words("title", 80);
        string description = fields.Words("description", 240);
        return id is null ? null : new Sector(id, title, description);
    }

    private static SchoolProfile? ReadProfile(JsonPlace place)
    {
        if (place.Open(AtlasShapes.Profile) is not { } fields)
        {
            return null;
        }

        string? id = fields["id"]?.Id();
        string title = fields.Words("title", 80);
        string description = fields.Words("description", 300);
        ImmutableArray<string> groups = fields.Codes("groups", 1, 60, AtlasPatterns.Group(), $"a group like 15.00.00");
        ImmutableArray<SubjectSample> samples = ReadAll(fields, "samples", 0, 20, ReadSample);
        return id is null ? null : new SchoolProfile(id, title, description, groups, samples);
    }

    private static SubjectSample? ReadSample(JsonPlace place) => place.Open(AtlasShapes.Sample) is { } fields
        ? new SubjectSample(fields.Sentences("subjects", 1, 6, 60), fields.Words("school", 160), fields.Words("link", 300), fields.MaybeWords("note", 200))
        : null;

    private static AtlasLink? ReadLink(JsonPlace place)
    {
        if (place.Open(AtlasShapes.Link) is not { } fields)
        {
            return null;
        }

        string? id = fields["id"]?.Id();
        string? by = fields["by"] is { } byPlace ? AtlasTexts.Word(byPlace, AtlasWords.LinkCodes) : null;
        string? template = fields["template"]?.Matching(AtlasPatterns.Template(), $"an https address with {{code}}");
        string title = fields.Words("title", 120);
        return id is null || by is null || template is null ? null : new AtlasLink(id, title, by, template);
    }
}
