using System.CommandLine;
using System.Globalization;
using Diagnostics.Engine.Rehearsals;
using Diagnostics.Engine.Tables;
using Diagnostics.Web.Access;
using Diagnostics.Web.Rehearsal;
using Diagnostics.Web.Rehearsal.Floors;

namespace Diagnostics.Web.Commands;

/// <summary><c>rehearse</c>: the day before the day. Virtual students against a running server, with a verdict.</summary>
internal static class RehearseCommand
{
    /// <summary>The verb a process of the crowd is started with; not for people.</summary>
    public const string WorkerVerb = "rehearse-worker";

    /// <summary>The verb a floor's server is started with; not for people.</summary>
    public const string FloorVerb = "rehearse-floor";

    private const double MostMinutes = 24 * 60;

    private static readonly Option<Uri?> Url = WebAddress.Option("--url", "Address of the server.", "http://127.0.0.1:5080/");
    private static readonly Option<int> Classes = Bounded("--classes", "Classes", 4, 1, RehearsalSize.MostClasses);
    private static readonly Option<int> Students = Bounded("--students-per-class", "Students in each", 25, 1, RehearsalSize.MostStudents);

    private static readonly Option<RehearsalProfile> Profile = new("--profile")
    {
        Description = "lesson: as a day is; bell: all begin in one second; storm: and half-way every link is cut; closed: as fast as the server takes it.",
        DefaultValueFactory = _ => RehearsalProfile.Lesson,
    };

    private static readonly Option<double> Minutes = Bounded("--minutes", "How long; a lesson has 40", 5.0, 0.2, MostMinutes);
    private static readonly Option<double> Pace = Bounded("--pace", "How much faster than real students answer", 1.0, 0.1, 100);
    private static readonly Option<double> Rate = Bounded(
        "--rate", "Answers a second of all students together, alike at every instant, over and over to the end; 0: each at a reader's pace", 0.0, 0, 100_000);

    private static readonly Option<bool> CloseBoards = new("--close-boards") { Description = "Teachers close their boards half-way: the difference is what boards cost." };
    private static readonly Option<int> Processes = Bounded("--processes", "Processes the students come from", 2, 1, 16);
    private static readonly Option<double> WithoutJitter = Bounded(
        "--without-jitter", "Share of the students that come back from the storm at once, as bad clients do", WorkerPlan.UsuallyWithoutJitter, 0, 1);

    private static readonly Option<int> Seed = new("--seed") { Description = "The same seed gives the same students.", DefaultValueFactory = _ => 1 };

    private static readonly Option<FileInfo?> Key = new("--key")
    {
        Description = "The operator's key: keys/rehearsal.key in the server's data folder. A demo on this machine needs none.",
    };

    private static readonly Option<FileInfo?> Authority = new("--ca") { Description = "PEM certificate of the server's own authority." };
    private static readonly Option<bool> Replace = new("--replace") { Description = "End a rehearsal that was cut off and left open." };
    private static readonly Option<int> FloorSeconds = Bounded("--floor-seconds", "Before a run against this machine: seconds for each floor (socket, hub, durable hub, fsync), 0 for none", 5, 0, 600);

    private static readonly Option<DirectoryInfo> FloorFolder = new("--floor-folder")
    {
        Description = "A folder on the disk of the server's store, for the durable floor; nothing stays in it.",
        DefaultValueFactory = _ => new DirectoryInfo(Path.GetTempPath()),
    };

    private static readonly Option<string?> Out = new("--out") { Description = "The report as JSON." };
    private static readonly Option<bool> Keep = new("--keep") { Description = "Leave the report with the server, where a region finds it when it plans waves." };
    private static readonly Option<string?> Page = new("--page") { Description = "The report as a page with charts." };

    public static Command Create()
    {
        Command command = new(
            "rehearse",
            "Let virtual students take a lesson on a running server, compare what it acknowledged with what it stored, and say how many it holds.\n"
            + "Example: diagnostics rehearse --url http://127.0.0.1:5080 --classes 40 --profile bell --minutes 10 --out report.json --page report.html --keep")
        {
            Url, Classes, Students, Profile, Minutes, Pace, Rate, CloseBoards, Processes, Seed, Key, Authority, Replace, WithoutJitter, FloorSeconds, FloorFolder, Out, Page, Keep,
        };
        command.SetAction(RunAsync);
        return command;
    }

