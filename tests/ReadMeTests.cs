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

    /// <summary>What the guides and the units tell an operator to type is what the program takes.</summary>
    [Fact]
    public async Task Every_command_line_of_the_guides_and_units_is_understood()
    {
        string[] files =
        [
            .. Directory.GetFiles(Path.Combine(Repository.Root, "docs", "ru"), "*.md"), Path.Combine(Repository.Root, "README.md"),
            .. Directory.GetFiles(Path.Combine(Repository.Root, "web", "deploy", "systemd"), "*.service"),
        ];
        List<string> lines = [];
        foreach (string file in files)
        {
            // A line with a dollar is made whole by a shell first.
            lines.AddRange(CommandOf().Matches(await File.ReadAllTextAsync(file)).Select(match => match.Groups[1].Value).Where(line => !line.Contains('$')));
        }

        Assert.True(lines.Count > 20, $"Only {lines.Count} command lines were found.");
        Assert.All(lines, line => Assert.Empty(Web.Commands.CommandLine.Create().Parse(line).Errors));
    }

    [GeneratedRegex("""(?:app/diagnostics|dotnet run --project web --) +([a-z][^\n`'#|;]*)""")]
    private static partial Regex CommandOf();

    [GeneratedRegex(@"dotnet run --project web -- (score[^\n]+)\n```\s+```text\n(.+?)```", RegexOptions.Singleline)]
    private static partial Regex ScoreRun();
}
