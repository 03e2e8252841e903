namespace Diagnostics.Web.Access;

/// <summary>Headers of every reply, and the one rule about where requests may come from.</summary>
internal static class SecurityHeaders
{
    /// <summary>Older browsers (Firefox 115) do not take 'self' for sockets, so the server's own name is said for them.</summary>
    private static string PolicyOf(HostString host, EndpointMetadataCollection? page) =>
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
        + $"connect-src 'self' ws://{host.Value} wss://{host.Value}; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
        + $"{(page?.GetMetadata<HoldsFrame>() is null ? "" : "frame-src 'self'; ")}frame-ancestors {(page?.GetMetadata<OwnFrame>() is null ? "'none'" : "'self'")}";

    /// <summary>Of a page that may stand in a frame anywhere: its own style and nothing more.</summary>
    private const string PolicyInFrames = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *";

    /// <summary>Before everything else, and set when the reply starts: a fault on the way empties what was set before it.</summary>
    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            Set(context);
            return Task.CompletedTask;
        });
        return next(context);
    });

    /// <summary>
    /// Turns away a request that changes something, or opens a socket, from a page of another origin. Browsers send Origin with both;
    /// programs that send none carry no browser's cookies either.
    /// </summary>
    public static void UseSameOrigin(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (!IsForeign(context.Request))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    });

    private static void Set(HttpContext context)
    {
        IHeaderDictionary headers = context.Response.Headers;
        // A fault empties the endpoint as well: only what the page itself answers may stand there.
        bool isEmbeddable = context.GetEndpoint()?.Metadata.GetMetadata<Embeddable>() is not null;
        headers.ContentSecurityPolicy = isEmbeddable ? PolicyInFrames : PolicyOf(context.Request.Host, context.GetEndpoint()?.Metadata);
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "geolocation=(), microphone=(), camera=(self), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = isEmbeddable ? "cross-origin" : "same-origin";
    }

    private static bool IsForeign(HttpRequest request) =>
        (!HttpMethods.IsGet(request.Method) || request.Headers.ContainsKey("Upgrade"))
        && request.Headers.Origin.ToString() is { Length: > 0 } origin
        && (!Uri.TryCreate(origin, UriKind.Absolute, out Uri? from) || from.Authority != request.Host.Value
            || (request.IsHttps && from.Scheme != Uri.UriSchemeHttps));
}
