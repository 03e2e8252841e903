using System.Net;
using Diagnostics.Web.Api;

namespace Diagnostics.Web.Tls;

/// <summary>With TLS on, plain HTTP only shows the way, and browsers are told to stay with https.</summary>
internal static class HttpsOnly
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    public static void AddHttpsOnly(this IServiceCollection services, ServerOptions options)
    {
        services.AddHsts(hsts => hsts.MaxAge = Year);
        services.AddHttpsRedirection(redirection =>
        {
            redirection.RedirectStatusCode = StatusCodes.Status308PermanentRedirect;
            redirection.HttpsPort = PortOf(options);
        });
    }

    public static void UseHttpsOnly(this WebApplication app)
    {
        // The framework leaves out loopback by its names; addresses other than these have no HSTS either (RFC 6797, 8.1.1).
        app.UseWhen(context => !IPAddress.TryParse(context.Request.Host.Host.Trim('[', ']'), out _), named => named.UseHsts());
        if (!app.Services.GetRequiredService<TlsOptions>().IsOn)
        {
            return;
        }

        // The authority's certificate is public and compared by its fingerprint; before it is installed, https would only show a warning.
        app.UseWhen(context => !context.Request.IsHttps && context.Request.Path != AuthorityDoor.Path, plain =>
        {
            plain.Use(RefuseOthersAsync);
            plain.UseHttpsRedirection();
        });
    }

    /// <summary>
    /// What was sent has already crossed the network in the clear: the sender is to notice, not to be helped to do it again.
    /// </summary>
    private static Task RefuseOthersAsync(HttpContext context, RequestDelegate next) =>
        HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)
            ? next(context)
            : Problems.Of(StatusCodes.Status400BadRequest, "https-required").ExecuteAsync(context);

    /// <summary>
    /// The port readers use: that of the public address, otherwise of the first https address; null lets the framework ask the server.
    /// </summary>
    private static int? PortOf(ServerOptions options) =>
        options.PublicUrl is { Scheme: "https" } known ? known.Port
        : options.Tls.ListenOn(options.Urls).Select(BindingAddress.Parse).FirstOrDefault(one => one.Scheme == "https")?.Port is > 0 and var port ? port
        : null;
}
