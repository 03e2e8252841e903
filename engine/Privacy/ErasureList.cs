using System.Text;

namespace Diagnostics.Engine.Privacy;

/// <summary>
/// The sessions that were erased, in a file of the data folder: younger than any backup, so that a restored store loses again what was
/// erased after it was made. A line a session; it names no person and, once the data are gone, nothing at all.
/// </summary>
internal sealed class ErasureList(string dataFolder)
{
    public const string FileName = "erasures.txt";
    private readonly string _path = Path.Combine(dataFolder, FileName);
    private readonly Lock _gate = new();

    /// <summary>On the disk before it returns: what is erased after it is erased for good.</summary>
    public void Add(IReadOnlyCollection<string> sessions)
    {
        if (sessions.Count == 0)
        {
            return;
        }

        lock (_gate)
        {
            using var file = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.Read);
            file.Write(Encoding.ASCII.GetBytes(string.Concat(sessions.Select(sessionId => sessionId + "\n"))));
            file.Flush(flushToDisk: true);
        }
    }

    /// <summary>A line that a crash cut off names no session and is passed over.</summary>
    public IReadOnlyList<string> Read() => File.Exists(_path)
        ? [.. File.ReadAllText(_path).Split('\n')[..^1].Where(line => line.Length > 0).Distinct(StringComparer.Ordinal)]
        : [];
}
