using System.Collections.Immutable;
using Diagnostics.Engine.Indicators;

namespace Diagnostics.Engine.YearReports;

/// <summary>
/// A report by places. Municipalities are named where they differ from their region, in the order of names; schools are never named in words and never set beside each other: their table is in the order of names. Pure.
/// </summary>
internal static class PlaceRules
{
    private static readonly ImmutableArray<string> Told = ["participation", "undecided", "talk", "satisfaction"];

    public static ReportSection? Section(DraftPen pen)
    {
        (ReportIndicator One, int Member)[] told =
            [.. from id in Told let one = pen.Find(id) where one is not null let member = IndicatorRules.MemberOf(one) where member is not null select (one, member.Value)];
        if (told.Length == 0 || pen.Data.Under.IsEmpty)
        {
            return null;
        }

        bool isRegion = pen.Data.Kind == ReportData.Region;
        string under = isRegion ? "municipalities" : "schools";
        return new ReportSection(
            "places", pen.Words($"section.{under}"),
            [
                new ReportParagraph("places.how", ParagraphOrigin.Drafted, [pen.Say($"{under}.how", [])]),
                .. isRegion ? told.Select(one => new ReportParagraph($"places.{one.One.Id}", ParagraphOrigin.Drafted, [.. Differing(pen, one.One, one.Member)])) : [],
            ],
            [TableOf(pen, under, told)]);
    }

    private static IEnumerable<ReportSentence> Differing(DraftPen pen, ReportIndicator one, int member)
    {
        SeenFigure whole = pen.See(one, member, DraftPen.All);
        (ToldPlace Place, SeenFigure Seen, FigureStanding Standing)[] places =
            [.. from place in pen.Data.Under let seen = pen.Under(place, one, member) select (place, seen, Standing.Of(seen.Figure, whole.Figure))];
        string title = one.Members.Length == 1 ? one.Title : one.Members[member].Title;
        foreach (FigureStanding standing in new[] { FigureStanding.Higher, FigureStanding.Lower })
        {
            (ToldPlace Place, SeenFigure Seen, FigureStanding Standing)[] named = [.. places.Where(place => place.Standing == standing)];
            if (named.Length > 0)
            {
                yield return pen.Say(
                    $"municipalities.{SingleRules.WordOf(standing)}", [whole, .. named.Select(place => place.Seen)], ("title", title),
                    ("list", string.Join(", ", named.Select(place => pen.Words("item.place", [("title", place.Place.Name), .. DraftPen.ValuesOf(place.Seen.Figure!)])))));
            }
        }

        if (places.All(place => place.Standing is FigureStanding.Alike or FigureStanding.Unknown))
        {
            yield return pen.Say(places.Any(place => place.Standing == FigureStanding.Alike) ? "municipalities.alike" : "municipalities.unknown", [whole], ("title", title));
        }
        else if (places.Any(place => place.Standing == FigureStanding.Unknown))
        {
            yield return pen.Say("municipalities.rest", []);
        }
    }

    private static ReportTable TableOf(DraftPen pen, string under, (ReportIndicator One, int Member)[] told) => new(
        pen.Words($"section.{under}"), pen.Words($"{under}.table"), [.. told.Select(one => one.One.Members.Length == 1 ? one.One.Title : one.One.Members[one.Member].Title)],
        [
            new ReportRow(pen.Words("row.together"), [.. told.Select(one => TableRules.CellOf(pen.See(one.One, one.Member, DraftPen.All)))]),
            .. pen.Data.Under.Select(place => new ReportRow(place.Name, [.. told.Select(one => TableRules.CellOf(pen.Under(place, one.One, one.Member)))])),
        ]);
}
