using System.Security.Cryptography;

namespace Diagnostics.Web.Access;

/// <summary>A student's credential (kept by the browser until the finish) and the one-time tickets its sockets are opened with.</summary>
internal sealed class SessionTokens(Seal seal, ServerOptions options, TimeProvider clock)
{
    /// <summary>As long as slips are taken, and the day of the lesson: what waits on a device comes in on its own for as long as somebody could carry it.</summary>
    private readonly TimeSpan _tokenLife = TimeSpan.FromDays(options.Engine.SlipDays + 1);
    private static readonly TimeSpan TicketLife = TimeSpan.FromSeconds(30);

    /// <summary>More than the sockets a node opens in half a minute.</summary>
    private const int MostTickets = 200_000;

    private readonly UsedOnce _used = new(TicketLife, MostTickets, clock);

    public string Issue(SessionCredential credential) => seal.Make(SealPurpose.Session, credential.ToString(), _tokenLife);

    /// <summary>The credential of an <c>Authorization: Bearer</c> header, or null.</summary>
    public SessionCredential? Read(HttpRequest request) =>
        request.Headers.Authorization.ToString() is var header && header.StartsWith("Bearer ", StringComparison.Ordinal)
            ? SessionCredential.Parse(seal.Open(SealPurpose.Session, header["Bearer ".Length..]))
            : null;

    public string Ticket(SessionCredential credential) =>
        seal.Make(SealPurpose.Ticket, $"{credential}:{Convert.ToHexString(RandomNumberGenerator.GetBytes(8))}", TicketLife);

    /// <summary>The credential of a ticket that is used here for the first time, or null. Used tickets are remembered while they could be valid.</summary>
    public SessionCredential? Redeem(string? ticket) =>
        seal.Open(SealPurpose.Ticket, ticket) is { } payload && _used.TryUse(payload) ? SessionCredential.Parse(payload) : null;
}
