namespace Diagnostics.Engine.Names;

/// <summary>A class's list of names as the server knows it: ciphertext.</summary>
/// <param name="Generation">Of the school's key it was encrypted with.</param>
/// <param name="Revision">Grows by one with every change; 0 where there is no list yet.</param>
public sealed record SealedList(string ClassId, long Generation, long Revision, string Sealed);
