namespace Diagnostics.Engine.Reviews;

/// <summary>What was signed for a parent, as the parent reads it: no score, no list, and nothing that is another reader's.</summary>
/// <param name="Signer">The name shown, as it was when it was signed.</param>
/// <param name="Seal">The first signs of the version's hash: the student's page shows the same.</param>
public sealed record ParentText(string SchoolName, string ClassName, string Text, string Signer, long SignedAtMs, string Seal);

/// <summary>What became of opening a parent's text.</summary>
public abstract record ParentTextOutcome
{
    private ParentTextOutcome()
    {
    }

    public sealed record Opened(ParentText Text) : ParentTextOutcome;

    /// <summary>The key is right, and nothing stands for a parent now: withdrawn, or signed anew without a text for them.</summary>
    public sealed record Closed : ParentTextOutcome;

    public sealed record Unknown : ParentTextOutcome;
}

/// <param name="Key">The same as long as the result key is the same.</param>
public sealed record ParentKeyCard(int Seat, string Key);

/// <summary>That something is addressed to a colleague, without what it says.</summary>
public sealed record AddressedHead(string ClassId, string SchoolName, string ClassName, int Seat, string Signer, long SignedAtMs);

/// <summary>What was signed for a colleague of the school.</summary>
/// <param name="Seal">The first signs of the version's hash.</param>
public sealed record AddressedText(string Text, string Signer, long SignedAtMs, string Seal);
