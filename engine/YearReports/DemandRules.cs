using System.Globalization;
using Diagnostics.Engine.Russian;

namespace Diagnostics.Engine.YearReports;

/// <summary>
/// Interest beside demand, by sector. Percentages of the two are never compared: one is of students with several sectors each, the other of people. What is compared is the order: a sector is needed more than another where
/// its number is the larger one even if all that could not be put into a sector belonged to the other; it interests more where the intervals do not meet. Pure.
/// </summary>
internal static class DemandRules
{
    public const string Indicator = "sectors";

    /// <summary>Of the most needed sectors so many are spoken of; the table has all.</summary>
    private const int Most = 3;

    /// <returns>Null where there is no forecast, or interest in sectors is not counted.</returns>
    public static ReportSection? Section(DraftPen pen) =>
        pen.Data.Demand is not { } demand || pen.Find(Indicator) is not { } interest
            ? null
            : new ReportSection(
                "demand", pen.Words("section.demand"),
                [
                    new ReportParagraph("demand.forecast", ParagraphOrigin.Drafted, [.. Forecast(pen, demand, interest)]),
                    new ReportParagraph("demand.order", ParagraphOrigin.Drafted, [.. Order(pen, demand, interest)]),
                    new ReportParagraph("demand.how", ParagraphOrigin.Drafted, [pen.Say("demand.how", [])]),
                ],
                [TableOf(pen, demand, interest)]);

    private static IEnumerable<ReportSentence> Forecast(DraftPen pen, ReportDemand demand, ReportIndicator interest)
    {
        yield return pen.Say(
            "demand.forecast", [], ("year", demand.Year), ("region", demand.Region), ("system", pen.Words($"demand.system.{demand.System}")), ("total", demand.Total),
            ("sources", string.Join("; ", demand.Sources.Select(source => SourceOf(pen, source)))));
        if (demand.Others > 0)
        {
            yield return pen.Say("demand.others", [], ("others", (long)demand.Others));
        }

        if (demand.Unplaced > 0)
        {
            yield return pen.Say("demand.unplaced", [], ("number", demand.Unplaced), ("share", ShareOf(demand, demand.Unplaced)));
        }

        long unnamed = interest.Members.Count(member => demand.Sectors.All(need => need.Id != member.Id));
        if (unnamed > 0)
        {
            yield return pen.Say("demand.unnamed", [], ("number", unnamed));
        }
    }

    private static IEnumerable<ReportSentence> Order(DraftPen pen, ReportDemand demand, ReportIndicator interest)
    {
        (ReportNeed Need, SeenFigure Seen)[] all = [.. demand.Sectors.Select(need => (need, See(pen, interest, need.Id)))];
        bool isSaid = false;
        foreach ((ReportNeed need, SeenFigure seen) in all.Take(Most))
        {
            (ReportNeed Need, SeenFigure Seen)[] less = [.. all.Where(one => need.Volume > one.Need.Volume + demand.Unplaced)];
            if (less.Length == 0)
            {
                continue;
            }

            isSaid = true;
            (string Name, object Value)[] values = [("title", need.Title), ("number", need.Volume), ("share", ShareOf(demand, need.Volume))];
            if (seen.Figure is not { } figure)
            {
                yield return pen.Say("demand.need.kept", [seen], values);
                continue;
            }

            yield return pen.Say("demand.need", [seen], [.. values, .. DraftPen.ValuesOf(figure)]);
            (ReportNeed Need, SeenFigure Seen)[] told = [.. less.Where(one => one.Seen.Figure is not null)];
            (ReportNeed Need, SeenFigure Seen)[] more = [.. told.Where(one => Standing.Of(one.Seen.Figure, figure) == FigureStanding.Higher)];
            string some = told.Length < less.Length ? ".some" : "";
            yield return told.Length == 0 ? pen.Say("demand.less.unknown", less.Select(one => one.Seen))
                : more.Length == 0 ? pen.Say($"demand.less.none{some}", [seen, .. told.Select(one => one.Seen)])
                : pen.Say(
                    $"demand.less.more{some}", [seen, .. more.Select(one => one.Seen)],
                    ("list", string.Join(", ", more.Select(one => pen.Words("item", [("title", one.Need.Title), .. DraftPen.ValuesOf(one.Seen.Figure!)])))));
        }

        if (!isSaid)
        {
            yield return pen.Say("demand.alike", []);
        }
    }

    /// <summary>What is needed most comes first, as on the page's map; what the forecast does not name stands last.</summary>
    private static ReportTable TableOf(DraftPen pen, ReportDemand demand, ReportIndicator interest) => new(
        pen.Words("section.demand"), interest.Note,
        [pen.Words("demand.column.interest"), pen.Words("demand.column.people"), pen.Words("demand.column.share"), pen.Words("demand.column.sources")],
        [
            .. demand.Sectors.Select(need => new ReportRow(
                need.Title,
                [
                    TableRules.CellOf(See(pen, interest, need.Id)), TableRules.CellOf(RussianNumber.Whole(need.Volume)), TableRules.CellOf(ShareOf(demand, need.Volume)),
                    TableRules.CellOf(string.Join("; ", need.Sources.Select(source => SourceOf(pen, source)))),
                ])),
            .. interest.Members.Where(member => demand.Sectors.All(need => need.Id != member.Id)).Select(member => new ReportRow(
                member.Title, [TableRules.CellOf(See(pen, interest, member.Id)), TableRules.CellOf(pen.Words("demand.silent")), TableRules.CellOf(""), TableRules.CellOf("")])),
        ]);

    /// <summary>A sector no student was asked about has no figure.</summary>
    private static SeenFigure See(DraftPen pen, ReportIndicator interest, string sector)
    {
        int member = interest.Members.ToList().FindIndex(one => one.Id == sector);
        return member < 0 ? new SeenFigure(sector, null) : pen.See(interest, member, DraftPen.All);
    }

    private static string SourceOf(DraftPen pen, ReportDemandSource source) =>
        pen.Words("demand.source", ("source", source.Source), ("date", DateOnly.TryParse(source.Date, CultureInfo.InvariantCulture, out DateOnly day) ? day.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture) : source.Date));

    private static string ShareOf(ReportDemand demand, long people) => RussianNumber.Percent(demand.Total == 0 ? 0 : (double)people / demand.Total);
}
