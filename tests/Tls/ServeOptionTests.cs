using System.CommandLine;
using System.Diagnostics;
using Diagnostics.Tests.EndToEnd;
using Diagnostics.Tests.Scoring;
using Diagnostics.Web.Commands;

namespace Diagnostics.Tests.Tls;

/// <summary><c>serve</c> as a process, where it has to refuse: the reason in one line, the exit code, and nothing left behind.</summary>
public sealed class ServeOptionTests : IDisposable
{
    private static readonly string[] Codes = ["--municipality", "Заречье", "--school", "Школа № 5", "--class", "9А"];
    private readonly ScratchFolder _folder = new();

    [Theory]
    [InlineData("--host belongs", "--host", "school.test")]
    [InlineData("--http-port belongs", "--http-port", "80")]
    [InlineData("exclude each other", "--own-certificate", "--certificate", "a.pem")]
    [InlineData("belong to --certificate", "--certificate-key", "a.pem")]
    [InlineData("neither a host name", "--own-certificate", "--host", "*.school.test")]
    [InlineData("no address and no network", "--trusted-proxy", "proxy")]
    [InlineData("belong to --oidc-authority", "--oidc-client-id", "server")]
    [InlineData("no https address", "--oidc-authority", "http://login.example.ru", "--oidc-client-id", "server", "--oidc-name", "область")]
    [InlineData("no http or https address", "--public-url", "diagnostika.example.ru")]
    [InlineData("needs --oidc-client-id", "--oidc-authority", "https://login.example.ru", "--oidc-name", "область")]
    [InlineData("needs --certificate or", "--urls", "https://127.0.0.1:0")]
    [InlineData("https addresses only", "--own-certificate", "--urls", "http://127.0.0.1:0")]
    [InlineData("needs --host", "--own-certificate", "--urls", "https://0.0.0.0:0", "--allow-remote")]
    public async Task Options_that_do_not_go_together_are_wrong_usage(string reason, params string[] arguments)
    {
        (int code, string error) = await ServeAsync(arguments);
        Assert.Equal(ExitCode.WrongUsage, code);
        Assert.Contains(reason, error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.PathOf("data")));
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("codes")]
    public void The_address_on_the_cards_is_read(string verb)
    {
        ParseResult parsed = Web.Commands.CommandLine.Create().Parse([verb, "--public-url", "https://diagnostika.example.ru/", .. verb == "codes" ? Codes : []]);
        Assert.Empty(parsed.Errors);
        Assert.Equal(new Uri("https://diagnostika.example.ru/"), parsed.GetValue<Uri?>("--public-url"));
    }

    [Fact]
    public async Task A_malformed_certificate_is_told_in_one_line_and_nothing_is_made()
    {
        string file = _folder.Write("bad.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        (int code, string error) = await ServeAsync("--certificate", file);
        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains("bad.pem", error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
        Assert.False(Directory.Exists(_folder.PathOf("data")));
    }

    [Fact]
    public async Task A_certificate_that_is_not_there_is_named()
    {
        (int code, string error) = await ServeAsync("--certificate", _folder.PathOf("none.pem"));
        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains("none.pem", error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<(int Code, string Error)> ServeAsync(params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(
            "dotnet", [ServerProcess.Executable, "serve", "--data", _folder.PathOf("data"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, error);
    }
}
