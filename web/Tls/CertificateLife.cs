namespace Diagnostics.Web.Tls;

/// <summary>How long the certificate this server shows is good for; a proxy's is not known here.</summary>
internal sealed class CertificateLife(CertificateKeeper? keeper, TimeProvider clock)
{
    /// <summary>Whole days, negative when it is over; null where the server shows none.</summary>
    public int? DaysLeft => keeper is null
        ? null
        : (int)Math.Floor((keeper.Shown.TargetCertificate.NotAfter.ToUniversalTime() - clock.GetUtcNow().UtcDateTime).TotalDays);
}
