namespace Diagnostics.Engine.Results;

/// <summary>What a psychologist signed of a result, as the student reads it: nothing that was hidden, and nothing that is another reader's.</summary>
/// <param name="Version">From 1 on.</param>
/// <param name="Text">The conclusion for the student.</param>
/// <param name="Signer">The name shown.</param>
/// <param name="Seal">The first signs of the version's hash: enough to compare two copies by eye.</param>
/// <param name="Chosen">What the psychologist put before the rest, in that order.</param>
public sealed record SignedPart(long Version, string Text, string Signer, long SignedAtMs, string Seal, IReadOnlyList<ChosenItem> Chosen)
{
    /// <summary>Signs of the hash that are told.</summary>
    public const int SealLength = 12;
}

/// <summary>What is put before the rest.</summary>
/// <param name="Kind">"sector" | "profession" | "direction" | "profile".</param>
/// <param name="Description">One sentence of what it is.</param>
/// <param name="IsAdded">The psychologist added it: it is in no computed list and has no trace.</param>
/// <param name="Reason">Why, as the word of a closed list.</param>
/// <param name="Words">Why, in the psychologist's words; null without.</param>
public sealed record ChosenItem(string Kind, string Code, string Title, string Description, bool IsAdded, string Reason, string? Words);
