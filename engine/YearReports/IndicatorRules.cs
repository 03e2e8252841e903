using System.Collections.Immutable;
using System.Globalization;

namespace Diagnostics.Engine.YearReports;

/// <summary>What a report says of one indicator of whatever kind: paragraphs and tables. Pure.</summary>
internal static class IndicatorRules
{
    /// <summary>Of an answer with several options, the one that is asked for: «Да, хочу поговорить».</summary>
    private const int Asked = 0;

    private static readonly ImmutableArray<string> AskedFor = ["talk"];

    public static IEnumerable<ReportParagraph> Paragraphs(DraftPen pen, ReportIndicator one)
    {
        if (one.IsByGrade)
        {
            foreach (int grade in pen.Data.Grades.Where(one.IsOf))
            {
                string part = grade.ToString(CultureInfo.InvariantCulture);
                yield return Drafted($"{one.Id}.{part}", [FamilyRules.First(pen, one, part, pen.PartWords(part)), .. FamilyRules.Year(pen, one, part), .. FamilyRules.Above(pen, one, part)]);
            }

            yield break;
        }

        if (MemberOf(one) is { } member)
        {
            yield return Drafted(one.Id, [SingleRules.Size(pen, one, member), .. SingleRules.Year(pen, one, member), .. SingleRules.Above(pen, one, member)]);
            yield return Drafted($"{one.Id}.groups", [.. SingleRules.Sex(pen, one, member), .. SingleRules.Grades(pen, one, member), .. OfCourse(pen, one, member)]);
            yield break;
        }

        yield return Drafted(one.Id, [FamilyRules.First(pen, one, DraftPen.All, one.Title), .. FamilyRules.Year(pen, one, DraftPen.All), .. FamilyRules.Above(pen, one, DraftPen.All)]);
        yield return Drafted($"{one.Id}.groups", [.. FamilyRules.Sex(pen, one), .. FamilyRules.Grades(pen, one)]);
    }

    public static IEnumerable<ReportTable> Tables(DraftPen pen, ReportIndicator one)
    {
        if (!one.IsByGrade && one.Members.Length > 1)
        {
            yield return TableRules.OfFamily(pen, one);
        }

        if (MemberOf(one) is { } member)
        {
            yield return TableRules.OfSingle(pen, one, member);
        }
        else
        {
            yield return TableRules.ByGrade(pen, one);
        }
    }

    /// <summary>What of an indicator stands among what matters most.</summary>
    public static IEnumerable<ReportSentence> Main(DraftPen pen, ReportIndicator one) =>
        one.IsByGrade ? []
        : MemberOf(one) is { } member ? [SingleRules.Size(pen, one, member), .. SingleRules.Year(pen, one, member), .. SingleRules.Above(pen, one, member)]
        : [FamilyRules.First(pen, one, DraftPen.All, one.Title)];

    /// <summary>The one figure an indicator is told by; null where it is told by all its members.</summary>
    public static int? MemberOf(ReportIndicator one) => one.Members.Length == 1 || one.IsCourse || AskedFor.Contains(one.Id) ? Asked : null;

    private static IEnumerable<ReportSentence> OfCourse(DraftPen pen, ReportIndicator one, int member) =>
        one.IsCourse ? [SingleRules.OfSpecial(pen, one, member), .. FamilyRules.Rest(pen, one, member)] : one.Members.Length > 1 ? FamilyRules.Rest(pen, one, member) : [];

    private static ReportParagraph Drafted(string id, ImmutableArray<ReportSentence> sentences) => new(id, ParagraphOrigin.Drafted, sentences);
}
