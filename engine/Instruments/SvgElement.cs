using System.Collections.Immutable;

namespace Diagnostics.Engine.Instruments;

/// <summary>
/// One element of a picture, from the reader's short list of shapes. A tree of values, not markup: whoever draws it creates elements,
/// so that no text of an instrument ever becomes HTML.
/// </summary>
/// <param name="Tag">"svg" at the root, below it a shape or "g".</param>
/// <param name="Attributes">Geometry and paint; names and values are checked by the reader.</param>
/// <param name="Children">Child elements in drawing order.</param>
public sealed record SvgElement(string Tag, ImmutableSortedDictionary<string, string> Attributes, ImmutableArray<SvgElement> Children);
