using System.CommandLine;
using Diagnostics.Engine;
using Diagnostics.Engine.Content;
using Diagnostics.Engine.Keeping;

namespace Diagnostics.Web.Commands;

/// <summary><c>db verify</c>: proves a store or a backup; reads only, also while the server runs.</summary>
internal static class DbVerifyCommand
{
    public static Command Create()
    {
        StoreOptions store = new();
        Option<string?> file = new("--file") { Description = "A backup instead of a store; keys/audit.key, which proves its log of deeds, is looked for in --data." };
        Option<long> least = new("--at-least") { Description = "Number of an entry of the log of deeds, as db backup told it: a log that ends before it was cut." };
        Command command = new(
            "verify",
            "Prove a store or a backup: the file itself, the log of every session, packed answers against the log, profiles against the\n"
            + "packed answers, references, the log of deeds by its key. Read-only, also while the server runs. Faults name session ids only; exit code 1 when there is one.\n"
            + "Example: diagnostics db verify --data /var/lib/diagnostics")
        {
            store.Data, store.Database, store.Content, file, least,
        };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(file) is not null && parsed.GetResult(store.Database) is not null)
            {
                parsed.AddError("Give either --file or --database.");
            }
        });
        command.SetAction((parsed, cancellation) => DbCommand.RunAsync(
            parsed,
            progress =>
            {
                EngineOptions options = store.Read(parsed);
                StoreVerifier verifier = new(ContentShelf.Load(options.ContentFolder).Batteries) { LeastEntry = parsed.GetValue(least) };
                StoreReport report = parsed.GetValue(file) is { } backup
                    ? verifier.VerifyBackup(backup, options.DataFolder, progress, cancellation)
                    : verifier.Verify(options, progress, cancellation);
                DbCommand.Write(report, parsed.InvocationConfiguration.Output);
                return report.IsSound ? ExitCode.Success : ExitCode.BadInput;
            },
            cancellation));
        return command;
    }
}
