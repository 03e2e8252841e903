namespace Diagnostics.Engine.Sessions;

/// <summary>
/// Carries what connected clients must be told from where it happens to whoever pushes it, and on a shared store to the other nodes. Rung outside every lock.
/// </summary>
internal sealed class ControlBell
{
    public event Action<SessionControl>? Rung;

    /// <summary>What happened on this node and others are to hear of.</summary>
    public event Action<NodeNews>? Told;

    public void Ring(SessionControl control) => Ring(new NodeNews(control));

    /// <summary>The same with what other nodes need besides.</summary>
    public void Ring(NodeNews news)
    {
        Pass(news.Control);
        Told?.Invoke(news);
    }

    /// <summary>It was rung on another node.</summary>
    public void Pass(SessionControl control) => Rung?.Invoke(control);
}
