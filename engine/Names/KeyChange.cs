namespace Diagnostics.Engine.Names;

/// <summary>A new key of a school with everything that hangs on it: taken as a whole or not at all.</summary>
/// <param name="From">The generation it replaces; 0 for a school's first key.</param>
/// <param name="Recovery">The new key, wrapped by the printed recovery key.</param>
/// <param name="Wraps">The new key, wrapped for each who stays.</param>
/// <param name="Lists">Every list of the school, encrypted anew, each with the revision after the one it was read at.</param>
/// <param name="DropLists">Nobody can open the old lists, notes and drafts any more: they go, and there are none to encrypt.</param>
/// <param name="Past">The key it replaces, sealed with the new one, so that notes stay as they are; null for the first key and with <paramref name="DropLists"/>.</param>
public sealed record KeyChange(
    long From, string Recovery, IReadOnlyList<KeyWrap> Wraps, IReadOnlyList<SealedList> Lists, bool DropLists = false, string? Past = null);
