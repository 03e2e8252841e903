using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Slips;

namespace Diagnostics.Web.Api;

internal sealed record EnterRequest(string Code, string DeviceId);

/// <param name="Slip">What the browser needs to make a slip of what it cannot send.</param>
internal sealed record EnterReply(string Token, SeatPlace Place, SessionState State, bool? Consent, string PackageHash, SlipPass Slip);

/// <summary>More come than can be let in at once; the code keeps the place.</summary>
/// <param name="Ahead">How many stand before.</param>
internal sealed record QueuedReply(long Ahead, int RetryMs);

/// <param name="TextVersion">Version of the text the student read before deciding.</param>
/// <param name="Epoch">The session's epoch as this window knows it, if it was told one.</param>
/// <param name="ParentPresent">At home: whether an adult is near.</param>
internal sealed record ConsentRequest(bool Agree, string TextVersion, long? Epoch = null, bool? ParentPresent = null);

/// <param name="Epoch">The session's epoch as this window knows it; an older window releases nothing.</param>
internal sealed record LeaveRequest(long Epoch);

internal sealed record TicketReply(string Ticket);
