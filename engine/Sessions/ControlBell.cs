namespace Diagnostics.Engine.Sessions;

/// <summary>Carries what connected clients must be told from where it happens to whoever pushes it. Rung outside every lock.</summary>
internal sealed class ControlBell
{
    public event Action<SessionControl>? Rung;

    public void Ring(SessionControl control) => Rung?.Invoke(control);
}
