namespace Diagnostics.Engine.Instruments;

/// <summary>One option: a text, and for picture items the body of an SVG drawing (checked by the reader against a short list of elements).</summary>
public sealed record Option(LocalText Text, string? Svg);
