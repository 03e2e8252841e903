using System.CommandLine;

namespace Diagnostics.Web.Commands;

/// <summary><c>health</c>: asks a running server how it is, for containers that have no other program.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static Command Create()
    {
        Option<Uri?> url = WebAddress.Option("--url", "Address of the server.");
        Command command = new(
            "health",
            "Ask a running server whether it can do its work: prints what it says, and ends with 0 when it can.\n"
            + "Example: diagnostics health --url http://127.0.0.1:5080/")
        {
            url,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            using HttpClient client = new() { BaseAddress = parsed.GetValue(url) ?? new Uri("http://127.0.0.1:5080/"), Timeout = Patience };
            try
            {
                using HttpResponseMessage reply = await client.GetAsync(new Uri("health", UriKind.Relative), cancellation);
                await Console.Out.WriteLineAsync(await reply.Content.ReadAsStringAsync(cancellation));
                return reply.IsSuccessStatusCode ? ExitCode.Success : ExitCode.BadInput;
            }
            catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
            {
                await Console.Error.WriteLineAsync(failure.Message);
                return ExitCode.BadInput;
            }
        });
        return command;
    }
}
