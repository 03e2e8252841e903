using System.CommandLine;
using Diagnostics.Web.Tls;
using IPNetwork = System.Net.IPNetwork;

namespace Diagnostics.Web.Commands;

/// <summary>The options of <c>serve</c> about certificates and proxies.</summary>
internal sealed class TlsCommandOptions
{
    public const string PasswordVariable = "DIAGNOSTICS_CERTIFICATE_PASSWORD";

    private readonly Option<string?> _certificate = new("--certificate")
    {
        Description = "Certificate to serve https with: PEM (with --certificate-key, or the key in the same file) or PFX. Read again when it changes.",
    };

    private readonly Option<string?> _key = new("--certificate-key") { Description = "PEM file of the certificate's key." };

    private readonly Option<string?> _passwordFile = new("--certificate-password-file")
    {
        Description = $"File whose first line is the password of the key or PFX; or set {PasswordVariable}.",
    };

    private readonly Option<bool> _own = new("--own-certificate")
    {
        Description = "Serve https with a certificate of the server's own authority (made once in DATA/tls, renewed by itself); schools install /tls/ca.crt.",
    };

    private readonly Option<string[]> _hosts = new("--host")
    {
        Description = "Name or IP address for --own-certificate, once for each; localhost is always there.",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<int?> _httpPort = new("--http-port") { Description = "Port that sends plain-http readers to https." };

    private readonly Option<string[]> _proxies = new("--trusted-proxy")
    {
        Description = "Address or network (CIDR) of a proxy whose X-Forwarded-For and X-Forwarded-Proto are believed, once for each.",
        DefaultValueFactory = _ => [],
    };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _certificate, _key, _passwordFile, _own, _hosts, _httpPort, _proxies })
        {
            command.Options.Add(option);
        }
    }

    /// <exception cref="FormatException">The options contradict each other or one of them cannot be read; the message says which.</exception>
    /// <exception cref="IOException">The password's file cannot be read.</exception>
    public TlsOptions Read(ParseResult parsed)
    {
        string? certificate = parsed.GetValue(_certificate);
        string? key = parsed.GetValue(_key);
        string? passwordFile = parsed.GetValue(_passwordFile);
        bool own = parsed.GetValue(_own);
        string[] hosts = parsed.GetValue(_hosts)!;
        int? httpPort = parsed.GetValue(_httpPort);
        Require(!(own && certificate is not null), "--own-certificate and --certificate exclude each other.");
        Require(certificate is not null || (key ?? passwordFile) is null, "--certificate-key and --certificate-password-file belong to --certificate.");
        Require(own || hosts.Length == 0, "--host belongs to --own-certificate.");
        Require(own || certificate is not null || httpPort is null, "--http-port belongs to --certificate or --own-certificate.");
        Require(httpPort is null or (>= 0 and <= 65535), $"--http-port: {httpPort} is no port.");
        return new TlsOptions
        {
            OwnNames = own ? ServerNames.Of(hosts) : null,
            Certificate = certificate is null ? null : new CertificateFiles(certificate, key, PasswordIn(passwordFile)),
            HttpPort = httpPort,
            TrustedProxies = [.. parsed.GetValue(_proxies)!.Select(NetworkOf)],
        };
    }

    /// <summary>Never an argument: other users of the machine see those.</summary>
    private static string? PasswordIn(string? file) => file is null
        ? Environment.GetEnvironmentVariable(PasswordVariable) is { Length: > 0 } password ? password : null
        : File.ReadLines(file).FirstOrDefault();

    private static IPNetwork NetworkOf(string text)
    {
        if (IPNetwork.TryParse(text, out IPNetwork network))
        {
            return network;
        }

        Require(System.Net.IPAddress.TryParse(text, out System.Net.IPAddress? address), $"--trusted-proxy: \"{text}\" is no address and no network.");
        return new IPNetwork(address!, address!.GetAddressBytes().Length * 8);
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new FormatException(otherwise);
        }
    }
}
