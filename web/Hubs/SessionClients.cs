using Diagnostics.Engine.Sessions;

namespace Diagnostics.Web.Hubs;

/// <summary>What the server says to a student's page without being asked.</summary>
public interface ISessionClient
{
    Task Ctl(ControlMessage message);
}

/// <param name="Kind">Superseded (for clients whose epoch is below Epoch) or Lesson.</param>
/// <param name="Epoch">Windows with a lower one are superseded; nobody's own.</param>
/// <param name="Run">The lesson's new state.</param>
/// <param name="SpreadMs">With the start of a lesson: within how long the page opens, at a moment of its own; when it is asked to move: within how long it does; otherwise 0.</param>
public sealed record ControlMessage(ControlKind Kind, long? Epoch, LessonState? Run, int SpreadMs);
