using System.Collections.Immutable;

namespace Diagnostics.Engine.Monitoring;

/// <summary>
/// What of scales and items may be told. A grade of fewer than <see cref="ToldGroups.Least"/> students is not, and then none is beside all together; statistics of a scale that fewer answered
/// completely are not either. Means of all together are kept back where taking the grades' means from them, here or among the norms, would leave those of few. Pure.
/// </summary>
internal static class ToldItems
{
    /// <param name="grades">By grade, then all together.</param>
    public static ImmutableArray<GradeItems> Of(ImmutableArray<GradeItems> grades)
    {
        bool areGradesTold = grades.All(grade => grade.Respondents >= ToldGroups.Least);
        return
        [
            .. (areGradesTold ? grades : grades.Where(grade => grade.Grade is null))
                .Where(grade => grade.Respondents >= ToldGroups.Least).Select(grade => Tell(grade, grades, areGradesTold)),
        ];
    }

    private static GradeItems Tell(GradeItems told, ImmutableArray<GradeItems> grades, bool areGradesTold)
    {
        Dictionary<string, Telling> telling = told.Scales.ToDictionary(scale => scale.Id, TellingOf, StringComparer.Ordinal);
        return told with
        {
            Scales = [.. told.Scales.Select(scale => Tell(scale, telling[scale.Id]))],
            Items = [.. told.Items.Select(item => item.Scale is { } scale && telling.TryGetValue(scale, out Telling how) ? Tell(item, how, areGradesTold) : item)],
        };

        Telling TellingOf(ScaleFigures scale) => scale.Complete < ToldGroups.Least ? Telling.Nothing
            : told.Grade is null && grades.Any(grade => grade.Grade is not null && grade.Scales.Any(one => one.Id == scale.Id && one.Complete is > 0 and < ToldGroups.Least)) ? Telling.NoMeans
            : Telling.All;
    }

    private static ScaleFigures Tell(ScaleFigures scale, Telling how) => how switch
    {
        Telling.Nothing => scale with { Mean = null, Deviation = null, Alpha = null, AlphaLow = null, AlphaHigh = null, Omega = null, StandardError = null },
        // Error and alpha together are the deviation again.
        Telling.NoMeans => scale with { Mean = null, Deviation = null, StandardError = null },
        _ => scale with { Mean = ToldMoment.Of(scale.Mean), Deviation = ToldMoment.Of(scale.Deviation) },
    };

    // The sum of the items' means is the scale's. Shares of points are told of grades on this page alone: where no grade is told, there is nothing to take them from.
    private static ItemFigures Tell(ItemFigures item, Telling how, bool areGradesTold) => how switch
    {
        Telling.Nothing => item with { Mean = null, Deviation = null, ItemRest = null, AlphaWithout = null, Difficulty = null },
        Telling.NoMeans => item with { Mean = null, Deviation = null, Difficulty = areGradesTold ? null : item.Difficulty },
        _ => item,
    };

    private enum Telling
    {
        Nothing,
        NoMeans,
        All,
    }
}

/// <summary>A mean or a deviation as it is sent: exact ones of yesterday and today, with how many, would be the score of whoever came between.</summary>
internal static class ToldMoment
{
    private const int Digits = 2;

    /// <param name="value">Null or no number: not available.</param>
    public static double? Of(double? value) => value is { } known && double.IsFinite(known) ? Math.Round(known, Digits) : null;
}
