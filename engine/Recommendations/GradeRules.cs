using System.Collections.Immutable;
using Diagnostics.Engine.Atlas;

namespace Diagnostics.Engine.Recommendations;

/// <summary>What of the atlas fits a grade: colleges and school profiles before the ninth grade ends, universities and ЕГЭ after it.</summary>
internal static class GradeRules
{
    /// <summary>The last grade after which one chooses between a college and the tenth grade.</summary>
    private const int LastBeforeChoice = 9;

    private const int FirstWithProfiles = 8;

    public static bool ShowsProfiles(int grade) => grade is >= FirstWithProfiles and <= LastBeforeChoice;

    public static bool ShowsExams(int grade) => grade > LastBeforeChoice;

    /// <summary>
    /// Ways in as a grade sees them: up to the ninth the colleges, where there are any; later all, universities first.
    /// </summary>
    public static ImmutableArray<string> WaysOf(Profession profession, int grade, Func<string, Direction> direction)
    {
        ImmutableArray<string> college = [.. profession.Ways.Where(code => direction(code).IsCollege)];
        if (grade <= LastBeforeChoice)
        {
            return college.IsEmpty ? profession.Ways : college;
        }

        return [.. profession.Ways.Where(code => !direction(code).IsCollege), .. college];
    }

    /// <summary>Whether a profession can be entered from a college; for younger grades some of the examples always can.</summary>
    public static bool EntersFromCollege(Profession profession, Func<string, Direction> direction) =>
        profession.Ways.Any(code => direction(code).IsCollege);

    /// <summary>Of four examples, how many a college leads to, for this grade.</summary>
    public static int CollegeExamples(int grade) => grade <= LastBeforeChoice ? 2 : 0;
}
