using System.Collections.Immutable;

namespace Diagnostics.Engine.Atlas;

/// <summary>The closed lists of words an atlas may use; the schema states the same.</summary>
internal static class AtlasWords
{
    /// <summary>Scales of the instrument object-of-work.</summary>
    public static readonly ImmutableArray<string> Objects = ["nature", "technique", "human", "sign", "art"];

    public static readonly ImmutableArray<string> Aptitudes = ["verbal", "numerical", "spatial"];

    /// <summary>Scales of the instrument work-values.</summary>
    public static readonly ImmutableArray<string> Values =
        ["earnings", "stability", "help", "mastery", "creativity", "independence", "leadership", "team", "balance", "recognition"];

    public static readonly ImmutableArray<string> Subjects =
    [
        "русский язык", "литература", "иностранный язык", "математика", "информатика", "физика", "химия", "биология", "география",
        "история", "обществознание", "труд (технология)", "изобразительное искусство", "музыка", "физическая культура", "ОБЗР",
    ];

    public static readonly ImmutableArray<string> LinkCodes = ["soc", "okz", "direction", "profession"];
}