    /// <summary>Started by <see cref="Crowd"/> only.</summary>
    public static Command CreateWorker()
    {
        Command command = new(WorkerVerb) { Hidden = true };
        command.SetAction((_, cancellation) => new CrowdWorker(Console.In, Console.Out, TimeProvider.System).RunAsync(cancellation));
        return command;
    }

    /// <summary>Started by <see cref="FloorProcess"/> only.</summary>
    public static Command CreateFloor()
    {
        Argument<FloorKind> kind = new("kind");
        Argument<FileInfo> file = new("file");
        Command command = new(FloorVerb) { kind, file };
        command.Hidden = true;
        command.SetAction((parsed, cancellation) => FloorServer.RunAsync(
            parsed.GetValue(kind), parsed.GetValue(file)!.FullName, Console.In, Console.Out, TimeProvider.System, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        TextWriter messages = parsed.InvocationConfiguration.Error;
        try
        {
            using WholeFile? json = parsed.GetValue(Out) is { } path ? new WholeFile(path) : null;
            using WholeFile? page = parsed.GetValue(Page) is { } pagePath ? new WholeFile(pagePath) : null;
            RehearsalRun run = new(Read(parsed), TimeProvider.System);
            RehearsalReport report = await ProgressBar.RunAsync(
                "rehearsal", progress => run.RunAsync(progress, cancellation).GetAwaiter().GetResult(), TimeProvider.System, cancellation);
            await WriteAsync(json, report.ToJson());
            await WriteAsync(page, RehearsalPage.Render(report));
            await parsed.InvocationConfiguration.Output.WriteAsync(RehearsalText.Of(report));
            if (parsed.GetValue(Keep))
            {
                await run.KeepAsync(report, cancellation);
                await parsed.InvocationConfiguration.Output.WriteLineAsync("The server keeps the report.");
            }

            return report.Verdict.Holds ? ExitCode.Success : ExitCode.BadInput;
        }
        catch (HttpRequestException refusal)
        {
            await messages.WriteLineAsync(Explain(refusal, parsed.GetValue(Url)!));
            return ExitCode.BadInput;
        }
        catch (TaskCanceledException timeout) when (timeout.InnerException is TimeoutException)
        {
            await messages.WriteLineAsync($"{parsed.GetValue(Url)} does not answer: {timeout.InnerException.Message}");
            return ExitCode.BadInput;
        }
        catch (Exception failure) when (failure is InvalidOperationException or IOException or UnauthorizedAccessException or TableException or InvalidDataException)
        {
            await messages.WriteLineAsync(failure.Message);
            return ExitCode.BadInput;
        }
    }

    private static Option<T> Bounded<T>(string name, string what, T usual, T least, T most)
        where T : IComparable<T>
    {
        string range = string.Create(CultureInfo.InvariantCulture, $"{least} to {most}");
        Option<T> option = new(name) { Description = $"{what}, {range}.", DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<T>() is not { } value || value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
            {
                result.AddError($"{name} is {range}.");
            }
        });
        return option;
    }

    private static RehearsalOptions Read(ParseResult parsed)
    {
        Uri url = parsed.GetValue(Url)!;
        return new RehearsalOptions(
            url.AbsoluteUri.EndsWith('/') ? url : new Uri(url.AbsoluteUri + "/"), parsed.GetValue(Classes), parsed.GetValue(Students), parsed.GetValue(Profile), parsed.GetValue(Minutes),
            parsed.GetValue(Pace), parsed.GetValue(Processes), parsed.GetValue(Seed),
            parsed.GetValue(Key) is { } key ? RehearsalKey.Text(File.ReadAllBytes(key.FullName)) : null,
            parsed.GetValue(Authority) is { } authority ? File.ReadAllText(authority.FullName) : null, parsed.GetValue(Replace),
            parsed.GetValue(WithoutJitter), parsed.GetValue(FloorSeconds), parsed.GetValue(FloorFolder)!.FullName, parsed.GetValue(Rate),
            parsed.GetValue(CloseBoards));
    }

    private static async Task WriteAsync(WholeFile? file, string text)
    {
        if (file is not null)
        {
            await file.Text.WriteAsync(text);
            file.Complete();
        }
    }

    private static string Explain(HttpRequestException refusal, Uri url) => (int?)refusal.StatusCode switch
    {
        401 => $"{url} asks for the operator's key: --key, the file keys/rehearsal.key of its data folder.",
        409 => "An earlier rehearsal is still open on this server; --replace ends it.",
        { } status => string.Create(CultureInfo.InvariantCulture, $"{url} answered {status}: {refusal.Message}"),
        null => $"{url} does not answer: {refusal.Message}",
    };
}
