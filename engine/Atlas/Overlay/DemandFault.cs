using System.Globalization;

namespace Diagnostics.Engine.Atlas.Overlay;

/// <summary>What is wrong with a row of a forecast.</summary>
/// <param name="Column">As the form calls it.</param>
/// <param name="Said">What stands there, or what it collides with.</param>
public sealed record DemandFault(string Column, DemandFaultKind Kind, string Said)
{
    /// <summary>As the command line says it.</summary>
    internal string Words => Kind switch
    {
        DemandFaultKind.Empty => "is empty",
        DemandFaultKind.TooLong => string.Create(CultureInfo.InvariantCulture, $"is longer than {OverlayRow.LongestWords} characters"),
        DemandFaultKind.System => $"\"{Said}\" is not profession, okz, direction or sector",
        DemandFaultKind.Okz => $"\"{Said}\" is not a group of ОКЗ (one digit to four)",
        DemandFaultKind.Direction => $"\"{Said}\" is not a code like 09.02.07",
        DemandFaultKind.Profession => $"the atlas has no profession \"{Said}\"",
        DemandFaultKind.Sector => $"the atlas has no sector \"{Said}\"",
        DemandFaultKind.Year => $"\"{Said}\" is not a year like 2026",
        DemandFaultKind.Volume => string.Create(CultureInfo.InvariantCulture, $"\"{Said}\" is no number 0..{DemandCheck.MostVolume}"),
        DemandFaultKind.Fraction => "is no whole number",
        DemandFaultKind.Date => $"\"{Said}\" is not a date like 2026-11-20",
        DemandFaultKind.Repeated => $"\"{Said}\" is in the table already",
        DemandFaultKind.Part => $"one of {Said} is a part of the other: it would be counted twice",
        DemandFaultKind.Future => $"\"{Said}\" is still to come",
    };
}

public enum DemandFaultKind
{
    Empty,
    TooLong,

    /// <summary>None of the four systems of codes.</summary>
    System,

    /// <summary>No group of ОКЗ by its form.</summary>
    Okz,

    /// <summary>No code of a study direction by its form.</summary>
    Direction,

    /// <summary>None of the atlas.</summary>
    Profession,

    /// <summary>None of the atlas.</summary>
    Sector,
    Year,

    /// <summary>No number of people.</summary>
    Volume,
    Fraction,
    Date,

    /// <summary>The table says it on an earlier line already.</summary>
    Repeated,

    /// <summary>A group beside its own part, both of which count.</summary>
    Part,

    /// <summary>A day that is still to come: it would stand over all that is said until then.</summary>
    Future,
}
