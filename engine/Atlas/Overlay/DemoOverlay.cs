namespace Diagnostics.Engine.Atlas.Overlay;

/// <summary>
/// What stands in a region's place beside simulated answers: four invented rows for every sector, each of which says that it is an
/// example. No demand and no links: an invented figure could be taken for a real one.
/// </summary>
internal static class DemoOverlay
{
    private const string Source = "Пример, придумано для показа";
    private const string Date = "2026-11-21";

    public static RegionalOverlay Of(AtlasYear atlas) => new("Пример", atlas.Year)
    {
        Programmes =
        [
            .. atlas.Sectors.SelectMany(sector => (RegionalProgramme[])
            [
                Row(sector, "trial", "Пример: профпроба на один день") with { AgeFrom = 14 },
                Row(sector, "programme", "Пример: кружок по субботам") with { AgeFrom = 12, AgeTo = 15, Adapted = true },
                Row(sector, "excursion", "Пример: экскурсия с рассказом о работе"),
            ]),
        ],
        Resources =
        [
            .. atlas.Sectors.Select(sector => Row(sector, "resource", "Пример: сайт, где об этом рассказывают")
                with { Address = "", Link = "https://example.org/", Adapted = true }),
        ],
    };

    private static RegionalProgramme Row(Sector sector, string kind, string title) => new(
        $"{kind}-{sector.Id}", $"{title} («{sector.Title}»)", kind, "Пример организации", "Пример адреса", null, Adapted: false, Source, Date)
    {
        Sectors = [sector.Id],
        Professions = [],
    };
}
