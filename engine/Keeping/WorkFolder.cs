using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Keeping;

/// <summary>A folder for unfinished work that only its owner may read; gone with all in it at the end, and begun empty after a crash.</summary>
internal sealed class WorkFolder : IDisposable
{
    private readonly string _path;

    public WorkFolder(string path)
    {
        _path = path;
        Clear();
        OwnFile.MakeFolder(path);
    }

    public string PathOf(string name) => Path.Combine(_path, name);

    public void Dispose() => Clear();

    private void Clear()
    {
        if (Directory.Exists(_path))
        {
            Directory.Delete(_path, recursive: true);
        }
    }
}
