namespace Diagnostics.Engine.Instruments;

public enum InstrumentStatus
{
    /// <summary>No norms yet («апробация»): raw scores and shares of the maximum only.</summary>
    Pilot,

    /// <summary>Norms exist and are frozen.</summary>
    Normed,
}
