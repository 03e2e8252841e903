using System.Diagnostics;
using System.Reflection;

namespace Diagnostics.Web.Rehearsal;

/// <summary>This program once more, in a process of its own, heard and spoken to through its standard streams.</summary>
internal static class SameProgram
{
    /// <exception cref="InvalidOperationException">It did not start.</exception>
    public static Process Start(params string[] arguments) =>
        Process.Start(StartInfo(arguments)) ?? throw new InvalidOperationException($"{arguments[0]} did not start.");

    private static ProcessStartInfo StartInfo(string[] arguments)
    {
        // Benchmarks and tests are other programs that hold this one as a library.
        string host = Environment.ProcessPath!;
        bool isDotnet = Path.GetFileNameWithoutExtension(host).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        bool isOwn = !isDotnet && Assembly.GetEntryAssembly() == typeof(SameProgram).Assembly;
        return new ProcessStartInfo(isOwn || isDotnet ? host : "dotnet", isOwn ? arguments : [typeof(SameProgram).Assembly.Location, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }
}
