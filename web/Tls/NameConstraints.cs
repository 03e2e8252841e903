using System.Formats.Asn1;
using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Diagnostics.Web.Tls;

/// <summary>
/// The extension that limits an authority to some names (RFC 5280, 4.2.1.10): whoever steals its key cannot speak for any other site.
/// A permitted host name covers the names below it; IP addresses are permitted one by one.
/// </summary>
internal static class NameConstraints
{
    private const string Oid = "2.5.29.30";
    private static readonly Asn1Tag Permitted = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag DnsName = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag IpRange = new(TagClass.ContextSpecific, 7);

    public static X509Extension Permitting(ServerNames names)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence(Permitted))
        {
            foreach (string host in names.Hosts)
            {
                using (writer.PushSequence())
                {
                    writer.WriteCharacterString(UniversalTagNumber.IA5String, host, DnsName);
                }
            }

            foreach (IPAddress address in names.Addresses)
            {
                byte[] bytes = address.GetAddressBytes();
                using (writer.PushSequence())
                {
                    writer.WriteOctetString([.. bytes, .. bytes.Select(_ => byte.MaxValue)], IpRange);
                }
            }
        }

        return new X509Extension(Oid, writer.Encode(), critical: true);
    }

    /// <summary>The names an authority may not sign for; empty when it may sign for all, or has no limit.</summary>
    public static IReadOnlyList<string> Refused(X509Certificate2 authority, ServerNames names)
    {
        if (authority.Extensions[Oid] is not { } extension)
        {
            return [];
        }

        (List<string> hosts, List<IPAddress> addresses) = Read(extension.RawData);
        return
        [
            .. names.Hosts.Where(name => !hosts.Exists(host => name == host || name.EndsWith($".{host}", StringComparison.Ordinal))),
            .. names.Addresses.Where(address => !addresses.Contains(address)).Select(address => address.ToString()),
        ];
    }

    private static (List<string> Hosts, List<IPAddress> Addresses) Read(byte[] encoded)
    {
        List<string> hosts = [];
        List<IPAddress> addresses = [];
        AsnReader subtrees = new AsnReader(encoded, AsnEncodingRules.DER).ReadSequence().ReadSequence(Permitted);
        while (subtrees.HasData)
        {
            AsnReader subtree = subtrees.ReadSequence();
            if (subtree.PeekTag().HasSameClassAndValue(DnsName))
            {
                hosts.Add(subtree.ReadCharacterString(UniversalTagNumber.IA5String, DnsName));
            }
            else
            {
                byte[] range = subtree.ReadOctetString(IpRange);
                addresses.Add(new IPAddress(range.AsSpan(0, range.Length / 2)));
            }
        }

        return (hosts, addresses);
    }
}
