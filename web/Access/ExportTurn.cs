namespace Diagnostics.Web.Access;

/// <summary>One look through all sessions at a time: it reads the whole campaign beside what else the server does.</summary>
internal sealed class ExportTurn
{
    private int _taken;

    /// <summary>Null while another is under way; give it back by disposing.</summary>
    public IDisposable? TryTake() => Interlocked.Exchange(ref _taken, 1) == 0 ? new Taken(this) : null;

    private sealed class Taken(ExportTurn turn) : IDisposable
    {
        public void Dispose() => Interlocked.Exchange(ref turn._taken, 0);
    }
}
