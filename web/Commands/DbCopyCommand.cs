using System.CommandLine;
using Diagnostics.Engine.Keeping;

namespace Diagnostics.Web.Commands;

/// <summary><c>db copy</c>: a store whose servers are stopped, into an empty place of any SQL engine, proved table by table.</summary>
internal static class DbCopyCommand
{
    public static Command Create()
    {
        Option<string> from = new("--from") { Description = "The store: sqlite:…, postgres:… or sqlserver:… and a connection string. It stays as it is.", Required = true };
        Option<string> to = new("--to") { Description = "An empty database, or a SQLite file that is not there: led by its engine as well.", Required = true };
        Option<string?> data = new("--data") { Description = "The data folder: its keys must be those the store was made with. The folder itself is not copied." };
        Command command = new(
            "copy",
            "Move a store to another SQL engine. Stop all its servers first. All tables are copied at one moment, then read again on both sides:\n"
            + "rows and a hash of each are told. Until that is done no server opens the target; the same command begins a copy that was stopped anew.\n"
            + "Example: diagnostics db copy --from sqlite:/var/lib/diagnostics/diagnostics.db --to \"postgres:Host=db;Database=diagnostics;Username=diagnostics\" --data /var/lib/diagnostics")
        {
            from, to, data,
        };
        command.SetAction((parsed, cancellation) => DbCommand.RunAsync(
            parsed,
            progress =>
            {
                IReadOnlyList<CopiedTable> copied = new StoreCopier(TimeProvider.System)
                    .Copy(parsed.GetValue(from)!, parsed.GetValue(to)!, parsed.GetValue(data), progress, cancellation);
                Tell(copied, parsed.InvocationConfiguration.Output);
                parsed.InvocationConfiguration.Error.WriteLine(FormattableString.Invariant(
                    $"Copied {copied.Sum(table => table.Rows)} rows in {copied.Count} tables; both sides hold the same. Start the server with --database and the target, and keep the source until you trust it."));
                return ExitCode.Success;
            },
            cancellation));
        return command;
    }

    private static void Tell(IReadOnlyList<CopiedTable> copied, TextWriter output)
    {
        foreach (CopiedTable table in copied.OrderBy(table => table.Name, StringComparer.Ordinal))
        {
            output.WriteLine(FormattableString.Invariant($"{table.Name}: {table.Rows} rows, {table.Hash}"));
        }
    }
}
