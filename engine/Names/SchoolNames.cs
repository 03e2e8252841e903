using Diagnostics.Engine.Accounts;

namespace Diagnostics.Engine.Names;

/// <summary>A school as whoever asks may open its names.</summary>
/// <param name="Generation">Of the key in use; 0 where there is none yet.</param>
/// <param name="Wrapped">The key wrapped for whoever asks, or null.</param>
/// <param name="Recovery">The key wrapped by the printed recovery key, or null.</param>
/// <param name="IsDue">Somebody who held the key has left since it was made.</param>
/// <param name="People">Everybody who may read the names of this school.</param>
public sealed record SchoolNames(
    string Id, string Title, long Generation, string? Wrapped, string? Recovery, bool IsDue, IReadOnlyList<NameReader> People,
    IReadOnlyList<NamedClass> Classes);

/// <param name="PublicKey">Null until they have made their keys.</param>
/// <param name="Holds">Whether the key in use was handed to them.</param>
public sealed record NameReader(string Id, string Name, StaffRole Role, string? PublicKey, bool Holds);

/// <param name="Year">Of its campaign.</param>
/// <param name="Seats">Numbers of the places, spare ones included.</param>
/// <param name="Revision">Of its list; 0 where there is none.</param>
public sealed record NamedClass(string Id, string Name, int Year, int Seats, long Revision, string BoardLink);

/// <summary>A class's list with what opens it.</summary>
/// <param name="Wrapped">The school's key wrapped for whoever asks, or null.</param>
/// <param name="List">Null where nobody has written one.</param>
public sealed record ClassNames(string SchoolId, long Generation, string? Wrapped, SealedList? List);
