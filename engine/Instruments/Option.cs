namespace Diagnostics.Engine.Instruments;

/// <summary>One option: a text, and for picture items a drawing; the text then is the picture's name for those who do not see it.</summary>
public sealed record Option(LocalText Text, SvgElement? Svg);
