using System.Collections.Immutable;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;

namespace Diagnostics.Engine.Qti;

/// <summary>What came of reading a package: instruments with their files, or at least one fault. Never both.</summary>
/// <param name="Instruments">One of a foreign package; of our own as many as were written. Empty when there is a fault.</param>
/// <param name="Findings">All that is to be said, in the order in which it was found.</param>
public sealed record QtiReading(ImmutableArray<QtiInstrument> Instruments, ImmutableArray<QtiFinding> Findings)
{
    /// <summary>Whether the files are those of the package's own side file, letter by letter, and not made of its XML: it is taken at its word.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Of our own package: the battery, and its file.</summary>
    public (Battery Battery, ReadOnlyMemory<byte> Json)? Battery { get; init; }

    /// <summary>Of our own package: norm files by name.</summary>
    public ImmutableArray<QtiFile> Norms { get; init; } = [];

    /// <summary>Pictures no item can hold (PNG, JPEG, GIF), to be drawn anew by hand.</summary>
    public ImmutableArray<QtiFile> Media { get; init; } = [];
}

/// <summary>An instrument that was read, and the file it was read from.</summary>
/// <param name="Readings">Texts for its scales, a file as well; null where the package has none.</param>
public sealed record QtiInstrument(Instrument Instrument, ReadOnlyMemory<byte> Json, ReadOnlyMemory<byte>? Readings);

/// <param name="Name">Letters, digits, dots, hyphens and low lines only: safe as the name of a file.</param>
public sealed record QtiFile(string Name, ReadOnlyMemory<byte> Content);
