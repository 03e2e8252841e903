namespace Diagnostics.Web;

/// <summary>The address printed on cards: what the operator says, otherwise the one the asking browser used.</summary>
internal sealed record PublicAddress(Uri? Configured)
{
    public Uri Of(HttpRequest request) => Configured ?? new Uri($"{request.Scheme}://{request.Host}/");
}
