using System.Collections.Immutable;

namespace Diagnostics.Engine.Methods;

/// <summary>The key by which answers were written down: its version, and the mark of what it was then.</summary>
public sealed record KeyUsed(int Version, string Mark);

/// <summary>One keying of a sheet.</summary>
/// <param name="HeldOn">The day the answers were given, as 2026-11-22, or the year alone.</param>
/// <param name="Keying">A random word of the page: the same keying sent again is no second one.</param>
/// <param name="Answers">By item; null where there is none.</param>
/// <param name="Settled">Items whose difference was settled by looking at the paper.</param>
/// <param name="IsReadBack">It was read back aloud against the paper.</param>
public sealed record SheetKeying(
    KeyUsed Key, int Seat, string HeldOn, string Keying, IReadOnlyList<int?> Answers, IReadOnlyList<int> Settled, bool IsReadBack);

/// <summary>What became of a keying.</summary>
/// <param name="Differences">Items on which two keyings differ, with what the first has.</param>
public sealed record KeyingOutcome(KeyingKind Kind, ImmutableArray<KeyingDifference> Differences)
{
    internal static KeyingOutcome Of(KeyingKind kind) => new(kind, []);
}

/// <param name="First">What the first keying has; null for no answer.</param>
public sealed record KeyingDifference(int Item, int? First);

public enum KeyingKind
{
    /// <summary>There is no such place, or nobody finished there.</summary>
    Nothing,

    /// <summary>Answers the key does not take, or no day.</summary>
    Invalid,

    /// <summary>The first; it waits for the second.</summary>
    Waits,

    /// <summary>The two are not the same; nothing is written.</summary>
    Differs,

    /// <summary>It stands.</summary>
    Kept,

    /// <summary>Another sheet of that day stands already, or was begun by another version of the key.</summary>
    Held,
}

/// <summary>A row of a table.</summary>
/// <param name="Before">The mark of the sheet that was there when the rows were looked at; null for none.</param>
public sealed record SheetRowOrder(int Seat, string HeldOn, IReadOnlyList<int?> Answers, string? Before);

/// <summary>What became of the rows, in their order.</summary>
public sealed record ImportOutcome(ImmutableArray<RowOutcome> Rows);

public enum RowOutcome
{
    Added,
    Changed,
    Unchanged,

    /// <summary>Nobody finished there, or somebody withdrew.</summary>
    Closed,

    /// <summary>It is not as it was looked at: somebody else wrote there.</summary>
    Moved,

    /// <summary>Answers the key does not take, or no day.</summary>
    Invalid,
}
