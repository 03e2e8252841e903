using System.CommandLine;
using System.Globalization;
using System.Net;
using Diagnostics.Engine;
using Diagnostics.Web.Oidc;
using Diagnostics.Web.Tls;

namespace Diagnostics.Web.Commands;

/// <summary><c>serve</c>: the server. Plain http and the demo answer on loopback only, unless the operator says otherwise.</summary>
internal static class ServeCommand
{
    public const string Name = "serve";

    private const long Megabyte = 1_048_576;

    public static Command Create()
    {
        Option<bool> demo = new("--demo") { Description = "Make the demo region with codes in an empty store, and print a few of them. A store that holds anything but the demo is refused." };
        Option<string?> urls = new("--urls")
        {
            Description = "Addresses to listen on: https with a certificate, http without. [default: http://127.0.0.1:5080 or https://127.0.0.1:5443]",
        };
        Option<Uri?> publicUrl = WebAddress.Option("--public-url", "Address printed on the cards, when it is not the one the page was opened by.");
        Option<bool> allowRemote = new("--allow-remote")
        {
            Description = "Let other machines reach plain http (without names: pages for staff stay closed) or the demo with its printed password.",
        };
        Option<string> factorFrom = new("--second-factor-from")
        {
            Description = "The least role whose sign-in needs a second factor: psychologist, or coordinator, who holds keys of names. Everybody from the municipality up always needs one.",
            DefaultValueFactory = _ => "psychologist",
        };
        factorFrom.AcceptOnlyFromAmong("psychologist", "coordinator");
        Option<string?> overlay = new("--overlay")
        {
            Description = "Folder of what the region adds to the atlas: programmes.csv, demand.csv, links.csv, each optional. A fault stops the start.",
        };
        Option<int?> lowDisk = new("--low-disk-mb")
        {
            Description = "With less free beside the SQLite file nobody new is let in, and those who have begun go on; 0 does not look. [default: 2048, with --demo 0]",
        };
        Option<int?> ballast = new("--ballast-mb")
        {
            Description = "Room set aside beside the SQLite file, given up when the disk is full so that whoever has begun can finish. [default: 512, with --demo 0]",
        };
        Option<string?> logCopy = new("--log-copy")
        {
            Description = "Folder on a second disk that takes, before it is acknowledged, all that the SQLite file takes; db restore makes the store from it.",
        };
        Option<int> slipDays = new("--slip-days")
        {
            Description = $"Days after a lesson's end in which slips with answers are taken, 1 to {EngineOptions.MostSlipDays}.",
            DefaultValueFactory = _ => EngineOptions.UsualSlipDays,
        };
        slipDays.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > EngineOptions.MostSlipDays)
            {
                result.AddError($"--slip-days is 1 to {EngineOptions.MostSlipDays}.");
            }
        });
        Option<string?> nodeName = new("--node-name")
        {
            Description = "How this node is called on the board of the day, where several serve one store. [default: the machine's name and the first port]",
        };
        Option<int> drain = new("--drain-seconds")
        {
            Description = $"A node of several that is stopped waits so long for its students to be at others, 0 to {ServerOptions.MostDrain.TotalSeconds}; a second signal ends it at once.",
            DefaultValueFactory = _ => (int)ServerOptions.UsualDrain.TotalSeconds,
        };
        drain.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 0 || result.GetValueOrDefault<int>() > ServerOptions.MostDrain.TotalSeconds)
            {
                result.AddError($"--drain-seconds is from 0 to {ServerOptions.MostDrain.TotalSeconds}.");
            }
        });
        nodeName.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { Length: 0 or > 60 })
            {
                result.AddError("--node-name has from 1 to 60 signs.");
            }
        });
        TlsCommandOptions tls = new();
        OidcCommandOptions oidc = new();
        PressureCommandOptions pressure = new();
        WatchCommandOptions watch = new();
        StoreOptions store = new();
        Command command = new(
            Name,
            "Run the server.\n"
            + "Example: diagnostics serve --data /var/lib/diagnostics --urls https://0.0.0.0:443 --own-certificate --host test.school.example\n"
            + "         diagnostics serve --urls https://0.0.0.0:443 --http-port 80 --certificate fullchain.pem --certificate-key privkey.pem\n"
            + "         diagnostics serve --public-url https://test.example/ --trusted-proxy 127.0.0.1")
        {
            demo, urls, publicUrl, allowRemote, factorFrom, overlay, lowDisk, ballast, logCopy, slipDays, nodeName, drain, store.Data, store.Database, store.Content,
        };
        foreach (Option<int?> option in new[] { lowDisk, ballast })
        {
            option.Validators.Add(result =>
            {
                if (result.GetValueOrDefault<int?>() < 0)
                {
                    result.AddError($"{option.Name} is not negative.");
                }
            });
        }

        tls.AddTo(command);
        oidc.AddTo(command);
        pressure.AddTo(command);
        watch.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            TlsOptions reached;
            OidcOptions? provider;
            try
            {
                reached = tls.Read(parsed);
                provider = oidc.Read(parsed);
            }
            catch (Exception fault) when (fault is FormatException or IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine(fault.Message);
                return fault is FormatException ? ExitCode.WrongUsage : ExitCode.BadInput;
            }

            string listen = parsed.GetValue(urls) ?? (reached.IsOn ? "https://127.0.0.1:5443" : "http://127.0.0.1:5080");
            if (!IsListOfAddresses(listen))
            {
                Console.Error.WriteLine($"--urls: \"{listen}\" is no list of addresses like http://127.0.0.1:5080;http://[::1]:5080.");
                return ExitCode.WrongUsage;
            }

            if (reached.FaultOf(listen) is { } contradiction)
            {
                Console.Error.WriteLine(contradiction);
                return ExitCode.WrongUsage;
            }

            if (!parsed.GetValue(allowRemote) && ListensBeyondLoopback(listen) && (parsed.GetValue(demo) || !reached.IsOn))
            {
                Console.Error.WriteLine(
                    $"{listen} can be reached from other machines, {(reached.IsOn ? "and the demo's accounts with it" : "over plain http")}. "
                    + "Say --allow-remote if that is meant.");
                return ExitCode.WrongUsage;
            }

            Engine.Storage.StoreOptions kept = pressure.ReadStore(
                parsed,
                Megabyte * (parsed.GetValue(lowDisk) ?? (parsed.GetValue(demo) ? 0 : 2_048)),
                Megabyte * (parsed.GetValue(ballast) ?? (parsed.GetValue(demo) ? 0 : 512)),
                parsed.GetValue(logCopy));
            EngineOptions engine = store.Read(parsed, parsed.GetValue(overlay), kept, pressure.ReadSession(parsed), parsed.GetValue(slipDays), pressure.ReadSectionGrace(parsed),
                nodeName: parsed.GetValue(nodeName) ?? NameOf(listen));
            ServerOptions options = new(engine, listen, parsed.GetValue(publicUrl), parsed.GetValue(demo))
            {
                Tls = reached,
                Oidc = provider,
                Lines = pressure.ReadLines(parsed),
                Drain = TimeSpan.FromSeconds(parsed.GetValue(drain)),
                CoordinatorsNeedFactor = parsed.GetValue(factorFrom) == "coordinator",
            };
            try
            {
                options = watch.Read(parsed, options);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                Console.Error.WriteLine(fault.Message);
                return ExitCode.BadInput;
            }

            return await Server.RunAsync(options, cancellation);
        });
        return command;
    }

    /// <summary>Several nodes on one machine are told apart by their ports.</summary>
    private static string NameOf(string urls) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(Environment.MachineName is { Length: <= 50 } name ? name : Environment.MachineName[..50])}:{BindingAddress.Parse(urls.Split(';', StringSplitOptions.TrimEntries)[0]).Port}");

    private static bool IsListOfAddresses(string urls)
    {
        try
        {
            return urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(BindingAddress.Parse).Any(address => address.Scheme is "http" or "https");
        }
        catch (FormatException)
        {
            return false;
        }
    }

    internal static bool ListensBeyondLoopback(string urls) => urls
        .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Any(url => BindingAddress.Parse(url).Host is var host && host != "localhost"
            && !(IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address)));
}
