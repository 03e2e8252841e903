using System.Collections.Immutable;
using Diagnostics.Engine.Tables;

namespace Diagnostics.Engine.Atlas.Overlay;

/// <summary>The empty collection forms a region fills in, each with one example row that says it is one.</summary>
public static class OverlayForms
{
    /// <summary>A row whose first cell begins so is passed over.</summary>
    public const string Example = "ПРИМЕР";

    internal static readonly ImmutableArray<string> Programmes =
    [
        "id", "title", "kind", "organisation", "address", "latitude", "longitude", "link", "age_from", "age_to", "adapted", "sectors",
        "professions", "source", "date",
    ];

    internal static readonly ImmutableArray<string> Demand = ["code", "system", "year", "volume", "source", "region", "date"];

    /// <summary>A form of the years before it has no such column; its codes are professions.</summary>
    internal const string DemandSystem = "system";

    internal static readonly ImmutableArray<string> Links = ["id", "title", "by", "template", "source", "date"];

    public static void WriteProgrammes(TextWriter output, bool excel) => Write(output, excel, Programmes,
    [
        $"{Example} (удалите строку)", "Название кружка", "programme", "Кто проводит", "Населённый пункт, улица, дом", "55.75", "37.62",
        "https://example.org/", "14", "17", "false", "finance", "accountant; tax-inspector", "Кто сообщил", "2026-11-21",
    ]);

    public static void WriteDemand(TextWriter output, bool excel) => Write(output, excel, Demand,
        [$"{Example} (удалите строку)", "profession", "2026", "0", "Кто сообщил", "Регион", "2026-11-21"]);

    public static void WriteLinks(TextWriter output, bool excel) => Write(output, excel, Links,
    [
        $"{Example} (удалите строку)", "Что там откроется", "profession", $"https://example.org/{AtlasLink.Place}", "Кто сообщил", "2026-11-21",
    ]);

    private static void Write(TextWriter output, bool excel, ImmutableArray<string> columns, ImmutableArray<string> example)
    {
        using TableWriter writer = new(output, excel);
        writer.Row(columns);
        writer.Row(example);
    }
}
