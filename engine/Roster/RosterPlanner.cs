using System.Collections.Immutable;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Roster;

/// <summary>A file beside the store: one municipality at a time, so that a region's places are never in memory at once.</summary>
internal sealed class RosterPlanner(Database store, BatteryLibrary batteries)
{
    private readonly ImmutableArray<RosterFault>.Builder _faults = ImmutableArray.CreateBuilder<RosterFault>();
    private readonly List<PlannedSchool> _planned = [];
    private readonly HashSet<string> _met = new(StringComparer.Ordinal);

    public async Task<RosterPlan> PlanAsync(RosterContent content, RosterScope scope, CancellationToken cancellation)
    {
        KnownSchools known = await KnownSchools.ReadAsync(store, scope, cancellation);
        foreach (IGrouping<string?, RosterSchool> municipality in content.Schools.GroupBy(school => known.Find(scope, school)?.MunicipalityId))
        {
            Dictionary<(string SchoolId, string Key), StoredClass> classes =
                municipality.Key is { } id ? await StoredClass.OfMunicipalityAsync(store, batteries, id, cancellation) : [];
            ILookup<string, StoredClass> bySchool = classes.Values.ToLookup(room => room.SchoolId, StringComparer.Ordinal);
            foreach (RosterSchool school in municipality)
            {
                Plan(school, scope, known, classes, bySchool);
            }
        }

        return new RosterPlan(
            content.Rows, [.. _planned.Select(school => school.Line)], known.Schools.Count(school => !_met.Contains(school.Id)), [.. content.Faults, .. _faults], content.FaultCount + _faults.Count)
        {
            Scope = scope,
            Planned = [.. _planned],
        };
    }

    private void Plan(
        RosterSchool school, RosterScope scope, KnownSchools known, Dictionary<(string SchoolId, string Key), StoredClass> classes, ILookup<string, StoredClass> bySchool)
    {
        if (known.IsForeign(school))
        {
            Fault(school.Line, RosterFaultKind.ForeignMunicipality, school.Code);
            return;
        }

        if (known.IsMixed(scope, school) || known.IsContradicted(scope, school))
        {
            Fault(school.Line, RosterFaultKind.SchoolMixed, school.Name);
            return;
        }

        KnownSchool? there = known.Find(scope, school);
        if (there is null && (school.Name.Length == 0 || (scope.MunicipalityId is null && school.Municipality.Length == 0)))
        {
            Fault(school.Line, RosterFaultKind.SchoolUnknown, school.Code);
            return;
        }

        string municipality = there?.Municipality ?? (school.Municipality.Length > 0 ? school.Municipality : scope.MunicipalityName);
        if (!_met.Add(there?.Id ?? $"{RosterWords.KeyOf(municipality)}/{RosterWords.KeyOf(school.Name)}"))
        {
            Fault(school.Line, school.Code.Length > 0 ? RosterFaultKind.SchoolMixed : RosterFaultKind.Repeated, school.Name);
            return;
        }

        var lines = ImmutableArray.CreateBuilder<RosterClassLine>(school.Classes.Count);
        foreach (RosterClass room in school.Classes.Values)
        {
            StoredClass? stored = there is null ? null : classes.GetValueOrDefault((there.Id, room.Name.Key));
            if (stored is null && !room.IsFaulty && batteries.For(room.Name.Grade, RosterMatch.FormOf(room)) is null)
            {
                Fault(room.Line, RosterFaultKind.NoBattery, room.Name.ToString());
                room.HasNoBattery = true;
            }

            lines.Add(RosterClassLine.Of(room, stored));
        }

        int notMentioned = there is null ? 0 : bySchool[there.Id].Count(room => !school.Classes.ContainsKey(room.Name.Key));
        RosterSchoolLine line = new(
            municipality, there?.Name ?? school.Name, school.Code, there is null, !known.HasMunicipality(municipality),
            there is not null && known.IsTold(school, there), notMentioned, lines.ToImmutable());
        _planned.Add(new PlannedSchool(school, line));
    }

    /// <summary>Of a whole school or class: there is no single cell.</summary>
    private void Fault(long line, RosterFaultKind kind, string text) => _faults.Add(new RosterFault(line, kind, "", text));
}
