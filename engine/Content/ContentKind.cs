namespace Diagnostics.Engine.Content;

/// <summary>What a content file is; told from the properties it has.</summary>
public enum ContentKind
{
    Instrument,
    Battery,
    Readings,
    Atlas,
    Entered,
    Indicators,
}
