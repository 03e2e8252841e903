using System.Collections.Immutable;
using Diagnostics.Engine.Instruments.Json;
using Diagnostics.Scoring.Interests;

namespace Diagnostics.Engine.Atlas;

/// <summary>Reads one profession; what it refers to is checked when the whole atlas is there.</summary>
internal static class ProfessionReader
{
    private const decimal Lowest = 1;
    private const decimal Highest = 7;

    public static Profession? Read(JsonPlace place)
    {
        if (place.Open(AtlasShapes.Profession) is not { } fields)
        {
            return null;
        }

        string? code = fields["code"]?.Id();
        string? sector = fields["sector"]?.Id();
        string? workObject = fields["object"] is { } objectPlace ? AtlasTexts.Word(objectPlace, AtlasWords.Objects) : null;
        string? soc = fields["soc"]?.Matching(AtlasPatterns.Soc(), $"a code of O*NET-SOC like 51-4121.00");
        string title = fields.Words("title", 60);
        string description = fields.Words("description", 240);
        return code is null || sector is null || workObject is null || soc is null
            ? null
            : new Profession(code, title, description, sector, workObject, soc, ReadInterests(fields))
            {
                Okz = fields["okz"]?.Matching(AtlasPatterns.Okz(), $"four digits of ОКЗ"),
                Aptitudes = fields.OneOf("aptitudes", 0, 2, AtlasWords.Aptitudes),
                Values = fields.OneOf("values", 1, 3, AtlasWords.Values),
                Day = fields.Sentences("day", 3, 3, 140),
                Subjects = fields.OneOf("subjects", 1, 4, AtlasWords.Subjects),
                Ways = fields.Codes("ways", 1, 6, AtlasPatterns.Direction(), $"a direction like 15.01.05"),
                Requirements = fields.Sentences("requirements", 1, 3, 140),
                Health = fields.Sentences("health", 0, 3, 140),
                Adapted = fields["adapted"]?.Flag() ?? false,
                Related = fields.Ids("related", 0, 4),
                Sources = fields.Ids("sources", 1, 8),
            };
    }

    private static ImmutableArray<double> ReadInterests(JsonFields profession)
    {
        if (profession["interests"]?.Open(AtlasShapes.Interests) is not { } fields)
        {
            return [];
        }

        return [.. HollandCode.Letters.Select(letter => (double)(fields[letter.ToString()]?.Number(Lowest, Highest) ?? Lowest))];
    }
}
