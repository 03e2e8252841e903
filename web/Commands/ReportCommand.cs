using System.CommandLine;
using System.Text.Json;
using Diagnostics.Engine.Signatures;
using Diagnostics.Engine.YearReports;

namespace Diagnostics.Web.Commands;

/// <summary><c>report check</c>: whether a frozen report's file is what a server signed; nothing but two files is read.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        Argument<FileInfo> file = new("FILE") { Description = "A frozen report as the region's page saves it." };
        Option<FileInfo?> keys = new("--keys") { Description = "Public keys of the server that signed it, as its /api/portfolio/keys.json gives them. Without it only the hashes are checked." };
        Command check = new(
            "check",
            "Check a frozen report: data and text against their hashes, and with --keys the signature. The hash of the data is the one printed on each page.\n"
            + "Example: diagnostics report check report.json --keys keys.json")
        {
            file, keys,
        };
        check.SetAction(parsed => Check(parsed.GetValue(file)!, parsed.GetValue(keys), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return new Command("report", "Frozen yearly reports.\nExample: diagnostics report check report.json --keys keys.json") { check };
    }

    private static int Check(FileInfo file, FileInfo? keys, TextWriter results, TextWriter messages)
    {
        try
        {
            PublishedKeys? published = keys is null ? null : KeysFile.Read(keys, messages);
            if (keys is not null && published is null)
            {
                return ExitCode.BadInput;
            }

            if (ReportFile.FromJson(File.ReadAllText(file.FullName)).Check(published) is not { } told)
            {
                messages.WriteLine(published is null ? $"{file.Name}: data or text are not what was signed." : $"{file.Name}: data or text are not what was signed, or none of these keys signed it.");
                return ExitCode.BadInput;
            }

            results.WriteLine($"{told.Title}, {told.Year}, No. {told.Number}");
            if (told.Simulated)
            {
                results.WriteLine("Of simulated students: nothing in it is about people.");
            }

            results.WriteLine($"SHA-256 of the data: {told.Data}");
            results.WriteLine(published is null ? "Data and text belong together; the signature was not checked (--keys)." : "Data, text and signature belong together.");
            return ExitCode.Success;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            messages.WriteLine(fault.Message);
            return ExitCode.BadInput;
        }
        catch (JsonException fault)
        {
            messages.WriteLine($"{file.Name}: no file of a frozen report ({fault.Message})");
            return ExitCode.BadInput;
        }
    }
}
