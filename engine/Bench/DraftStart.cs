namespace Diagnostics.Engine.Bench;

/// <summary>What a draft begins with.</summary>
public abstract record DraftStart
{
    private DraftStart()
    {
    }

    /// <summary>Nearly nothing: one scale and its first items, of a kind.</summary>
    public sealed record Empty(DraftKind Kind) : DraftStart;

    /// <summary>A version there is: of one's own region with the next number, of any other instrument under a name of one's own.</summary>
    public sealed record Copy(string Instrument, string Version) : DraftStart;

    /// <summary>A file, as it is.</summary>
    public sealed record File(string Text) : DraftStart;
}

public enum DraftKind
{
    /// <summary>Statements that are rated.</summary>
    Ratings,

    /// <summary>Tasks with one right answer.</summary>
    Tasks,

    /// <summary>Pairs of statements; ipsative.</summary>
    Pairs,
}
