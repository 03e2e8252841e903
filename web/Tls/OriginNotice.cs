namespace Diagnostics.Web.Tls;

/// <summary>What the operator reads at the start about the certificate and the mode.</summary>
internal static class OriginNotice
{
    /// <summary>
    /// An address a browser can open: https where there is one, under a name of the certificate or as localhost in place of "all
    /// addresses".
    /// </summary>
    public static Uri AddressOf(ICollection<string> urls, TlsOptions tls)
    {
        string url = urls.FirstOrDefault(one => one.StartsWith("https:", StringComparison.Ordinal)) ?? urls.First();
        BindingAddress listened = BindingAddress.Parse(url);
        string host = listened.Host is "0.0.0.0" or "[::]" or "*" or "+" ? tls.OwnNames?.First ?? "localhost" : listened.Host;
        return new UriBuilder(listened.Scheme, host, listened.Port).Uri;
    }

    public static async Task PrintAsync(CertificateKeeper? keeper, OriginMode mode, Uri address, TextWriter output)
    {
        await output.WriteLineAsync(mode switch
        {
            OriginMode.Full => "  режим             полный",
            OriginMode.WithoutNames => """
                  режим             без имён: адрес незащищённый (http). Ученики отвечают, доска класса работает,
                                    страницы для сотрудников закрыты. Что делать: docs/ru/сертификат.md
                """,
        });
        if (keeper is null)
        {
            return;
        }

        await output.WriteLineAsync(
            $"  сертификат        до {keeper.Shown.TargetCertificate.NotAfter:yyyy-MM-dd}: {ServerNames.Of(keeper.Shown.TargetCertificate)}");
        if (keeper is OwnCertificate { Authority: var authority })
        {
            await output.WriteLineAsync($"""
                  для школ          {new Uri(address, AuthorityDoor.Path)}, до {authority.Certificate.NotAfter:yyyy-MM-dd}
                                    SHA-256 {authority.Fingerprint}
                """);
        }
    }
}
