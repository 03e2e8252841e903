using Diagnostics.Engine.Batteries;

namespace Diagnostics.Engine.Rehearsals;

/// <param name="Classes">How many, 1..1,000.</param>
/// <param name="Students">In each, 1..40.</param>
public sealed record RehearsalSize(int Classes, int Students)
{
    public const int MostClasses = 1_000;

    public const int MostStudents = 40;

    public bool IsValid => Classes is >= 1 and <= MostClasses && Students is >= 1 and <= MostStudents;
}

/// <summary>A class that is wanted.</summary>
/// <param name="School">Number of its school, from 0.</param>
internal sealed record RehearsedRoom(int School, int Grade, char Letter, Battery Battery, int Students);

/// <summary>What a generator needs of one class: its board and its students' codes, by seat from 1.</summary>
public sealed record RehearsedClass(string Id, int Grade, string BoardLink, string Pin, IReadOnlyList<string> Codes);

/// <summary>A row of the log as the store holds it.</summary>
public sealed record StoredAnswer(string ClassId, int Seat, long Number, int Item, string Value);

/// <param name="Numbers">The last number of its packed answers; 0 while it is not finished.</param>
public sealed record StoredSession(string ClassId, int Seat, bool Finished, long Numbers);

/// <summary>Another rehearsal is still open.</summary>
public sealed class RehearsalOpenException(long openedAtMs) : Exception("Another rehearsal is open.")
{
    public long OpenedAtMs => openedAtMs;
}
