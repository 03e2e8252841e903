using System.CommandLine;
using System.Net;
using Diagnostics.Web.Tls;

namespace Diagnostics.Web.Commands;

/// <summary><c>serve</c>: the server. Without accounts it answers on loopback only, unless the operator says otherwise.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        Option<bool> demo = new("--demo") { Description = "Make the demo region with codes if the store is empty, and print a few of them." };
        Option<string?> urls = new("--urls")
        {
            Description = "Addresses to listen on: https with a certificate, http without. [default: http://127.0.0.1:5080 or https://127.0.0.1:5443]",
        };
        Option<Uri?> publicUrl = new("--public-url") { Description = "Address printed on the cards, when it is not the one the page was opened by." };
        Option<bool> allowRemote = new("--allow-remote")
        {
            Description = "Listen beyond this machine. There are no accounts yet: whoever has the set-up key may make classes.",
        };
        TlsCommandOptions tls = new();
        StoreOptions store = new();
        Command command = new(
            "serve",
            "Run the server.\n"
            + "Example: diagnostics serve --data /var/lib/diagnostics --urls https://0.0.0.0:443 --allow-remote --own-certificate --host test.school.example\n"
            + "         diagnostics serve --urls https://0.0.0.0:443 --http-port 80 --allow-remote --certificate fullchain.pem --certificate-key privkey.pem\n"
            + "         diagnostics serve --public-url https://test.example/ --trusted-proxy 127.0.0.1")
        {
            demo, urls, publicUrl, allowRemote, store.Data, store.Database,
        };
        tls.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            TlsOptions reached;
            try
            {
                reached = tls.Read(parsed);
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

            if (!parsed.GetValue(allowRemote) && ListensBeyondLoopback(listen))
            {
                Console.Error.WriteLine(
                    $"{listen} can be reached from other machines and there are no accounts yet. Say --allow-remote if that is meant.");
                return ExitCode.WrongUsage;
            }

            return await Server.RunAsync(
                new ServerOptions(store.Read(parsed), listen, parsed.GetValue(publicUrl), parsed.GetValue(demo)) { Tls = reached }, cancellation);
        });
        return command;
    }

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
