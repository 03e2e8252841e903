using System.Collections.Immutable;
using Diagnostics.Engine.Instruments.Json;

namespace Diagnostics.Engine.Atlas;

/// <summary>Reads one study direction.</summary>
internal static class DirectionReader
{
    public static Direction? Read(JsonPlace place)
    {
        if (place.Open(AtlasShapes.Direction) is not { } fields)
        {
            return null;
        }

        string? code = fields["code"]?.Matching(AtlasPatterns.Direction(), $"a direction like 15.01.05");
        bool? verified = fields["verified"]?.Flag();
        string title = fields.Words("title", 160);
        string group = fields.Words("group", 160);
        string description = fields.Words("description", 240);
        string edition = fields.Words("edition", 160);
        return code is null || verified is null
            ? null
            : new Direction(code, title, LevelOf(code), group, description, edition, verified.Value)
            {
                Subjects = fields.OneOf("subjects", 1, 5, AtlasWords.Subjects),
                Exams = [.. fields["exams"]?.Elements(0, 8).Select(ReadExam).OfType<ExamSample>() ?? []],
                Sources = fields.Ids("sources", 1, 8),
            };
    }

    private static DirectionLevel LevelOf(string code) => code[4] switch
    {
        '1' => DirectionLevel.WorkerTraining,
        '2' => DirectionLevel.CollegeSpecialty,
        '3' => DirectionLevel.Bachelor,
        _ => DirectionLevel.Specialist,
    };

    private static ExamSample? ReadExam(JsonPlace place)
    {
        if (place.Open(AtlasShapes.Exam) is not { } fields)
        {
            return null;
        }

        ImmutableArray<string> required = fields.Sentences("required", 1, 5, 60);
        ImmutableArray<string> oneOf = fields.Sentences("oneOf", 0, 10, 60);
        return new ExamSample(
            required, oneOf, fields.Words("year", 80), fields.Words("institution", 160),
            fields["complete"]?.Flag() ?? false, fields.Words("link", 300));
    }
}
