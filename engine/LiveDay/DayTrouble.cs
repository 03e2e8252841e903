namespace Diagnostics.Engine.LiveDay;

/// <summary>What went wrong on the day and asks for a hand. Each kind is one rule of <see cref="TroubleRules"/>; the client has a sentence and a next step for it.</summary>
public enum TroubleKind
{
    /// <summary>A server was heard from and is silent: <see cref="TroubleRules.ServerMs"/>.</summary>
    ServerSilent,

    /// <summary>A server runs another version, or gives browsers other content, than the one that is asked.</summary>
    ServerUnlike,

    /// <summary>In a school many of those at work have lost the link.</summary>
    LinksLost,

    /// <summary>In a school answers wait on devices, and more than a minute ago.</summary>
    UnsentGrow,

    /// <summary>A lesson was begun and nobody is at work in it.</summary>
    NobodyAnswers,
}

/// <param name="Place">Where: a school; null where a server is meant.</param>
/// <param name="ClassName">The class, where it is one.</param>
/// <param name="Server">The server's name, where it is one.</param>
/// <param name="Number">Students without a link, entries that wait; otherwise 0.</param>
/// <param name="Of">Students at work or without a link; otherwise 0.</param>
/// <param name="SinceMs">When this board first saw it, Unix ms.</param>
public sealed record DayTrouble(TroubleKind Kind, TroublePlace? Place, string? ClassName, string? Server, int Number, int Of, long SinceMs);

public sealed record TroublePlace(string SchoolId, string SchoolName, string MunicipalityId, string MunicipalityName);
