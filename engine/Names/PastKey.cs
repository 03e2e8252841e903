namespace Diagnostics.Engine.Names;

/// <summary>A school's key that is not in use any more, sealed with the one that came after it.</summary>
/// <param name="Generation">Its own, not that of the key it is sealed with.</param>
public sealed record PastKey(long Generation, string Sealed);
