namespace Diagnostics.Engine.Sittings;

public enum SittingPlace
{
    /// <summary>Together, with a teacher who starts it.</summary>
    Class,

    /// <summary>Each at home and when they like: it is on from the start until its end.</summary>
    Home,
}
