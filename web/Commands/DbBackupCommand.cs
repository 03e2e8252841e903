using System.CommandLine;
using Diagnostics.Engine;
using Diagnostics.Engine.Keeping;

namespace Diagnostics.Web.Commands;

/// <summary><c>db backup</c>: one file with the store of one moment, while the server runs.</summary>
internal static class DbBackupCommand
{
    public static Command Create()
    {
        StoreOptions store = new();
        Option<string> output = new("--out") { Description = "The backup, a zip file.", Required = true };
        Option<bool> withKeys = new("--with-keys")
        {
            Description = "Put the server's keys in as well. Whoever has such a file can open results.",
        };
        Option<bool> force = new("--force") { Description = "Write over an earlier file of that name." };
        Command command = new(
            "backup",
            "Back up the store while the server runs: read-only, one moment, one file that is read again before it is in its place. PostgreSQL and\n"
            + "SQL Server too (there the file holds the same store for SQLite, and db restore puts it into any of the three); for a large region see\n"
            + "engine/Keeping/README.md. On SQL Server the database must allow snapshot isolation.\n"
            + "Without --with-keys the keys stay out: keep a copy of the folder keys apart from the backups.\n"
            + "Example: diagnostics db backup --data /var/lib/diagnostics --out /backup/2026-11-21.zip")
        {
            store.Data, store.Database, output, withKeys, force,
        };
        command.SetAction((parsed, cancellation) => DbCommand.RunAsync(
            parsed,
            progress => Run(parsed, store.Read(parsed), parsed.GetValue(output)!, parsed.GetValue(withKeys), parsed.GetValue(force), progress, cancellation),
            cancellation));
        return command;
    }

    private static int Run(
        ParseResult parsed, EngineOptions options, string output, bool withKeys, bool force, IProgress<double> progress, CancellationToken cancellation)
    {
        BackupManifest made = new BackupWriter(options, TimeProvider.System).Write(output, withKeys, force, progress, cancellation);
        TextWriter messages = parsed.InvocationConfiguration.Error;
        messages.WriteLine($"{output}: {made.Rows.Values.Sum()} rows in {made.Rows.Count} tables, schema {made.Schema}; read again and whole.");
        if (made.Audit is { } head)
        {
            messages.WriteLine(
                $"The log of deeds ends with entry {head.Number}, seal {head.ShortSeal}. Write both down elsewhere: db verify --at-least {head.Number} finds a log that was cut.");
        }

        string keys = Path.Combine(options.DataFolder, "keys");
        messages.WriteLine(made.HasKeys
            ? "WARNING: the keys are in it. Whoever has this file can open results: lock it away as you do the keys."
            : $"The keys are not in it, and without them no code and no result opens. Copy {keys} once to another place than the backups: "
                + "whoever has both can open results.");
        return ExitCode.Success;
    }
}
