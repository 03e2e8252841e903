using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Diagnostics.Web.Tls;

/// <summary>
/// The names a certificate is for: host names in ASCII lower case (xn--… for Cyrillic ones) and IP addresses; this machine is always
/// among them.
/// </summary>
internal sealed class ServerNames
{
    private static readonly IdnMapping Idn = new();

    private ServerNames(IEnumerable<string> hosts, IEnumerable<IPAddress> addresses, int given)
    {
        Given = given;
        Hosts = [.. hosts.Distinct(StringComparer.Ordinal)];
        Addresses = [.. addresses.Distinct()];
    }

    /// <summary>How many names were given beside those of this machine.</summary>
    public int Given { get; }

    public IReadOnlyList<string> Hosts { get; }

    public IReadOnlyList<IPAddress> Addresses { get; }

    /// <summary>The first name the operator gave, or localhost.</summary>
    public string First => Given > 0 && Hosts[0] == "localhost" ? Addresses[0].ToString() : Hosts[0];

    /// <exception cref="FormatException">A name is neither a host name nor an IP address; the message names it.</exception>
    public static ServerNames Of(IEnumerable<string> given)
    {
        List<string> hosts = [];
        List<IPAddress> addresses = [];
        foreach (string name in given.Select(one => one.Trim()))
        {
            if (IPAddress.TryParse(name.Trim('[', ']'), out IPAddress? address))
            {
                addresses.Add(address);
            }
            else
            {
                hosts.Add(AsciiOf(name));
            }
        }

        return new ServerNames([.. hosts, "localhost"], [.. addresses, IPAddress.Loopback, IPAddress.IPv6Loopback], hosts.Count + addresses.Count);
    }

    /// <summary>The names a certificate says it is for.</summary>
    public static ServerNames Of(X509Certificate2 certificate)
    {
        X509SubjectAlternativeNameExtension[] names = [.. certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()];
        string[] hosts = [.. names.SelectMany(one => one.EnumerateDnsNames())];
        IPAddress[] addresses = [.. names.SelectMany(one => one.EnumerateIPAddresses())];
        return new ServerNames(hosts, addresses, hosts.Length + addresses.Length);
    }

    public bool SameAs(ServerNames other) => Hosts.ToHashSet().SetEquals(other.Hosts) && Addresses.ToHashSet().SetEquals(other.Addresses);

    public X509Extension AsAlternativeNames()
    {
        SubjectAlternativeNameBuilder names = new();
        foreach (string host in Hosts)
        {
            names.AddDnsName(host);
        }

        foreach (IPAddress address in Addresses)
        {
            names.AddIpAddress(address);
        }

        return names.Build();
    }

    public override string ToString() => string.Join(", ", [.. Hosts, .. Addresses.Select(address => address.ToString())]);

    private static string AsciiOf(string name)
    {
        try
        {
            string ascii = Idn.GetAscii(name).ToLowerInvariant();
            return Uri.CheckHostName(ascii) == UriHostNameType.Dns && ascii[^1] != '.'
                ? ascii
                : throw new FormatException($"\"{name}\" is neither a host name nor an IP address.");
        }
        catch (ArgumentException)
        {
            throw new FormatException($"\"{name}\" is neither a host name nor an IP address.");
        }
    }
}
