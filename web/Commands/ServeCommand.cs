using System.CommandLine;
using System.Net;

namespace Diagnostics.Web.Commands;

/// <summary><c>serve</c>: the server. Without accounts it answers on loopback only, unless the operator says otherwise.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        Option<bool> demo = new("--demo") { Description = "Make the demo region with codes if the store is empty, and print a few of them." };
        Option<string> urls = new("--urls") { Description = "Addresses to listen on.", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
        Option<Uri?> publicUrl = new("--public-url") { Description = "Address printed on the cards, when it is not the one the page was opened by." };
        Option<bool> allowRemote = new("--allow-remote")
        {
            Description = "Listen beyond this machine. There are no accounts yet: whoever has the set-up key may make classes.",
        };
        Option<string?> overlay = new("--overlay")
        {
            Description = "Folder of what the region adds to the atlas: programmes.csv, demand.csv, links.csv, each optional. A fault stops the start.",
        };
        StoreOptions store = new();
        Command command = new(
            "serve",
            "Run the server.\nExample: diagnostics serve --data /var/lib/diagnostics --urls http://0.0.0.0:8080 --allow-remote")
        {
            demo, urls, publicUrl, allowRemote, overlay, store.Data, store.Database,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            string listen = parsed.GetValue(urls)!;
            if (!IsListOfAddresses(listen))
            {
                Console.Error.WriteLine($"--urls: \"{listen}\" is no list of addresses like http://127.0.0.1:5080;http://[::1]:5080.");
                return ExitCode.WrongUsage;
            }

            if (!parsed.GetValue(allowRemote) && ListensBeyondLoopback(listen))
            {
                Console.Error.WriteLine(
                    $"{listen} can be reached from other machines and there are no accounts yet. Say --allow-remote if that is meant.");
                return ExitCode.WrongUsage;
            }

            return await Server.RunAsync(
                new ServerOptions(store.Read(parsed, parsed.GetValue(overlay)), listen, parsed.GetValue(publicUrl), parsed.GetValue(demo)),
                cancellation);
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
