using System.Collections.Immutable;
using Diagnostics.Engine.Indicators;
using Diagnostics.Engine.Russian;

namespace Diagnostics.Engine.YearReports;

/// <summary>What a section is drafted with: the words, and every figure by its name. A sentence carries the figures it was made of. Pure.</summary>
internal sealed class DraftPen(Phrases phrases, ReportData data)
{
    public const string All = "all";
    public const string Special = "special";
    public const string Female = "female";
    public const string Male = "male";

    public ReportData Data => data;

    public string Words(string key, params (string Name, object Value)[] values) => phrases.Say(key, values);

    /// <summary>The first of these phrases that there is.</summary>
    public string KeyOf(string own, string general) => phrases.Has(own) ? own : general;

    public ReportSentence Say(string key, IEnumerable<SeenFigure> rests, params (string Name, object Value)[] values) => new(phrases.Say(key, values), [.. rests]);

    public ReportIndicator? Find(string id) => data.Indicators.FirstOrDefault(one => one.Id == id);

    public string PartWords(string part) => part is All or Special or Female or Male ? Words($"part.{part}") : Words("part.grade", ("grade", part));

    /// <summary>A figure of this place and year.</summary>
    public SeenFigure See(ReportIndicator one, int member, string part) => See(data.Figures, one, member, part, []);

    /// <summary>The same a year ago.</summary>
    public SeenFigure Before(ReportIndicator one, int member, string part) => See(data.Before?.Place, one, member, part, data.Before is { } before ? [YearWords(before.Year)] : []);

    /// <summary>The same of the region a municipality lies in.</summary>
    public SeenFigure Above(ReportIndicator one, int member, string part) => See(data.Above, one, member, part, [Words("column.above")]);

    /// <summary>The same of a place right under this one.</summary>
    public SeenFigure Under(ToldPlace place, ReportIndicator one, int member) => See(place, one, member, All, [place.Name]);

    public string YearWords(int year) => Words("column.year", ("year", year));

    /// <summary>What a phrase may name of a figure.</summary>
    public static (string Name, object Value)[] ValuesOf(ToldFigure figure) =>
    [
        ("value", RussianNumber.Percent(figure.Value)), ("interval", RussianNumber.Interval(figure.Low, figure.High)), ("n", figure.N), .. figure.Count is { } count ? [("count", count)] : Array.Empty<(string, object)>(),
    ];

    private SeenFigure See(ToldPlace? place, ReportIndicator one, int member, string part, string[] besides)
    {
        ImmutableArray<ToldFigure?>? row = place?.Rows.FirstOrDefault(row => row.Part == part)?.Figures;
        string name = one.Members.Length == 1 ? one.Title : $"{one.Title}: {one.Members[member].Title}";
        return new SeenFigure(string.Join(" · ", [name, PartWords(part), .. besides]), row?[one.First + member]);
    }
}
