namespace Diagnostics.Engine.Adaptive;

/// <summary>What a simulated person takes.</summary>
public enum PrecisionForm
{
    /// <summary>Tasks chosen by the answers so far.</summary>
    Adaptive,

    /// <summary>The bank's fixed form, evenly from easy to hard.</summary>
    Fixed,

    /// <summary>The fixed form of the same length that is the most exact on average, if the parameters hold: what a fixed form could do at best.</summary>
    BestFixed,
}
