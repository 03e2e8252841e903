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

    /// <summary>The standard form over two lessons: the limited sections and the last questions in the second one.</summary>
    TwoLessons,

    /// <summary>The untimed form without the sections that live by their drawings, for a screen reader.</summary>
    Reader,
}
