using System.Globalization;
using System.Security.Cryptography;

namespace Diagnostics.Web.Access;

/// <summary>What a device holds while it checks itself, and the one-time ticket of its socket.</summary>
internal sealed class CheckTokens(Seal seal, TimeProvider clock)
{
    /// <summary>A check takes a minute; a device that slept may go on.</summary>
    private static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan TicketLife = TimeSpan.FromMinutes(1);

    /// <summary>More checks than a server begins in a minute.</summary>
    private const int MostTickets = 20_000;

    private readonly UsedOnce _used = new(TicketLife, MostTickets, clock);

    public string Issue(CheckCredential credential) => seal.Make(SealPurpose.Check, credential.ToString(), TokenLife);

    /// <summary>The credential of an <c>Authorization: Bearer</c> header, or null.</summary>
    public CheckCredential? Read(HttpRequest request) =>
        request.Headers.Authorization.ToString() is var header && header.StartsWith("Bearer ", StringComparison.Ordinal)
            ? CheckCredential.Parse(seal.Open(SealPurpose.Check, header["Bearer ".Length..]))
            : null;

    public string Ticket(CheckCredential credential) => seal.Make(SealPurpose.CheckTicket, credential.ToString(), TicketLife);

    /// <summary>Whether this ticket is ours and used for the first time.</summary>
    public bool TryRedeem(string? ticket) => seal.Open(SealPurpose.CheckTicket, ticket) is { } payload && _used.TryUse(payload);
}

/// <param name="Revision">Of the link it was opened by.</param>
/// <param name="Check">This check and no other: what limits count.</param>
internal sealed record CheckCredential(string ClassId, int Revision, string Check)
{
    public static CheckCredential Of(string classId, int revision) => new(classId, revision, Convert.ToHexString(RandomNumberGenerator.GetBytes(8)));

    public static CheckCredential? Parse(string? payload) => payload?.Split(':') is [var classId, var revision, var check]
        ? new CheckCredential(classId, int.Parse(revision, CultureInfo.InvariantCulture), check)
        : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{ClassId}:{Revision}:{Check}");
}
