using System.CommandLine;
using Diagnostics.Engine;
using Diagnostics.Engine.Keeping;

namespace Diagnostics.Web.Commands;

/// <summary><c>db restore</c>: a backup in the place of the store, verified before and moved in at once; needs the store to itself.</summary>
internal static class DbRestoreCommand
{
    public static Command Create()
    {
        StoreOptions store = new();
        Argument<string> file = new("FILE") { Description = "A backup made by db backup, or the folder of serve --log-copy." };
        Option<bool> replace = new("--replace") { Description = "Move the SQLite store that is there aside; it is not deleted." };
        Option<bool> despiteFaults = new("--despite-faults")
        {
            Description = "Put it in place although some sessions have faults; they are named. Never a store the SQL engine calls broken.",
        };
        Command command = new(
            "restore",
            "Put a backup in the place of the store. The server must be stopped. The backup is unpacked beside, brought to this program's\n"
            + "schema and verified; only then it is moved in. Its keys must be in the folder keys, or in the backup. A database of PostgreSQL or\n"
            + "SQL Server (--database) must be empty: every row is copied in and read again before a server can open it.\n"
            + "Example: diagnostics db restore /backup/2026-11-21.zip --data /var/lib/diagnostics --replace\n"
            + "         diagnostics db restore /mnt/second/log-copy --data /var/lib/diagnostics")
        {
            file, store.Data, store.Database, store.Content, replace, despiteFaults,
        };
        command.SetAction((parsed, cancellation) => DbCommand.RunAsync(
            parsed,
            progress => Run(parsed, store.Read(parsed), parsed.GetValue(file)!, parsed.GetValue(replace), parsed.GetValue(despiteFaults), progress, cancellation),
            cancellation));
        return command;
    }

    private static int Run(
        ParseResult parsed, EngineOptions options, string file, bool replace, bool despiteFaults, IProgress<double> progress, CancellationToken cancellation)
    {
        Restoration done = new BackupRestorer(options, TimeProvider.System).Restore(file, replace, despiteFaults, progress, cancellation);
        TextWriter messages = parsed.InvocationConfiguration.Error;
        DbCommand.Write(done.Report, messages);
        if (!done.IsInPlace)
        {
            messages.WriteLine("Not restored: the backup has faults. What was there is as it was.");
            return ExitCode.BadInput;
        }

        messages.WriteLine($"Restored the store of {done.CreatedAt:u} into {(options.Database is null ? options.DataFolder : "the database named")}.");
        if (done.MovedAside is { } aside)
        {
            messages.WriteLine($"The store that was there is now {aside}.");
        }

        return ExitCode.Success;
    }
}
