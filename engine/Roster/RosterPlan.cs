using System.Collections.Immutable;

namespace Diagnostics.Engine.Roster;

/// <summary>What an import does with a class.</summary>
public enum RosterChange
{
    New,
    Changed,
    Unchanged,

    /// <summary>The file says something else, and it stays as it is.</summary>
    Held,
}

/// <summary>Why a class stays as it is although the file says something else.</summary>
public enum RosterHeld
{
    /// <summary>Somebody came in already.</summary>
    Begun,

    /// <summary>It was opened in another form.</summary>
    Form,

    /// <summary>The file has fewer places, and the school has written down who sits where.</summary>
    Listed,

    /// <summary>A row of it is at fault, or it would have fewer places while a row was left out that may be one of it.</summary>
    Faulty,

    /// <summary>Its grade has no battery of its form.</summary>
    NoBattery,
}

/// <param name="Line">Where the file first names it.</param>
/// <param name="Before">Its places without the spare ones.</param>
/// <param name="Told">Places whose sex or conditions change.</param>
/// <param name="IsBegun">Somebody came in already, whether or not the file says anything new of it.</param>
public sealed record RosterClassLine(string Name, long Line, RosterChange Change, int Before, int After, int Told, RosterHeld? Held, bool IsBegun)
{
    internal static RosterClassLine Of(RosterClass room, StoredClass? there, bool isSchools = false)
    {
        var match = RosterMatch.Of(room, there, isSchools);
        return new RosterClassLine(room.Name.ToString(), room.Line, match.Change, match.Before, match.After, match.Told, match.Held, there?.HasBegun ?? false);
    }
}

/// <param name="IsNew">It is made with its first class.</param>
/// <param name="IsTold">Its number or its settlement is written.</param>
/// <param name="NotMentioned">Its classes the file says nothing of: they stay.</param>
public sealed record RosterSchoolLine(
    string Municipality, string Name, string Code, bool IsNew, bool IsNewMunicipality, bool IsTold, int NotMentioned, ImmutableArray<RosterClassLine> Classes)
{
    /// <summary>Something of it is written by an import; a school without a class is not made.</summary>
    public bool IsWritten => (IsTold && !IsNew) || Classes.Any(room => room.Change is RosterChange.New or RosterChange.Changed);
}

/// <summary>What an import would do: nothing is written yet.</summary>
/// <param name="Rows">Rows of the file.</param>
/// <param name="SchoolsNotMentioned">Schools of the place the file says nothing of: they stay.</param>
/// <param name="Faults">The first of them.</param>
/// <param name="FaultCount">All of them.</param>
public sealed record RosterPlan(
    long Rows, ImmutableArray<RosterSchoolLine> Schools, int SchoolsNotMentioned, ImmutableArray<RosterFault> Faults, int FaultCount)
{
    internal RosterScope Scope { get; init; } = null!;

    internal ImmutableArray<PlannedSchool> Planned { get; init; } = [];

    public int Count(RosterChange change) => Schools.Sum(school => school.Classes.Count(room => room.Change == change));

    public int ClassesNotMentioned => Schools.Sum(school => school.NotMentioned);

    /// <summary>Places of the classes that are written.</summary>
    public int Students => Schools.Sum(school => school.Classes.Where(room => room.Change is RosterChange.New or RosterChange.Changed).Sum(room => room.After));
}

/// <summary>Where an import may write.</summary>
/// <param name="RegionId">Null on a server without a region: the first import makes it.</param>
/// <param name="MunicipalityId">The only one; null for a region.</param>
internal sealed record RosterScope(string? RegionId, string? MunicipalityId, string MunicipalityName, RosterColumns Columns);

/// <param name="Line">What was told of it.</param>
internal sealed record PlannedSchool(RosterSchool File, RosterSchoolLine Line);
