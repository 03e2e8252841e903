namespace Diagnostics.Engine.Indicators;

/// <summary>Which of a place's students a figure is of.</summary>
public enum IndicatorPart
{
    All,

    /// <summary>Students with an accommodation code or a special form; told from ten of them on.</summary>
    Special,

    Female,

    Male,
}
