namespace Diagnostics.Engine.Names;

/// <summary>A class's notes with what opens them.</summary>
/// <param name="Generation">Of the key in use; 0 where the school has none.</param>
/// <param name="Wrapped">The key wrapped for whoever asks, or null: then there are no notes for them either.</param>
/// <param name="Past">The keys before it, oldest first.</param>
public sealed record ClassNotes(
    string SchoolId, long Generation, string? Wrapped, IReadOnlyList<PastKey> Past, IReadOnlyList<SealedNote> Notes);
