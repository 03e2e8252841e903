using System.Diagnostics;

namespace Diagnostics.Tests.Faults;

/// <summary>A disk that fails when it is told to: a small library preloaded before the server, and the file that tells it.</summary>
internal sealed class FaultyDisk : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("diagnostics-disk-");

    public FaultyDisk()
    {
        string shim = Path.Combine(_folder.FullName, "shim.so");
        using Process compiler = Process.Start(
            Compiler!, ["-shared", "-fPIC", "-O2", "-o", shim, Path.Combine(Repository.Root, "tests", "Faults", "disk_shim.c"), "-ldl"]);
        compiler.WaitForExit();
        Assert.Equal(0, compiler.ExitCode);
        Environment = new Dictionary<string, string> { ["LD_PRELOAD"] = shim, ["DISK_FAULT"] = Control };
    }

    /// <summary>For the server's process.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

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
