namespace Diagnostics.Engine.Readings;

/// <summary>Where a scale stands among the person's own answers. There are no norms, so it says nothing about other people.</summary>
public enum ReadingLevel
{
    Low,
    Middle,
    High,
}
