using System.CommandLine;
using System.Globalization;
using Diagnostics.Engine.Keeping;

namespace Diagnostics.Web.Commands;

/// <summary><c>db</c>: keeps the store: backup while serving, restore, verification, a move to another SQL engine.</summary>
internal static class DbCommand
{
    public static Command Create() => new("db", "Keep the store: back it up while the server runs, restore it, prove it, move it to another SQL engine.\nExample: diagnostics db verify --data /var/lib/diagnostics")
    {
        DbBackupCommand.Create(),
        DbRestoreCommand.Create(),
        DbVerifyCommand.Create(),
        DbCopyCommand.Create(),
        DbRetentionCommand.Create(),
        DbSynthesizeCommand.Create(),
    };

    /// <summary>Runs a verb with a bar after a second; a refusal is told in its own words.</summary>
    public static Task<int> RunAsync(ParseResult parsed, Func<IProgress<double>, int> work, CancellationToken cancellation) =>
        WaitAsync(parsed, progress => Task.Run(() => work(progress), CancellationToken.None), cancellation);

    /// <summary>The same for work that waits for other things than the processor.</summary>
    public static async Task<int> WaitAsync(ParseResult parsed, Func<IProgress<double>, Task<int>> work, CancellationToken cancellation)
    {
        TextWriter messages = parsed.InvocationConfiguration.Error;
        try
        {
            return await ProgressBar.WaitAsync(parsed.CommandResult.Command.Name, work, TimeProvider.System, cancellation);
        }
        catch (OperationCanceledException)
        {
            await messages.WriteLineAsync("Stopped; nothing was changed.");
            return ExitCode.BadInput;
        }
        catch (Exception refusal) when (refusal is ArgumentException or InvalidOperationException or InvalidDataException
            or IOException or UnauthorizedAccessException)
        {
            await messages.WriteLineAsync(refusal.Message);
            return ExitCode.BadInput;
        }
    }

    /// <summary>Counts, then one fault a line: session ids only, never an answer or a code.</summary>
    public static void Write(StoreReport report, TextWriter output)
    {
        output.WriteLine(Invariant(
            $"Sessions: {report.Sessions}, finished: {report.Finished}, answers in the log: {report.Answers}, profiles compared: {report.Profiles}."));
        if (report.Releases > 0)
        {
            output.WriteLine(Invariant($"Released results compared: {report.Releases}."));
        }

        if (report.Needs > 0)
        {
            output.WriteLine(Invariant($"Reasons for a talk compared: {report.Needs}."));
        }

        if (report.Reviews > 0)
        {
            output.WriteLine(Invariant($"Signed decisions compared: {report.Reviews}."));
        }

        if (report.Consilia > 0)
        {
            output.WriteLine(Invariant($"Closed consilia compared: {report.Consilia}."));
        }

        if (report.OtherNeeds > 0)
        {
            output.WriteLine(Invariant($"Reasons for a talk that are missing or of other rules, counted and not compared: {report.OtherNeeds}; a running server makes them."));
        }

        if (report.OtherRules > 0)
        {
            output.WriteLine(Invariant($"Profiles of another rule version, counted and not compared: {report.OtherRules}."));
        }

        if (report.Pending.Count > 0)
        {
            output.WriteLine($"The store is older than this program; a start will apply {string.Join(", ", report.Pending)}.");
        }

        if (report.AuditDoubt is { } doubt)
        {
            output.WriteLine(doubt switch
            {
                AuditDoubt.KeyMissing => "WARNING: there is no keys/audit.key in the data folder (--data): whether the log of deeds is as it was written remains unproved.",
                AuditDoubt.NotSealed => "WARNING: the log of deeds has no sealed entry yet; the next start of the server begins them.",
            });
        }

        foreach (StoreFault fault in report.Faults)
        {
            string where = fault.Session is null ? "store" : $"session {fault.Session}";
            output.WriteLine($"{where}: {fault.Kind.ToString().ToLowerInvariant()}: {fault.Reason}");
        }

        output.WriteLine(report switch
        {
            { IsSound: true, AuditDoubt: AuditDoubt.KeyMissing } => "No faults in what was looked at; the log of deeds was not.",
            { IsSound: true } => "No faults.",
            _ when report.FaultCount > report.Faults.Count => Invariant($"Faults: {report.FaultCount}; the first {report.Faults.Count} are told."),
            _ => Invariant($"Faults: {report.FaultCount}."),
        });
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
