using System.Text;
using Diagnostics.Web.Access;

namespace Diagnostics.Web.Tls;

/// <summary>
/// The certificate of the server's own authority, for schools to install. There is no such door with an operator's certificate.
/// </summary>
internal static class AuthorityDoor
{
    public const string Path = "/tls/ca.crt";
    private const string MediaType = "application/x-x509-ca-cert";

    public static void MapAuthority(this WebApplication app)
    {
        if (app.Services.GetService<CertificateKeeper>() is not OwnCertificate own)
        {
            return;
        }

        byte[] certificate = Encoding.ASCII.GetBytes(own.Authority.Certificate.ExportCertificatePem() + "\n");
        app.MapGet(Path, (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "no-cache";
            return TypedResults.Bytes(certificate, MediaType, "step-ca.crt");
        }).IsKept(new DoorRule.Open()).WithTags("tls").Produces(StatusCodes.Status200OK, contentType: MediaType);
    }
}
