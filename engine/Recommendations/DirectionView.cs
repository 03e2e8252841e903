using Diagnostics.Engine.Atlas;

namespace Diagnostics.Engine.Recommendations;

/// <summary>A study direction as it is shown; examinations only to grades 10–11.</summary>
public sealed record DirectionView(
    string Code,
    string Title,
    DirectionLevel Level,
    string Group,
    string Description,
    string Edition,
    bool Verified,
    IReadOnlyList<string> Subjects,
    IReadOnlyList<ExamSample> Exams);

/// <summary>A profile of grades 10–11 that prepares for the directions shown.</summary>
public sealed record ProfileView(string Id, string Title, string Description, IReadOnlyList<SubjectSample> Samples);

/// <summary>Where figures and codes come from.</summary>
public sealed record SourceView(string Id, string Title, string Date, string? Licence, string? Note);
