using System.Collections.Immutable;
using Diagnostics.Engine.Indicators;

namespace Diagnostics.Engine.Summaries;

/// <summary>Told figures of a school → its summary. What is not told is left out, so that no empty place stands there to be asked about. Pure.</summary>
internal static class SummaryWriter
{
    private const string Language = "ru";

    /// <summary>
    /// What concerns everybody and does nobody harm. How many refused or are undecided, and whose plans lead away from what, are for whoever helps, not for a site.
    /// </summary>
    private static readonly ImmutableArray<(string Indicator, string? Member)> Public =
        [("participation", Courses.Finished), ("interests", null), ("help", null), ("satisfaction", null), ("parents-satisfaction", null)];

    /// <summary>With fewer the others are one, or two who know each other's share.</summary>
    private const int LeastSchools = 4;

    /// <param name="page">Of the school's municipality.</param>
    /// <param name="schoolId">One of those under it.</param>
    /// <returns>Null where nothing of the school may be told.</returns>
    public static SchoolSummary? Write(IndicatorPage page, string schoolId)
    {
        if (page is not { Year: { } year, MadeAtMs: { } madeAt, Place: { } municipality } || page.Under.FirstOrDefault(one => one.Id == schoolId) is not { } school)
        {
            return null;
        }

        // Beside one other school the municipality would tell that school's figures, which has published none.
        ToldRow? own = All(school), beside = page.Under.Count(one => All(one) is not null) < LeastSchools ? null : All(municipality);
        int place = 0, left = 0;
        ImmutableArray<SummarySection>.Builder sections = ImmutableArray.CreateBuilder<SummarySection>();
        foreach (IndicatorView indicator in page.Indicators)
        {
            int first = place;
            place += indicator.Members.Length;
            foreach ((string _, string? member) in Public.Where(one => one.Indicator == indicator.Id))
            {
                int[] members = [.. Enumerable.Range(0, indicator.Members.Length).Where(at => member is null || indicator.Members[at].Id == member)];
                SummaryLine[] lines =
                [
                    .. from at in members
                       let figure = own?.Figures[first + at]
                       where figure is not null
                       select new SummaryLine(members.Length == 1 ? "" : indicator.Members[at].Title[Language], figure, beside?.Figures[first + at]),
                ];
                left += members.Length - lines.Length;
                if (lines.Length > 0)
                {
                    sections.Add(new SummarySection(indicator.Id, TitleOf(indicator, members), indicator.Note[Language], indicator.IsMean, [.. lines]));
                }
            }
        }

        return sections.Count == 0
            ? null
            : new SchoolSummary(school.Name, municipality.Name, year, madeAt, page.IsSimulated, left == 0, sections.ToImmutable());
    }

    /// <summary>One part of several is called by its own name as well.</summary>
    private static string TitleOf(IndicatorView indicator, int[] members) => members.Length == 1 && indicator.Members.Length > 1
        ? $"{indicator.Title[Language]}: {indicator.Members[members[0]].Title[Language]}"
        : indicator.Title[Language];

    private static ToldRow? All(ToldPlace place) => place.Rows.FirstOrDefault(row => row.Part == FigureParts.AllName);
}
