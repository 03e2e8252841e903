using System.Collections.Immutable;

namespace Diagnostics.Engine.Atlas;

/// <summary>Subjects one school teaches in depth in a profile. A sample: the student's own school may choose others.</summary>
/// <param name="School">What the school is called, and nothing else.</param>
/// <param name="Note">What one must know about the sample, e.g. how old it is; null when nothing.</param>
public sealed record SubjectSample(ImmutableArray<string> Subjects, string School, string Link, string? Note);
