using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Diagnostics.Tests;

/// <summary>The README's runs are run: what it prints is what comes out.</summary>
public sealed partial class ReadMeTests
{
    [Fact]
    public async Task The_score_run_of_the_readme_prints_what_the_readme_shows()
    {
        Match example = ScoreRun().Match(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md")));
        Assert.True(example.Success, "The README has no score run.");
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        ProcessStartInfo start = new(
            "dotnet",
            ["run", "--no-build", "-c", configuration, "--project", "web", "--", .. example.Groups[1].Value.Trim().Split(' ')])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        string errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, errors);
        Assert.Equal(example.Groups[2].Value.Trim(), output.Trim().ReplaceLineEndings("\n"));
    }

    [GeneratedRegex(@"dotnet run --project web -- (score[^\n]+)\n```\s+```text\n(.+?)```", RegexOptions.Singleline)]
    private static partial Regex ScoreRun();
}
