using System.Collections.Immutable;
using Diagnostics.Scoring.Interests;

namespace Diagnostics.Engine.Atlas.Exchange;

/// <summary>How a property stands in a cell.</summary>
internal enum AtlasCell
{
    /// <summary>As it is; an empty cell is no property.</summary>
    Text,

    /// <summary>Joined by "; ".</summary>
    List,

    /// <summary>true or false.</summary>
    Flag,

    /// <summary>One number of the object "interests".</summary>
    Interest,
}

/// <summary>A column of an atlas table: the property of the same name.</summary>
internal sealed record AtlasColumn(string Name, AtlasCell Cell)
{
    /// <summary>Columns of a table in their order. The exams of a direction are objects and stay in the file.</summary>
    public static ImmutableArray<AtlasColumn> Of(AtlasTable table) => table switch
    {
        AtlasTable.Professions =>
        [
            .. Texts("code", "title", "description", "sector", "object", "soc", "okz"),
            .. HollandCode.Letters.Select(letter => new AtlasColumn(letter.ToString(), AtlasCell.Interest)),
            .. Lists("aptitudes", "values", "day", "subjects", "ways", "requirements", "health"),
            new("adapted", AtlasCell.Flag),
            .. Lists("related", "sources"),
        ],
        AtlasTable.Directions =>
        [
            .. Texts("code", "title", "group", "description", "edition"),
            new("verified", AtlasCell.Flag),
            .. Lists("subjects", "sources"),
        ],
    };

    private static IEnumerable<AtlasColumn> Texts(params string[] names) => names.Select(name => new AtlasColumn(name, AtlasCell.Text));

    private static IEnumerable<AtlasColumn> Lists(params string[] names) => names.Select(name => new AtlasColumn(name, AtlasCell.List));
}
