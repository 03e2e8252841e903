using System.Collections.Immutable;
using System.CommandLine;
using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.Content;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Linting;
using Diagnostics.Engine.Instruments.Words;

namespace Diagnostics.Web.Commands;

/// <summary><c>lint [FILE or ID …]</c>: checks content files; findings go to standard output, the rest to standard error.</summary>
internal static class LintCommand
{
    public static Command Create()
    {
        Argument<string[]> targets = new("FILE or ID")
        {
            Description = "Content files (instrument, battery, readings, atlas, figures to enter, indicators), or ids of built-in instruments; without an argument all that is built in.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<string?> content = new("--content") { Description = "Folder of the school's own content, for batteries that take instruments from it." };
        Option<bool> strict = new("--strict") { Description = "Exit code 1 for warnings too." };
        Option<FileInfo?> output = new("--out") { Description = "Write the findings to this file instead of standard output." };
        Command command = new(
            "lint",
            """
            Check content: faults of the file, keys that cannot work, unbalanced scales, wording (duplicates, double negation, words
            for boys only), right answers that place or length gives away, lessons that are too long, scales without a text; and tell
            reading load, expected time and the reliability that a simulation under stated assumptions gives.
            One finding a line: FILE or ID: path: severity: message [rule]. Exit code 1 when there is a fault or an error.
            Example: diagnostics lint riasec examples/content/instruments/school-clubs/1.0.0/instrument.json
            """)
        {
            targets,
            content,
            strict,
            output,
        };
        command.SetAction(parsed => Run(
            parsed.GetValue(targets) ?? [],
            parsed.GetValue(content),
            parsed.GetValue(strict) ? LintSeverity.Warning : LintSeverity.Error,
            parsed.GetValue(output),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error));
        return command;
    }

    private static int Run(string[] targets, string? content, LintSeverity bad, FileInfo? output, TextWriter results, TextWriter messages)
    {
        InstrumentLibrary library;
        try
        {
            library = ContentShelf.Load(content).Instruments;
        }
        catch (InvalidDataException faults)
        {
            messages.WriteLine(faults.Message);
            return ExitCode.BadInput;
        }

        string[] ids = [.. library.All.Select(instrument => instrument.Id).Distinct()];
        string[] unknown = [.. targets.Where(name => !File.Exists(name) && !ids.Contains(name))];
        if (unknown.Length > 0)
        {
            messages.WriteLine($"No such file or built-in instrument: {string.Join(", ", unknown)}.");
            messages.WriteLine($"Built in are {string.Join(", ", ids)}.");
            return ExitCode.BadInput;
        }

        (string Name, ImmutableArray<LintFinding> Findings)[] examined = [.. Examine(targets, library)];
        try
        {
            using StreamWriter? file = output?.CreateText();
            Write(examined, file ?? results);
        }
        catch (Exception exception) when (output is not null && exception is (IOException or UnauthorizedAccessException))
        {
            messages.WriteLine($"{output} cannot be written: {exception.Message}");
            return ExitCode.BadInput;
        }

        LintFinding[] all = [.. examined.SelectMany(one => one.Findings)];
        int Count(LintSeverity severity) => all.Count(finding => finding.Severity == severity);
        messages.WriteLine(
            $"Checked {examined.Length}: {Count(LintSeverity.Error)} errors, {Count(LintSeverity.Warning)} warnings, {Count(LintSeverity.Accepted)} accepted.");
        return all.Any(finding => finding.Severity >= bad) ? ExitCode.BadInput : ExitCode.Success;
    }

    private static IEnumerable<(string Name, ImmutableArray<LintFinding> Findings)> Examine(string[] targets, InstrumentLibrary library)
    {
        if (targets.Length == 0)
        {
            return ContentLibrary.Examine(library);
        }

        ContentCheck check = new(library);
        Dictionary<string, ImmutableArray<LintFinding>> builtIn = targets.All(File.Exists) ? [] : ContentLibrary.Examine(library).ToDictionary(one => one.Name, one => one.Findings);
        return targets.Select(name => File.Exists(name)
            ? (name, OfFile(name, check))
            : (name, builtIn[name]));
    }

    private static ImmutableArray<LintFinding> OfFile(string name, ContentCheck check)
    {
        try
        {
            FileInfo file = new(name);
            return file.Length > AtlasReader.MaxBytes
                ? [Unreadable($"The file has more than {AtlasReader.MaxBytes} bytes.")]
                : check.Examine(File.ReadAllBytes(name));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [Unreadable($"The file cannot be read: {exception.Message}")];
        }
    }

    private static LintFinding Unreadable(FormattableString reason) => new(LintSeverity.Error, ContentCheck.FaultRule, "$", reason);

    private static void Write(IEnumerable<(string Name, ImmutableArray<LintFinding> Findings)> examined, TextWriter results)
    {
        foreach ((string name, ImmutableArray<LintFinding> findings) in examined)
        {
            foreach (LintFinding finding in findings)
            {
                results.WriteLine($"{name}: {finding.Path}: {finding.Severity.Called()}: {finding.Message} [{finding.Rule}]");
            }
        }
    }
}
