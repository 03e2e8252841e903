namespace Diagnostics.Engine.Slips;

/// <summary>Why a slip is not taken; nothing of it is written then.</summary>
public enum SlipFault
{
    /// <summary>Letters are missing or wrong, or it was made up.</summary>
    Damaged,

    /// <summary>Made by a page of another version.</summary>
    Version,

    /// <summary>Encrypted for another server's key.</summary>
    Foreign,

    /// <summary>There is no such session any more.</summary>
    Unknown,

    /// <summary>The late window is over.</summary>
    Late,

    /// <summary>The store lacks what came before it.</summary>
    Gap,

    /// <summary>An entry that the battery does not have.</summary>
    Invalid,

    /// <summary>The session takes no answers: a refusal to take part, or it is over.</summary>
    Closed,

    /// <summary>Other devices have left as much aside as is kept.</summary>
    Full,
}
