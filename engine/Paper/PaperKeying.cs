namespace Diagnostics.Engine.Paper;

/// <summary>One keying of a form: what somebody has read off the paper.</summary>
/// <param name="Keying">A random word of the page: the same keying sent twice is no second one.</param>
/// <param name="Agrees">What is marked above the answers; null when neither box is.</param>
/// <param name="Answers">A canonical answer by item of the battery, empty where the paper has none; an empty list with a refusal.</param>
public sealed record PaperKeying(string Keying, bool? Agrees, IReadOnlyList<string> Answers)
{
    /// <summary>Items at which two keyings differed and the paper was looked at again: what is sent now counts.</summary>
    public IReadOnlyList<int> Settled { get; init; } = [];

    /// <summary>The mark above the answers was looked at again.</summary>
    public bool AgreesSettled { get; init; }

    /// <summary>Items of which the page has told that the screen has another answer.</summary>
    public IReadOnlyList<int> Seen { get; init; } = [];

    /// <summary>Those of them where the paper is to count.</summary>
    public IReadOnlyList<int> FromPaper { get; init; } = [];

    /// <summary>Keyed once and read back against the paper, instead of keyed twice.</summary>
    public bool IsVerified { get; init; }
}
