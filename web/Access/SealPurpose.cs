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

    /// <summary>The set-up pages after the operator's key.</summary>
    SetUp = 4,
}
