using System.CommandLine;
using System.Globalization;
using Diagnostics.Engine;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.FrozenContent;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Rehearsals;
using Microsoft.Extensions.Logging.Abstractions;

namespace Diagnostics.Web.Commands;

/// <summary><c>content</c>: what a region's campaign asks and how it is scored, frozen, compared and rehearsed in a store that no server has open.</summary>
internal static class ContentCommand
{
    private static readonly Option<string?> RegionName = new("--region") { Description = "Name of the region, where the store holds several." };

    public static Command Create() => new(
        "content",
        "Freeze what a region's campaign asks and how it is scored, compare a server with it, and rehearse it. The methodologist's page does the same.\n"
        + "Example: diagnostics content check --data /var/lib/diagnostics")
    {
        Verb(
            "freeze", "Freeze the content of the campaign with a signature: hashes of every battery, instrument, form, text and the atlas, and what a rehearsal has to come to.",
            FreezeAsync),
        Verb(
            "check", "Compare this server's content with what was frozen, one difference a line. Exit code 1 when there is one, or nothing is frozen.",
            CheckAsync),
        Verb(
            "rehearse", "Let seeded students play every battery and form of the frozen content to the end and compare the results with the expected ones; what they leave is taken away.\n"
            + "One fault a line. Exit code 1 when there is one, or nothing is frozen.",
            RehearseAsync),
        ContentSignatureCommand.Create(),
    };

    private delegate Task<int> ContentWork(DiagnosticsEngine engine, Region region, TextWriter output, CancellationToken cancellation);

    private static Command Verb(string name, string description, ContentWork work)
    {
        StoreOptions store = new();
        Command command = new(name, $"{description}\nExample: diagnostics content {name} --data /var/lib/diagnostics --content /etc/diagnostics/content")
        {
            RegionName, store.Data, store.Database, store.Content,
        };
        command.SetAction((parsed, cancellation) => DbCommand.WaitAsync(
            parsed,
            async _ =>
            {
                await using DiagnosticsEngine engine = await DiagnosticsEngine.OpenAsync(store.Read(parsed), TimeProvider.System, NullLoggerFactory.Instance, cancellation);
                return await work(engine, await RegionAsync(engine, parsed.GetValue(RegionName), cancellation), parsed.InvocationConfiguration.Output, cancellation);
            },
            cancellation));
        return command;
    }

    private static async Task<Region> RegionAsync(DiagnosticsEngine engine, string? name, CancellationToken cancellation)
    {
        Region[] regions = [.. (await engine.Organisation.RegionsAsync(cancellation)).Where(region => name is null || region.Name == name)];
        return regions switch
        {
            [var one] => one,
            [] => throw new ArgumentException(name is null ? "The store holds no region." : $"The store holds no region {name}."),
            _ => throw new ArgumentException($"The store holds several regions, --region says which: {string.Join(", ", regions.Select(region => region.Name))}."),
        };
    }

    private static async Task<int> FreezeAsync(DiagnosticsEngine engine, Region region, TextWriter output, CancellationToken cancellation)
    {
        ContentView view = await engine.Content.ReadAsync(region.Id, cancellation) ?? throw new InvalidOperationException($"{region.Name} has no classes yet.");
        long number = await engine.Content.FreezeAsync(region.Id, view.Stamp, AuditEntry.Console, cancellation) ?? throw new InvalidOperationException("The content has changed meanwhile.");
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Frozen as version {number} of {view.Year}: {view.Counts.Sum(count => count.Number)} pieces."));
        return ExitCode.Success;
    }

    private static async Task<int> CheckAsync(DiagnosticsEngine engine, Region region, TextWriter output, CancellationToken cancellation)
    {
        ContentView? view = await engine.Content.ReadAsync(region.Id, cancellation);
        if (view?.Frozen is not { } frozen)
        {
            throw new InvalidOperationException($"{region.Name} has no frozen content.");
        }

        if (!frozen.Holds)
        {
            throw new InvalidOperationException("What is stored as frozen content is not what was signed.");
        }

        foreach (ContentDifference difference in view.Differences)
        {
            await output.WriteLineAsync($"{difference.Change} {difference.Kind} {difference.Name}".ToLowerInvariant());
        }

        if (frozen.OtherRules)
        {
            await output.WriteLineAsync("other rules of scoring than those it was frozen with");
        }

        return view.Differs ? ExitCode.BadInput : ExitCode.Success;
    }

    private static async Task<int> RehearseAsync(DiagnosticsEngine engine, Region region, TextWriter output, CancellationToken cancellation)
    {
        ContentReport report;
        try
        {
            report = await engine.Content.RunAsync(engine, new AskedRehearsal(region.Id, AuditEntry.Console), cancellation)
                ?? throw new InvalidOperationException($"{region.Name} has no frozen content that is what was signed.");
        }
        catch (RehearsalOpenException)
        {
            throw new InvalidOperationException("Another rehearsal is open; diagnostics rehearse --replace ends it.");
        }

        foreach (ContentFault fault in report.Faults)
        {
            await output.WriteLineAsync($"{fault.Kind} {fault.Battery} {fault.Part}".TrimEnd().ToLowerInvariant());
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"Played: {report.Batteries} batteries, {report.Students} students, {report.Sections} sections; faults: {report.Faults.Length}."));
        return report.Faults.IsEmpty ? ExitCode.Success : ExitCode.BadInput;
    }
}
