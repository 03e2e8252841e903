using System.Collections.Immutable;

namespace Diagnostics.Engine.Instruments;

/// <summary>
/// A методика: immutable; a changed word is a new version. Two instruments with the same content hash are the same, letter for letter.
/// </summary>
/// <param name="Id">Identifier, e.g. "riasec".</param>
/// <param name="Version">Version, e.g. "1.0.0".</param>
/// <param name="Title">Title people see.</param>
/// <param name="Instruction">What to do, shown before the first item.</param>
/// <param name="Status">Whether norms exist.</param>
/// <param name="Scales">Scales in output order.</param>
/// <param name="Forms">Forms by id; "full" is always there.</param>
/// <param name="ContentHash">SHA-256 over the canonical JSON, lower-case hex.</param>
public sealed record Instrument(
    string Id,
    string Version,
    LocalText Title,
    LocalText Instruction,
    InstrumentStatus Status,
    ImmutableArray<Scale> Scales,
    ImmutableSortedDictionary<string, InstrumentForm> Forms,
    string ContentHash)
{
    /// <summary>Languages the texts are meant to exist in; Russian is always among them.</summary>
    public ImmutableArray<string> Languages { get; init; } = ["ru"];

    /// <summary>What people who read results must know; of a pilot, that there are no norms.</summary>
    public LocalText? Note { get; init; }

    /// <summary>The part of a student's result its scores are shown in, if any.</summary>
    public ResultPart Result { get; init; }

    /// <summary>The file it was read from, byte for byte: what a copy of it begins with. Holds the key.</summary>
    internal ReadOnlyMemory<byte> File { get; init; }

    /// <summary>Items that are asked but feed no scale on purpose.</summary>
    public ImmutableSortedSet<string> Unscored { get; init; } = [];
}
