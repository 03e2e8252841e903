namespace Diagnostics.Engine.Names;

/// <summary>A school's key as whoever asks holds it, with what opens older ciphertext.</summary>
/// <param name="Generation">Of the key in use; 0 where the school has none.</param>
/// <param name="Wrapped">The key wrapped for whoever asks; null when they do not hold it, and then there is nothing else for them either.</param>
/// <param name="Past">The keys before it, oldest first.</param>
public sealed record HeldSchoolKey(string SchoolId, long Generation, string? Wrapped, IReadOnlyList<PastKey> Past);
