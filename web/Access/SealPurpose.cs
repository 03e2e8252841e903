namespace Diagnostics.Web.Access;

/// <summary>What a sealed string opens. The numbers are part of the seals in use: never reuse one.</summary>
internal enum SealPurpose
{
    /// <summary>A student's session credential.</summary>
    Session = 1,

    /// <summary>A one-time ticket for a socket.</summary>
    Ticket = 2,

    /// <summary>A class board after its PIN.</summary>
    Board = 3,

    // 4 was the set-up key's cookie.

    /// <summary>A browser that accounts have signed in from before.</summary>
    Device = 5,

    /// <summary>The word a signed-in browser sends with every change.</summary>
    StaffWord = 6,

    /// <summary>A second factor's key on its way between being shown and being confirmed.</summary>
    FactorKey = 7,

    /// <summary>A browser that has opened boards with their PIN before.</summary>
    OpenedBoards = 8,

    // 20 and on: the way to the operator's sign-in provider and back.
    OidcFlow = 20,
    OidcState = 21,
    OidcNonce = 22,
    OidcVerifier = 23,

    // 30 and on: the check of devices.
    Check = 30,
    CheckTicket = 31,
}
