using Diagnostics.Engine.Instruments.Json;
using Diagnostics.Engine.Instruments.Words;

namespace Diagnostics.Engine.Atlas;

/// <summary>Is the atlas closed in itself: no unknown code, no orphan direction, no code or title twice?</summary>
internal static class AtlasReferences
{
    public static void Check(AtlasYear atlas, JsonPlace root)
    {
        HashSet<string> sources = Unique(atlas.Sources.Select(source => source.Id), "sources", "id", root);
        HashSet<string> sectors = Unique(atlas.Sectors.Select(sector => sector.Id), "sectors", "id", root);
        HashSet<string> professions = Unique(atlas.Professions.Select(one => one.Code), "professions", "code", root);
        HashSet<string> directions = Unique(atlas.Directions.Select(direction => direction.Code), "directions", "code", root);
        Unique(atlas.Professions.Select(one => one.Title.ToLowerInvariant().Replace('ё', 'е')), "professions", "title", root);
        Unique(atlas.Sectors.Select(sector => sector.Title), "sectors", "title", root);
        Unique(atlas.Profiles.Select(profile => profile.Id), "profiles", "id", root);
        Unique(atlas.Links.Select(link => link.Id), "links", "id", root);

        for (int index = 0; index < atlas.Professions.Length; index++)
        {
            Profession one = atlas.Professions[index];
            string path = $"$.professions[{index}]";
            Known([one.Sector], sectors, $"{path}.sector", $"sector", root);
            Known(one.Ways, directions, $"{path}.ways", $"direction", root);
            Known(one.Related, professions, $"{path}.related", $"profession", root);
            Known(one.Sources, sources, $"{path}.sources", $"source", root);
            if (one.Related.Contains(one.Code))
            {
                root.Faults.Add($"{path}.related", $"Profession {one.Code} is related to itself.");
            }
        }

        CheckDirections(atlas, sources, root);
        foreach (Sector empty in atlas.Sectors.Where(sector => atlas.Professions.All(one => one.Sector != sector.Id)))
        {
            root.Faults.Add("$.sectors", $"Sector {empty.Id} has no profession.");
        }
    }

    private static void CheckDirections(AtlasYear atlas, HashSet<string> sources, JsonPlace root)
    {
        HashSet<string> used = [.. atlas.Professions.SelectMany(one => one.Ways)];
        Dictionary<string, AtlasSource> known = atlas.Sources.DistinctBy(source => source.Id).ToDictionary(source => source.Id);
        for (int index = 0; index < atlas.Directions.Length; index++)
        {
            Direction direction = atlas.Directions[index];
            string path = $"$.directions[{index}]";
            Known(direction.Sources, sources, $"{path}.sources", $"source", root);
            if (!used.Contains(direction.Code))
            {
                root.Faults.Add(path, $"Direction {direction.Code} leads to no profession.");
            }

            if (direction.Verified && !direction.Sources.Any(id => known.TryGetValue(id, out AtlasSource? source) && source.Confirms))
            {
                root.Faults.Add($"{path}.verified", $"Direction {direction.Code} is called verified, but no source of it confirms.");
            }
        }
    }

    private static HashSet<string> Unique(IEnumerable<string> values, string list, string property, JsonPlace root)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (string value in values.Where(value => !seen.Add(value)))
        {
            root.Faults.Add($"$.{list}", $"{Quoted.Of(value)} is there twice ({new PropertyName(list, property)}).");
        }

        return seen;
    }

    private static void Known(IEnumerable<string> codes, HashSet<string> known, string path, FormattableString noun, JsonPlace root)
    {
        foreach (string code in codes.Where(code => !known.Contains(code)))
        {
            root.Faults.Add(path, $"There is no {noun} {Quoted.Of(code)}.");
        }
    }
}
