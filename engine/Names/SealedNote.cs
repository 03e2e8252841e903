namespace Diagnostics.Engine.Names;

/// <summary>A psychologist's note on one place as the server knows it: ciphertext.</summary>
/// <param name="Generation">Of the school's key it was encrypted with: a change of key leaves it as it is.</param>
/// <param name="Revision">Grows by one with every change; 0 where there is no note yet.</param>
public sealed record SealedNote(int Seat, long Generation, long Revision, string Sealed);
