using System.Collections.Immutable;

namespace Diagnostics.Scoring.Norms;

/// <summary>The tables of all scales in the group that was found for a person. Immutable.</summary>
/// <param name="Group">The group that is used; its <see cref="NormGroup.Level"/> is stored with the result.</param>
/// <param name="Tables">One table per scale, in the order of the norms' scores.</param>
public sealed record NormLevel(NormGroup Group, ImmutableArray<NormTable> Tables)
{
    /// <summary>Whether every table has enough respondents; only everybody's may have too few.</summary>
    public bool IsFrozen => Tables.All(table => table.IsFrozen);
}
