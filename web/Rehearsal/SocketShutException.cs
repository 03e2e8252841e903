namespace Diagnostics.Web.Rehearsal;

/// <summary>The server answers plain HTTP, and its socket does not open: something on the way does not let sockets through.</summary>
internal sealed class SocketShutException(Exception cause) : IOException("The socket does not open.", cause);

internal static class SocketShut
{
    /// <summary>As often as a browser tries before it goes on over plain HTTP.</summary>
    public const int Tries = 3;

    public static async Task<HubLink> OrShutAsync(this Task<HubLink> opening, CancellationToken run)
    {
        try
        {
            return await opening;
        }
        catch (Exception error) when (LinkFault.Is(error, run))
        {
            throw new SocketShutException(error);
        }
    }
}
