using System.Diagnostics;
using System.Text;

namespace Diagnostics.Tests.Faults;

/// <summary>A disk that fails when it is told to: a small library preloaded before the server, and the file that tells it.</summary>
internal sealed class FaultyDisk : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("diagnostics-disk-");

    public FaultyDisk()
    {
        string shim = Path.Combine(_folder.FullName, "shim.so");
        using Process compiler = Process.Start(
            Compiler!, ["-shared", "-fPIC", "-O2", "-o", shim, Path.Combine(Repository.Root, "tests", "Faults", "disk_shim.c"), "-ldl", "-lpthread"]);
        compiler.WaitForExit();
        Assert.Equal(0, compiler.ExitCode);
        Environment = new Dictionary<string, string> { ["LD_PRELOAD"] = shim, ["DISK_FAULT"] = Control };
    }

    /// <summary>For the server's process.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>The same, and every change is noted so that a power cut can take it back.</summary>
    public IReadOnlyDictionary<string, string> EnvironmentWithUndo => new Dictionary<string, string>(Environment) { ["DISK_UNDO"] = Undo };

    /// <summary>All that was written until now has reached the disk, as a system does by itself after a while: a power cut takes only what comes later.</summary>
    public void WriteBack() => File.Delete(Undo);

    /// <summary>Takes back what was written and not synced, the last change first, as a power cut may; the server must be dead.</summary>
    /// <returns>How many changes were taken back.</returns>
    public int CutPower()
    {
        Dictionary<string, Stack<Change>> unsynced = [];
        using (BinaryReader undo = new(File.OpenRead(Undo)))
        {
            while (undo.BaseStream.Position < undo.BaseStream.Length)
            {
                (long name, long old, long at, long size) = (undo.ReadInt64(), undo.ReadInt64(), undo.ReadInt64(), undo.ReadInt64());
                string path = Encoding.UTF8.GetString(undo.ReadBytes((int)name));
                if (!unsynced.TryGetValue(path, out Stack<Change>? changes))
                {
                    unsynced[path] = changes = new Stack<Change>();
                }

                if (old < 0)
                {
                    changes.Clear();
                }
                else
                {
                    changes.Push(new Change(at, undo.ReadBytes((int)old), size));
                }
            }
        }

        File.Delete(Undo);
        int taken = 0;
        foreach ((string path, Stack<Change> changes) in unsynced.Where(pair => File.Exists(pair.Key)))
        {
            using FileStream file = File.OpenWrite(path);
            foreach (Change change in changes)
            {
                file.Position = change.At;
                file.Write(change.Old);
                file.SetLength(change.Size);
                taken++;
            }
        }

        return taken;
    }

    private string Undo => Path.Combine(_folder.FullName, "undo");

    private string Control => Path.Combine(_folder.FullName, "fault");

    public static string? Compiler { get; } = new[] { "/usr/bin/gcc", "/usr/bin/cc" }.FirstOrDefault(File.Exists);

    /// <summary>From now on: see disk_shim.c.</summary>
    public void Set(string fault)
    {
        // Moved into place, so that no half of it is read.
        File.WriteAllText(Control + ".new", fault);
        File.Move(Control + ".new", Control, overwrite: true);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private sealed record Change(long At, byte[] Old, long Size);
}

/// <summary>A test that compiles the faulty disk; skipped where there is no C compiler for Linux, unless DIAGNOSTICS_REQUIRE names gcc.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FaultyDiskFactAttribute : FactAttribute
{
    public FaultyDiskFactAttribute()
    {
        if ((FaultyDisk.Compiler is null || !OperatingSystem.IsLinux()) && !Requirement.Names("gcc"))
        {
            Skip = "No C compiler was found for the disk that fails (install the package gcc).";
        }
    }
}
