using Diagnostics.Engine.Indicators;
using Diagnostics.Engine.Russian;

namespace Diagnostics.Engine.YearReports;

/// <summary>What is said of one share or mean: how large it is, and what it differs from. Nothing is called different whose intervals meet, and nothing is said to come of anything. Pure.</summary>
internal static class SingleRules
{
    /// <summary>How large it is; or that it is not told.</summary>
    public static ReportSentence Size(DraftPen pen, ReportIndicator one, int member)
    {
        SeenFigure seen = pen.See(one, member, DraftPen.All);
        return seen.Figure is { } figure
            ? pen.Say(pen.KeyOf($"share.{one.Id}", one.IsMean ? "mean" : "share"), [seen], [("title", TitleOf(one, member)), .. DraftPen.ValuesOf(figure)])
            : pen.Say("kept", [seen], ("title", TitleOf(one, member)));
    }

    /// <summary>Beside the year before; nothing without one.</summary>
    public static IEnumerable<ReportSentence> Year(DraftPen pen, ReportIndicator one, int member) =>
        pen.Data.Before is { } before ? Beside(pen, "year", pen.See(one, member, DraftPen.All), pen.Before(one, member, DraftPen.All), ("year", before.Year)) : [];

    /// <summary>A municipality beside its region.</summary>
    public static IEnumerable<ReportSentence> Above(DraftPen pen, ReportIndicator one, int member) =>
        pen.Data.Above is null ? [] : Beside(pen, "above", pen.See(one, member, DraftPen.All), pen.Above(one, member, DraftPen.All));

    /// <summary>Girls beside boys; nothing where nobody's sex is known.</summary>
    public static IEnumerable<ReportSentence> Sex(DraftPen pen, ReportIndicator one, int member)
    {
        SeenFigure female = pen.See(one, member, DraftPen.Female), male = pen.See(one, member, DraftPen.Male);
        if (!SexIsKnown(pen))
        {
            yield break;
        }

        yield return female.Figure is { } girls && male.Figure is { } boys
            ? pen.Say(
                $"sex.{WordOf(Standing.Of(girls, boys))}", [female, male],
                ("female", RussianNumber.Percent(girls.Value)), ("femaleInterval", RussianNumber.Interval(girls.Low, girls.High)), ("male", RussianNumber.Percent(boys.Value)), ("maleInterval", RussianNumber.Interval(boys.Low, boys.High)))
            : pen.Say("sex.unknown", [female, male]);
    }

    /// <summary>The grades with the least and the most, where they differ; otherwise the two that differ most. Alike are they only where every two are.</summary>
    public static IEnumerable<ReportSentence> Grades(DraftPen pen, ReportIndicator one, int member)
    {
        GradeSpread spread = GradeSpread.Of(pen, one, member);
        if (spread.Asked.Length < 2)
        {
            yield break;
        }

        if (spread.Told.Length < 2)
        {
            yield return pen.Say("grades.unknown", spread.Asked.Select(grade => grade.Seen));
            yield break;
        }

        string some = spread.Told.Length < spread.Asked.Length ? ".some" : "";
        if (spread.Widest is not { } ends)
        {
            yield return pen.Say($"grades.alike{some}", spread.Told.Select(grade => grade.Seen));
            yield break;
        }

        (ToldFigure low, ToldFigure high) = (ends.Low.Seen.Figure!, ends.High.Seen.Figure!);
        bool areEnds = low.Value.Equals(spread.Told.Min(grade => grade.Value)) && high.Value.Equals(spread.Told.Max(grade => grade.Value));
        yield return pen.Say(
            $"grades.{(areEnds ? "different" : "pair")}{some}", [ends.Low.Seen, ends.High.Seen],
            ("low", RussianNumber.Percent(low.Value)), ("lowInterval", RussianNumber.Interval(low.Low, low.High)), ("lowGrade", ends.Low.Grade),
            ("high", RussianNumber.Percent(high.Value)), ("highInterval", RussianNumber.Interval(high.Low, high.High)), ("highGrade", ends.High.Grade));
    }

    /// <summary>Of students with special conditions, without a comparison: they are few.</summary>
    public static ReportSentence OfSpecial(DraftPen pen, ReportIndicator one, int member)
    {
        SeenFigure seen = pen.See(one, member, DraftPen.Special);
        return seen.Figure is { } figure ? pen.Say("special", [seen], DraftPen.ValuesOf(figure)) : pen.Say("special.kept", [seen]);
    }

    public static bool SexIsKnown(DraftPen pen) => pen.Data.Figures.Rows.Any(row => row.Part is DraftPen.Female or DraftPen.Male);

    public static string WordOf(FigureStanding standing) => standing switch
    {
        FigureStanding.Unknown => "unknown",
        FigureStanding.Alike => "alike",
        FigureStanding.Higher => "higher",
        FigureStanding.Lower => "lower",
        _ => throw new ArgumentOutOfRangeException(nameof(standing), standing, "No such standing."),
    };

    private static string TitleOf(ReportIndicator one, int member) => one.Members.Length == 1 ? one.Title : one.Members[member].Title;

    private static IEnumerable<ReportSentence> Beside(DraftPen pen, string kind, SeenFigure own, SeenFigure other, params (string Name, object Value)[] values)
    {
        FigureStanding standing = Standing.Of(own.Figure, other.Figure);
        yield return pen.Say($"{kind}.{WordOf(standing)}", [own, other], [.. values, .. other.Figure is { } figure ? DraftPen.ValuesOf(figure) : []]);
    }
}
