using System.Collections.Immutable;
using System.Text;
using Diagnostics.Engine;
using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.Indicators;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.YearReports;
using Diagnostics.Tests.Indicators;

namespace Diagnostics.Tests.YearReports;

/// <summary>Reports of invented regions, without a store.</summary>
internal static class InventedReport
{
    /// <summary>As many members as <see cref="InventedCounts"/> counts.</summary>
    public static readonly IndicatorLibrary Library = IndicatorReader.Read(Encoding.UTF8.GetBytes("""
        {"schema": 1, "version": "1.0.0",
         "courses": {"finished": {"ru": "Прошли до конца"}, "unfinished": {"ru": "Не закончили"}, "notCome": {"ru": "Не пришли"}, "refused": {"ru": "Отказались"}},
         "indicators": [
           {"id": "participation", "title": {"ru": "Участие"}, "note": {"ru": "Все"}, "counts": "course"},
           {"id": "talk", "title": {"ru": "Разговор"}, "note": {"ru": "Ответившие"}, "counts": "chosen", "instrument": "plans", "item": "talk"},
           {"id": "help", "title": {"ru": "Помощь"}, "note": {"ru": "Ответившие"}, "counts": "chosen", "instrument": "plans", "item": "help"},
           {"id": "satisfaction", "title": {"ru": "Отзыв"}, "note": {"ru": "Ответившие"}, "counts": "points", "instrument": "satisfaction", "items": ["s1", "s2", "s3"]}
         ]}
        """), InstrumentLibrary.LoadBuiltIn(), AtlasLibrary.LoadBuiltIn().Newest).Library!;

    private static readonly ReportDrafter Drafter = new(Phrases.LoadBuiltIn());

    public static ReportDocument Draft(ReportData data) => Drafter.Draft(data, Sha256Hex.Of(CanonicalJson.Of(data)));

    /// <summary>Every place's data of a told region, with another year before it.</summary>
    public static IEnumerable<ReportData> Of(ToldFigures told, ToldFigures? before) =>
    [
        Data(told.Region, [.. told.Municipalities.Select(one => one.Place)], null, before?.Region) with { Kind = "region" },
        .. told.Municipalities.Select((one, place) => Data(one.Place, one.Schools, told.Region, before?.Municipalities.ElementAtOrDefault(place)?.Place)),
    ];

    public static ReportData Data(ToldPlace place, ImmutableArray<ToldPlace> under, ToldPlace? above, ToldPlace? before) => new(
        ReportData.FormatNumber, "municipality", place.Id, place.Name, 2026, false, 1, "reading", 4321, 4004, [new("atHome", 300), new("sitting", 21), new("extraTime", null)], 0, 0, 0, Library.Version, ReportSource.Titled(Library), place, under, above,
        before is null ? null : new IndicatorYear(2025, before) { LeftIn = 2026, Step = 1 }, 40, [], [], []);

    /// <summary>A place with one row of figures a part: members of all indicators, from the first on; the rest is not told.</summary>
    public static ToldPlace Place(params (string Part, ToldFigure?[] Figures)[] rows) =>
        new("place", "Край", [.. rows.Select(row => new ToldRow(row.Part, [.. row.Figures, .. Enumerable.Repeat<ToldFigure?>(null, Library.Width - row.Figures.Length)]))]);

    public static ToldFigure Share(double value, double half, long n = 1000) => new(n, (long)Math.Round(value * n), value, Math.Round(value - half, 3), Math.Round(value + half, 3));

    public static string TextOf(ReportDocument document, string paragraph) => document.Sections.SelectMany(section => section.Paragraphs).Single(one => one.Id == paragraph).Text;
}
