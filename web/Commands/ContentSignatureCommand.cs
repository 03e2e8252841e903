using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Diagnostics.Engine.FrozenContent;
using Diagnostics.Engine.Signatures;

namespace Diagnostics.Web.Commands;

/// <summary><c>content signature</c>: whether a downloaded list of frozen content is what a server signed; nothing but two files is read.</summary>
internal static class ContentSignatureCommand
{
    public static Command Create()
    {
        Argument<FileInfo> file = new("FILE") { Description = "A signed list of content as the methodologist's page saves it." };
        Option<FileInfo> keys = new("--keys") { Description = "Public keys of the server that signed it, as its /api/portfolio/keys.json gives them.", Required = true };
        Command command = new(
            "signature",
            "Check the signature of a downloaded list of frozen content and tell what it is of. Exit code 1 when none of the keys signed it as it is.\n"
            + "Example: diagnostics content signature content-2026-1-signed.json --keys keys.json")
        {
            file, keys,
        };
        command.SetAction(parsed => Check(parsed.GetValue(file)!, parsed.GetValue(keys)!, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return command;
    }

    private static int Check(FileInfo file, FileInfo keys, TextWriter results, TextWriter messages)
    {
        try
        {
            if (KeysFile.Read(keys, messages) is not { } published)
            {
                return ExitCode.BadInput;
            }

            if (JsonSerializer.Deserialize<SignedText>(File.ReadAllText(file.FullName), JsonSerializerOptions.Web) is not { Text: not null, Signature: not null, Key: not null } signed
                || ContentStatement.FromJson(signed.Text) is not { Kind: ContentStatement.KindWord } told)
            {
                messages.WriteLine($"{file.Name}: no signed list of content.");
                return ExitCode.BadInput;
            }

            if (!published.Hold(signed))
            {
                messages.WriteLine($"{file.Name}: not what was signed, or none of these keys signed it.");
                return ExitCode.BadInput;
            }

            results.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{told.Region}, {told.Year}, No. {told.Number}: {told.Parts.Length} pieces. The list and its signature belong together."));
            return ExitCode.Success;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            messages.WriteLine(fault.Message);
            return ExitCode.BadInput;
        }
        catch (JsonException fault)
        {
            messages.WriteLine($"{file.Name}: no signed list of content ({fault.Message})");
            return ExitCode.BadInput;
        }
    }
}
