using System.Diagnostics;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>Programs of others that read what the product wrote.</summary>
internal static class OutsideTool
{
    private static readonly string[] Folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);

    public static bool IsThere(string tool) => Array.Exists(Folders, folder => File.Exists(Path.Combine(folder, tool)));

    /// <summary>What it says in UTF-8; a failure is told in its own words.</summary>
    public static async Task<string> RunAsync(string tool, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(tool, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        })!;
        Task<string> complaint = process.StandardError.ReadToEndAsync();
        string text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{tool}: {await complaint}");
        return text;
    }
}
