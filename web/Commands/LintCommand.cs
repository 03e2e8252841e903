using System.Collections.Immutable;
using System.CommandLine;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Linting;

namespace Diagnostics.Web.Commands;

/// <summary><c>lint [FILE or ID …]</c>: checks instruments; findings go to standard output, the rest to standard error.</summary>
internal static class LintCommand
{
    public static Command Create()
    {
        Argument<string[]> targets = new("FILE or ID")
        {
            Description = "Instrument files, or ids of built-in instruments; all built-in ones without an argument.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<FileInfo?> output = new("--out") { Description = "Write the findings to this file instead of standard output." };
        Command command = new(
            "lint",
            """
            Check instruments: faults of the file, keys that cannot work, unbalanced scales, wording (duplicates, double negation, words
            for boys only), right answers that place or length gives away; and tell reading load, expected time and the reliability
            that a simulation under stated assumptions gives.
            One finding a line: FILE or ID: path: severity: message [rule]. Exit code 1 when there is a fault or an error.
            Example: diagnostics lint riasec my-instrument.json
            """)
        {
            targets,
            output,
        };
        command.SetAction(parsed => Run(
            parsed.GetValue(targets) ?? [],
            parsed.GetValue(output),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error));
        return command;
    }

    private static int Run(string[] targets, FileInfo? output, TextWriter results, TextWriter messages)
    {
        InstrumentLibrary library = InstrumentLibrary.LoadBuiltIn();
        string[] names = targets.Length > 0 ? targets : [.. library.All.Select(instrument => instrument.Id).Distinct()];
        string[] unknown = [.. names.Where(name => !File.Exists(name) && library.Newest(name) is null)];
        if (unknown.Length > 0)
        {
            messages.WriteLine($"No such file or built-in instrument: {string.Join(", ", unknown)}.");
            messages.WriteLine($"Built in are {string.Join(", ", library.All.Select(instrument => instrument.Id).Distinct())}.");
            return ExitCode.BadInput;
        }

        try
        {
            using StreamWriter? file = output?.CreateText();
            bool faulty = Write(names, library, file ?? results);
            messages.WriteLine($"Checked {names.Length}: {(faulty ? "errors found" : "no errors")}.");
            return faulty ? ExitCode.BadInput : ExitCode.Success;
        }
        catch (Exception exception) when (output is not null && exception is (IOException or UnauthorizedAccessException))
        {
            messages.WriteLine($"{output} cannot be written: {exception.Message}");
            return ExitCode.BadInput;
        }
    }

    private static bool Write(string[] names, InstrumentLibrary library, TextWriter results)
    {
        bool faulty = false;
        foreach (string name in names)
        {
            (bool bad, ImmutableArray<string> lines) = File.Exists(name) ? LintFile(name) : Lint(library.Newest(name)!);
            faulty |= bad;
            foreach (string line in lines)
            {
                results.WriteLine($"{name}: {line}");
            }
        }

        return faulty;
    }

    private static (bool Bad, ImmutableArray<string> Lines) LintFile(string name)
    {
        try
        {
            using FileStream stream = File.OpenRead(name);
            InstrumentReading reading = InstrumentReader.Read(stream);
            return reading.Instrument is { } instrument
                ? Lint(instrument)
                : (true, [.. reading.Faults.Select(fault => $"{fault.Path}: error: {fault.Reason} [fault]")]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (true, [$"$: error: The file cannot be read: {exception.Message} [fault]"]);
        }
    }

    private static (bool Bad, ImmutableArray<string> Lines) Lint(Instrument instrument)
    {
        ImmutableArray<LintFinding> findings = InstrumentLinter.Examine(instrument);
        return (
            findings.Any(finding => finding.Severity == LintSeverity.Error),
            [.. findings.Select(finding => $"{finding.Path}: {Called(finding.Severity)}: {finding.Message} [{finding.Rule}]")]);
    }

    private static string Called(LintSeverity severity) => severity switch
    {
        LintSeverity.Info => "info",
        LintSeverity.Warning => "warning",
        LintSeverity.Error => "error",
    };
}
