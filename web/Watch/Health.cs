using Diagnostics.Engine;

namespace Diagnostics.Web.Watch;

/// <summary>Whether the process must be started anew, and whether it may be sent anybody; what proxies, systemd and orchestrators ask.</summary>
internal static class Health
{
    /// <summary>False when nothing can be written any more until the program starts anew.</summary>
    public static bool IsLive(DiagnosticsEngine engine) => engine.IsAlive;

    /// <summary>
    /// Why nobody new should be sent here; null: let them come. While the store migrates no door is open yet. A node that lost its store is not ready: on another
    /// node answers may still become durable.
    /// </summary>
    public static string? ReasonNotReady(DiagnosticsEngine engine, ServingState serving) =>
        serving.IsDraining ? "draining"
        : !engine.IsAlive ? "storeEnded"
        : engine.IsStoreLost ? "storeLost"
        : null;

    public static bool IsReady(DiagnosticsEngine engine, ServingState serving) => ReasonNotReady(engine, serving) is null;
}
