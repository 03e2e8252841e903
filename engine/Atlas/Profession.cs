using System.Collections.Immutable;

namespace Diagnostics.Engine.Atlas;

/// <summary>A profession as students, parents and psychologists read it; valid inside its atlas only.</summary>
/// <param name="Code">Identifier inside the atlas, never reused for another profession.</param>
/// <param name="Title">Title in everyday use.</param>
/// <param name="Description">One sentence in our own words.</param>
/// <param name="Sector">Identifier of its sector.</param>
/// <param name="WorkObject">What it mostly deals with, a scale of the instrument object-of-work (Klimov's scheme).</param>
/// <param name="Soc">Nearest occupation of O*NET-SOC 2019, which <paramref name="Interests"/> are those of.</param>
/// <param name="Interests">Interest values 1..7 of that occupation in the order R, I, A, S, E, C, [6].</param>
public sealed record Profession(
    string Code, string Title, string Description, string Sector, string WorkObject, string Soc, ImmutableArray<double> Interests)
{
    /// <summary>Group of the Russian classification of occupations (ОКЗ), or null when none surely covers it.</summary>
    public string? Okz { get; init; }

    /// <summary>Which of verbal, numerical, spatial the work leans on most.</summary>
    public required ImmutableArray<string> Aptitudes { get; init; }

    /// <summary>What the work typically gives: scales of the instrument work-values.</summary>
    public required ImmutableArray<string> Values { get; init; }

    /// <summary>Three points of a typical day.</summary>
    public required ImmutableArray<string> Day { get; init; }

    /// <summary>School subjects that help.</summary>
    public required ImmutableArray<string> Subjects { get; init; }

    /// <summary>Codes of study directions that lead there, СПО first.</summary>
    public required ImmutableArray<string> Ways { get; init; }

    /// <summary>What the work asks of a person.</summary>
    public required ImmutableArray<string> Requirements { get; init; }

    /// <summary>What is worth talking over with a doctor: information for a consultation, never computed against anybody.</summary>
    public required ImmutableArray<string> Health { get; init; }

    /// <summary>Whether the work is commonly open to people with disabilities with usual adaptations.</summary>
    public required bool Adapted { get; init; }

    /// <summary>Codes of close professions.</summary>
    public required ImmutableArray<string> Related { get; init; }

    /// <summary>Sources of its figures and codes.</summary>
    public required ImmutableArray<string> Sources { get; init; }
}
