using System.Collections.Immutable;

namespace Diagnostics.Engine.Instruments.Json;

/// <summary>The property names an object must and may have; stands in the schema as <c>$defs/Name</c>, and a test compares them.</summary>
internal sealed record JsonShape(string Name, ImmutableArray<string> Required, ImmutableArray<string> Optional)
{
    public bool Has(string name) => Required.Contains(name) || Optional.Contains(name);
}
