using System.CommandLine;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Diagnostics.Tests.Scoring;
using Verb = Diagnostics.Web.Commands.CommandLine;

namespace Diagnostics.Tests;

/// <summary>The examples in the help run as printed, in a folder that holds nothing but a copy of examples/.</summary>
public sealed partial class ExampleTests : IDisposable
{
    /// <summary>Verbs that need an address, a terminal, a store with a region that is there already, or a file of one.</summary>
    private static readonly string[] NotAlone = ["serve", "health", "user", "db", "rehearse", "import", "export answers", "report", "content"];

    private readonly ScratchFolder _folder = new();

    public static TheoryData<string> Runnable =>
        [.. Verbs(Verb.Create()).SelectMany(ExamplesOf).Distinct().Where(example => !NotAlone.Any(verb => example.StartsWith($"diagnostics {verb} ", StringComparison.Ordinal)))];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_verb_has_an_example() =>
        Assert.All(Verbs(Verb.Create()), verb => Assert.NotEmpty(ExamplesOf(verb)));

    [Theory]
    [MemberData(nameof(Runnable))]
    public async Task An_example_runs_as_printed(string example)
    {
        Copy(new DirectoryInfo(Path.Combine(Repository.Root, "examples")), _folder.PathOf("examples"));
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        string[] words = [.. Words().Matches(example).Skip(1).Select(word => word.Value.Trim('"'))];
        ProcessStartInfo start = new(
            "dotnet", [Path.Combine(Repository.Root, "web", "bin", configuration, "net10.0", "diagnostics.dll"), .. words])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.PathOf(""),
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string errors = await process.StandardError.ReadToEndAsync();
        await output;
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, errors);
    }

    private static IEnumerable<Command> Verbs(Command command) =>
        command.Subcommands.Where(verb => !verb.Hidden).SelectMany(verb => Verbs(verb).Prepend(verb));

    private static IEnumerable<string> ExamplesOf(Command verb) =>
        Example().Matches(verb.Description ?? "").Select(match => match.Groups[1].Value.Trim());

    private static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (FileInfo file in from.EnumerateFiles())
        {
            file.CopyTo(Path.Combine(to, file.Name));
        }

        foreach (DirectoryInfo folder in from.EnumerateDirectories())
        {
            Copy(folder, Path.Combine(to, folder.Name));
        }
    }

    [GeneratedRegex(@"^(?:Example:)?\s+(diagnostics [^\n]+)$", RegexOptions.Multiline)]
    private static partial Regex Example();

    [GeneratedRegex("\"[^\"]*\"|\\S+")]
    private static partial Regex Words();
}
