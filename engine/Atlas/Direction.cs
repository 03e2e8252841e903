using System.Collections.Immutable;

namespace Diagnostics.Engine.Atlas;

/// <summary>A study direction of СПО or ВО.</summary>
/// <param name="Code">Code of the state list, NN.NN.NN.</param>
/// <param name="Title">Title of the state list.</param>
/// <param name="Level">What one becomes.</param>
/// <param name="Group">Title of the enlarged group the code begins with.</param>
/// <param name="Description">One sentence in our own words.</param>
/// <param name="Edition">Which edition of the list the title was read in.</param>
/// <param name="Verified">Whether a source of these years confirms code and title; otherwise the page says "check before you act".</param>
public sealed record Direction(
    string Code, string Title, DirectionLevel Level, string Group, string Description, string Edition, bool Verified)
{
    /// <summary>School subjects to be good at.</summary>
    public required ImmutableArray<string> Subjects { get; init; }

    /// <summary>Entrance examinations of single institutions, as samples; empty when none was found.</summary>
    public required ImmutableArray<ExamSample> Exams { get; init; }

    /// <summary>Identifiers of sources.</summary>
    public required ImmutableArray<string> Sources { get; init; }

    /// <summary>First two digits and zeros: the enlarged group.</summary>
    public string GroupCode => $"{Code[..2]}.00.00";

    /// <summary>Whether it is learnt at a college (СПО).</summary>
    public bool IsCollege => Level is DirectionLevel.WorkerTraining or DirectionLevel.CollegeSpecialty;
}
