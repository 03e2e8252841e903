using System.Text;

namespace Diagnostics.Engine.Storage;

/// <summary>
/// The deeds that no restore may undo, in a file of the data folder: younger than any backup. A deed is on the disk before its transaction
/// commits (<see cref="WriteScope.Keep"/>); the next start does again what the store does not hold.
/// </summary>
internal sealed class LastingDeeds(string dataFolder)
{
    public const string FileName = "lasting-deeds.txt";

    /// <summary>The list of a version that kept erasures alone: a session a line.</summary>
    private const string Erasures = "erasures.txt";

    private readonly string _path = Path.Combine(dataFolder, FileName);

    /// <summary>On the disk before it returns. Called by the writer's thread alone.</summary>
    public void Add(IReadOnlyCollection<LastingDeed> deeds)
    {
        using var file = new FileStream(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);

        // A line that a crash cut off stays alone on its line.
        string before = file.Length > 0 && LastByte(file) != '\n' ? "\n" : "";
        file.Seek(0, SeekOrigin.End);
        file.Write(Encoding.UTF8.GetBytes(before + string.Concat(deeds.Select(deed => deed.Line + "\n"))));
        file.Flush(flushToDisk: true);
    }

    /// <summary>Everything listed, in its order, each once.</summary>
    /// <returns>The deeds, and how many lines were none.</returns>
    public (IReadOnlyList<LastingDeed> Deeds, int Unread) Read()
    {
        LastingDeed?[] read =
        [
            .. Lines(Path.Combine(dataFolder, Erasures)).Select(session => new LastingDeed(LastingDeedKind.Erased, session)),
            .. Lines(_path).Select(LastingDeed.Read),
        ];
        return ([.. read.OfType<LastingDeed>().DistinctBy(deed => deed.Line, StringComparer.Ordinal)], read.Count(deed => deed is null));
    }

    private static IEnumerable<string> Lines(string path) => File.Exists(path)
        ? File.ReadAllText(path).Split('\n')[..^1].Where(line => line.Length > 0)
        : [];

    private static int LastByte(FileStream file)
    {
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte();
    }
}
