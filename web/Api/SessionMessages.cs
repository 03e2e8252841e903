using Diagnostics.Engine.Sessions;

namespace Diagnostics.Web.Api;

internal sealed record EnterRequest(string Code, string DeviceId);

internal sealed record EnterReply(string Token, SeatPlace Place, SessionState State, bool? Consent, string PackageHash);

/// <param name="TextVersion">Version of the text the student read before deciding.</param>
internal sealed record ConsentRequest(bool Agree, string TextVersion);

internal sealed record TicketReply(string Ticket);
