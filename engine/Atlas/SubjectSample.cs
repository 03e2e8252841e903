using System.Collections.Immutable;

namespace Diagnostics.Engine.Atlas;

/// <summary>Subjects one school teaches in depth in a profile. A sample: the student's own school may choose others.</summary>
public sealed record SubjectSample(ImmutableArray<string> Subjects, string School, string Link);
