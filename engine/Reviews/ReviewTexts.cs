using System.Globalization;

namespace Diagnostics.Engine.Reviews;

/// <summary>What a signed version says to each reader; who is to get nothing has none. Each is read by its own reader and by psychologists, by nobody else.</summary>
/// <param name="TeacherId">The account of the school the teacher's text is addressed to; null exactly where there is none.</param>
public sealed record ReviewTexts(string Student, string? Parent, string? Teacher, string? TeacherId)
{
    /// <summary>In letters.</summary>
    public const int Longest = 4_000;

    /// <summary>In letters: a teacher is told what to do, not a result.</summary>
    public const int LongestForTeacher = 1_500;

    /// <summary>
    /// Whether they can be signed, as far as a server can tell: of bounded length, of signs that are read as they are written. A teacher's text has no digit and no
    /// percent sign, because a score cannot be told without.
    /// </summary>
    public bool AreSound =>
        IsText(Student, Longest) && (Parent is null || IsText(Parent, Longest)) && (Teacher is null) == (TeacherId is null)
        && (Teacher is null || (IsText(Teacher, LongestForTeacher) && !Teacher.Any(IsOfScore)));

    internal static bool IsText(string? text, int longest) =>
        !string.IsNullOrWhiteSpace(text) && text.Length <= longest && text.EnumerateRunes().All(sign => IsRead(sign));

    private static bool IsOfScore(char sign) => char.IsNumber(sign) || sign is '%' or '‰' or '％';

    /// <summary>Signs without a shape of their own turn a line round or hide in it: what was signed would not be what is read.</summary>
    private static bool IsRead(System.Text.Rune sign) => sign.Value == '\n' || System.Text.Rune.GetUnicodeCategory(sign) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
