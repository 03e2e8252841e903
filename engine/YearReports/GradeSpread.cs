using System.Collections.Immutable;
using System.Globalization;

namespace Diagnostics.Engine.YearReports;

/// <summary>One figure over the grades. Pure.</summary>
/// <param name="Asked">All grades it is of.</param>
/// <param name="Told">Those of which it is told.</param>
/// <param name="Widest">Of all pairs whose intervals do not meet the one that differs most; null where there is none.</param>
internal sealed record GradeSpread(ImmutableArray<GradeFigure> Asked, ImmutableArray<GradeFigure> Told, (GradeFigure Low, GradeFigure High)? Widest)
{
    /// <summary>How far the two are apart; 0 without them.</summary>
    public double Width => Widest is { } ends ? ends.High.Value - ends.Low.Value : 0;

    public static GradeSpread Of(DraftPen pen, ReportIndicator one, int member)
    {
        ImmutableArray<GradeFigure> asked = [.. pen.Data.Grades.Where(one.IsOf).Select(grade => new GradeFigure(grade, pen.See(one, member, grade.ToString(CultureInfo.InvariantCulture))))];
        ImmutableArray<GradeFigure> told = [.. asked.Where(grade => grade.Seen.Figure is not null)];
        var apart =
            from low in told
            from high in told
            where Standing.Of(high.Seen.Figure, low.Seen.Figure) == FigureStanding.Higher
            orderby high.Value - low.Value descending
            select (low, high);
        return new GradeSpread(asked, told, apart.Cast<(GradeFigure, GradeFigure)?>().FirstOrDefault());
    }
}

/// <summary>One figure of one grade.</summary>
internal sealed record GradeFigure(int Grade, SeenFigure Seen)
{
    /// <summary>Where it is told.</summary>
    public double Value => Seen.Figure!.Value;
}
