namespace Diagnostics.Engine.Sessions;

/// <summary>Whether anybody new is let in: not while the option says so, nor while the operator's file lies in the data folder.</summary>
internal sealed class EntryGate(string dataFolder, bool closed, TimeProvider clock)
{
    /// <summary>Made by the operator's hand while the server runs, and taken away again.</summary>
    public const string FileName = "entry-closed";

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    private readonly string _file = Path.Combine(dataFolder, FileName);
    private readonly Lock _gate = new();
    private long? _lookedAt;
    private bool _isThere;

    /// <summary>The file is looked for at most every two seconds.</summary>
    public bool IsClosed
    {
        get
        {
            lock (_gate)
            {
                if (_lookedAt is not { } last || clock.GetElapsedTime(last) >= LookEvery)
                {
                    (_lookedAt, _isThere) = (clock.GetTimestamp(), File.Exists(_file));
                }

                return closed || _isThere;
            }
        }
    }
}
