using System.CommandLine;
using System.Globalization;
using Diagnostics.Engine;
using Diagnostics.Engine.Privacy;
using Microsoft.Extensions.Logging.Abstractions;

namespace Diagnostics.Web.Commands;

/// <summary><c>db retention</c>: what campaigns no longer keep, listed; with --apply erased at once instead of by the running server.</summary>
internal static class DbRetentionCommand
{
    public static Command Create()
    {
        StoreOptions store = new();
        Option<bool> apply = new("--apply") { Description = "Erase what is due. Without it nothing is changed." };
        Command command = new(
            "retention",
            "List, for each campaign, how long its sessions are kept and how many are due to be erased. A running server erases them by\n"
            + "itself, within an hour; --apply does it now. On SQLite the server must be stopped. Exit code 0 also when something is due.\n"
            + "Example: diagnostics db retention --data /var/lib/diagnostics")
        {
            store.Data, store.Database, store.Content, apply,
        };
        command.SetAction((parsed, cancellation) => DbCommand.WaitAsync(
            parsed, progress => KeepAsync(store.Read(parsed), parsed.GetValue(apply), parsed.InvocationConfiguration.Output, progress, cancellation),
            cancellation));
        return command;
    }

    private static async Task<int> KeepAsync(
        EngineOptions options, bool apply, TextWriter output, IProgress<double> progress, CancellationToken cancellation)
    {
        if (options.Database is null && !File.Exists(Path.Combine(options.DataFolder, "diagnostics.db")))
        {
            throw new InvalidOperationException($"There is no store in {options.DataFolder}.");
        }

        await using DiagnosticsEngine engine = await DiagnosticsEngine.OpenAsync(options, TimeProvider.System, NullLoggerFactory.Instance, cancellation);
        foreach (KeptCampaign campaign in await engine.Retention.ReadAsync(cancellation))
        {
            string state = campaign.IsDue ? "due" : $"kept until {DayOf(campaign.EraseFromMs)}";
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{campaign.RegionName}, {campaign.Year}: ended {DayOf(campaign.ClosesAtMs)}, {campaign.KeepYears} years, sessions held: {campaign.Sessions}, {state}."));
        }

        IReadOnlyList<string> due = await engine.Retention.DueClassesAsync(cancellation);
        if (!apply)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Classes with something due: {due.Count}. Nothing was changed."));
            return ExitCode.Success;
        }

        int erased = 0;
        for (int done = 0; done < due.Count; done++)
        {
            if (await engine.Retention.EraseClassAsync(due[done], AuditEntry.Console, cancellation) is not { } sessions)
            {
                await output.WriteLineAsync("Another node does this work now.");
                break;
            }

            erased += sessions;
            progress.Report((double)done / due.Count);
        }

        await engine.Retention.SweepAsync(cancellation);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Sessions erased: {erased}."));
        return ExitCode.Success;
    }

    private static string DayOf(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
