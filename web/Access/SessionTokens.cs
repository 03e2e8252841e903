using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Diagnostics.Web.Access;

/// <summary>A student's credential (kept by the browser until the finish) and the one-time tickets its sockets are opened with.</summary>
internal sealed class SessionTokens(Seal seal, TimeProvider clock)
{
    /// <summary>Long enough for a late window after a lesson without a link.</summary>
    private static readonly TimeSpan TokenLife = TimeSpan.FromDays(7);
    private static readonly TimeSpan TicketLife = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _used = new(StringComparer.Ordinal);
    private DateTimeOffset _sweptAt = clock.GetUtcNow();

    public string Issue(SessionCredential credential) => seal.Make(SealPurpose.Session, credential.ToString(), TokenLife);

    /// <summary>The credential of an <c>Authorization: Bearer</c> header, or null.</summary>
    public SessionCredential? Read(HttpRequest request) =>
        request.Headers.Authorization.ToString() is var header && header.StartsWith("Bearer ", StringComparison.Ordinal)
            ? SessionCredential.Parse(seal.Open(SealPurpose.Session, header["Bearer ".Length..]))
            : null;

    public string Ticket(SessionCredential credential) =>
        seal.Make(SealPurpose.Ticket, $"{credential}:{Convert.ToHexString(RandomNumberGenerator.GetBytes(8))}", TicketLife);

    /// <summary>The credential of a ticket that is used here for the first time, or null. Used tickets are remembered while they could be valid.</summary>
    public SessionCredential? Redeem(string? ticket)
    {
        Sweep();
        return seal.Open(SealPurpose.Ticket, ticket) is { } payload && _used.TryAdd(payload, clock.GetUtcNow() + TicketLife)
            ? SessionCredential.Parse(payload)
            : null;
    }

    private void Sweep()
    {
        DateTimeOffset now = clock.GetUtcNow();
        if (now - _sweptAt < TicketLife)
        {
            return;
        }

        _sweptAt = now;
        foreach ((string payload, DateTimeOffset until) in _used)
        {
            if (until < now)
            {
                _used.TryRemove(payload, out _);
            }
        }
    }
}
