using System.Diagnostics;

namespace Diagnostics.Tests.Faults;

/// <summary>A test that watches the server's calls of the system; skipped where strace is not there or may not trace, unless DIAGNOSTICS_REQUIRE names strace.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class StraceFactAttribute : FactAttribute
{
    public const string Program = "/usr/bin/strace";

    public StraceFactAttribute() =>
        Skip = Requirement.Names("strace") ? new FaultyDiskFactAttribute().Skip
            : !File.Exists(Program) ? "No strace was found (install the package strace)."
            : !MayTrace() ? "strace may not trace a process here."
            : new FaultyDiskFactAttribute().Skip;

    private static bool MayTrace()
    {
        using Process trace = Process.Start(new ProcessStartInfo(Program, ["-f", "-o", "/dev/null", "true"]) { RedirectStandardError = true })!;
        trace.StandardError.ReadToEnd();
        trace.WaitForExit();
        return trace.ExitCode == 0;
    }
}
