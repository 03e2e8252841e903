using System.Collections.Immutable;

namespace Diagnostics.Engine.Atlas;

/// <summary>A profile of grades 10–11.</summary>
/// <param name="Id">Identifier inside the atlas.</param>
/// <param name="Title">Title.</param>
/// <param name="Description">What it prepares for, in our own words.</param>
/// <param name="Groups">Enlarged groups of directions (NN.00.00) it prepares for best.</param>
/// <param name="Samples">Which subjects single schools teach in depth.</param>
public sealed record SchoolProfile(
    string Id, string Title, string Description, ImmutableArray<string> Groups, ImmutableArray<SubjectSample> Samples);
