using System.Collections.Immutable;

namespace Diagnostics.Engine.FrozenNorms;

/// <summary>A profile's sections beside frozen norms.</summary>
/// <param name="IsUnproven">A version it should be seen in is not there, or its signature does not hold here: its key is unknown, or it was changed.</param>
internal sealed record SeenBook(ImmutableArray<SeenNorms> Sections, bool IsUnproven)
{
    public static SeenBook Nothing { get; } = new([], IsUnproven: false);
}

/// <summary>One section's scores as a psychologist sees them beside a frozen version. Never a student's: what a student may be told comes with the release.</summary>
/// <param name="Title">Of the section.</param>
/// <param name="Form">Of the instrument.</param>
/// <param name="Year">Of the campaign the norms are of.</param>
/// <param name="IsSimulated">They are of the engine's own students, as this session is.</param>
/// <param name="Grade">Beside the grade, both sexes together; where the grade is too small, beside all grades.</param>
/// <param name="Group">Beside the narrowest group with enough students; null where none narrower than the grade has.</param>
/// <param name="Narrower">Narrower groups that have too few.</param>
public sealed record SeenNorms(
    string Title, string Instrument, string Form, string Id, int Year, long Number, long MadeAtMs, bool IsSimulated, SeenGroup Grade, SeenGroup? Group,
    ImmutableArray<ImmutableArray<GroupPart>> Narrower);

/// <param name="Parts">Empty for everybody.</param>
/// <param name="IsProvisional">Fewer than 300 students.</param>
public sealed record SeenGroup(ImmutableArray<GroupPart> Parts, bool IsProvisional, ImmutableArray<SeenScale> Scales);

/// <param name="Column">grade, sex or municipality.</param>
public sealed record GroupPart(string Column, string Value);

/// <param name="T">50 + 10 z; null where there is no score.</param>
/// <param name="Percentile">Mid-rank, 0..100.</param>
/// <param name="Low">95 % interval (Wilson): of the norm group's size alone, not of the error of measurement.</param>
/// <param name="Students">Of the group.</param>
public sealed record SeenScale(string Id, string Title, double? Raw, double? T, double? Percentile, double? Low, double? High, long Students);
