namespace Diagnostics.Web.Tls;

/// <summary>What the other classes of this folder are handed.</summary>
internal static class TlsServices
{
    public static void AddTls(this IServiceCollection services, ServerOptions options, CertificateKeeper? keeper)
    {
        services.AddSingleton(options.Tls).AddSingleton(new SecureOrigin(options))
            .AddSingleton(built => new CertificateLife(keeper, built.GetRequiredService<TimeProvider>()))
            .AddHttpsOnly(options);
        if (keeper is not null)
        {
            services.AddSingleton(keeper).AddHostedService<CertificateWatch>();
        }
    }
}
