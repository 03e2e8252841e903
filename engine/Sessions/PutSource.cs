namespace Diagnostics.Engine.Sessions;

/// <summary>Whose hand a batch comes from.</summary>
internal enum PutSource
{
    /// <summary>The device that holds the session: a sign of life, and no faster than people answer.</summary>
    Device,

    /// <summary>Somebody who brought a slip: no sign of life of the device.</summary>
    Brought,

    /// <summary>Somebody who keyed a form: no device at all, and no clock that saw the answers.</summary>
    Paper,

    /// <summary>The engine's own students, who answer faster than people do.</summary>
    Simulated,
}
