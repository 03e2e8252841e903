using Diagnostics.Engine.Indicators;

namespace Diagnostics.Engine.YearReports;

/// <summary>How one figure stands to another: called different only where their 95 % intervals do not meet, as on the page of indicators. Pure.</summary>
internal enum FigureStanding
{
    /// <summary>One of the two is not told.</summary>
    Unknown,

    Alike,

    Higher,

    Lower,
}

internal static class Standing
{
    public static FigureStanding Of(ToldFigure? one, ToldFigure? other) =>
        one is null || other is null ? FigureStanding.Unknown
        : one.Low > other.High ? FigureStanding.Higher
        : one.High < other.Low ? FigureStanding.Lower
        : FigureStanding.Alike;
}
