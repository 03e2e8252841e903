namespace Diagnostics.Tests;

/// <summary>The folder that holds Diagnostics.sln, found upwards from the test assembly.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Diagnostics.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"No Diagnostics.sln above {AppContext.BaseDirectory}.");
    }
}
