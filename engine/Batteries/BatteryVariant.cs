namespace Diagnostics.Engine.Batteries;

/// <summary>In which form a battery is given. It names the form, never a diagnosis or a reason.</summary>
public enum BatteryVariant
{
    /// <summary>As most students of the grade take it.</summary>
    Standard,

    /// <summary>The same instruments without a limit of time, in several sittings.</summary>
    Untimed,

    /// <summary>Fewer and shorter instruments in simple words.</summary>
    Simple,

    /// <summary>Activities as pictures with a word or two.</summary>
    Pictogram,
}
