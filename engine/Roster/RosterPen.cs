using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Roster;

/// <summary>
/// Writes some classes of one school inside a transaction. What is to be done is asked of the store in that transaction, so a portion that was written
/// before changes nothing when it comes again.
/// </summary>
internal sealed class RosterPen(BatteryLibrary batteries, KeyRing keys, AuditLog audit)
{
    private const string HoldRegion = "UPDATE region SET name = name WHERE id = @RegionId";

    /// <returns>Classes that were changed and were there before: whoever has them in memory lets go of them.</returns>
    public RosterPortion Write(WriteScope scope, RosterScope place, PlannedSchool planned, IReadOnlyList<RosterClass> classes, string actor)
    {
        // The row first: it keeps another node's import out until this transaction ends.
        scope.Execute(HoldRegion, place);
        return Told(scope, SchoolOf(scope, place, planned.File, actor), classes, actor, isSchools: false);
    }

    private const string HoldSchool = "UPDATE school SET name = name WHERE id = @schoolId";

    /// <summary>The same of a school's own classes, by the school itself.</summary>
    public RosterPortion WriteOwn(WriteScope scope, string schoolId, IReadOnlyList<RosterClass> classes, string actor)
    {
        scope.Execute(HoldSchool, new { schoolId });
        return Told(scope, schoolId, classes, actor, isSchools: true);
    }

    private RosterPortion Told(WriteScope scope, string schoolId, IReadOnlyList<RosterClass> classes, string actor, bool isSchools)
    {
        Dictionary<(string SchoolId, string Key), StoredClass> stored = StoredClass.Of(scope, batteries, schoolId);
        List<string> changed = [];
        int made = 0;
        int seats = 0;
        foreach (RosterClass room in classes)
        {
            StoredClass? there = stored.GetValueOrDefault((schoolId, room.Name.Key));
            var match = RosterMatch.Of(room, there, isSchools);
            switch (match.Change)
            {
                case RosterChange.New:
                    Open(scope, schoolId, room);
                    made++;
                    seats += match.After;
                    break;
                case RosterChange.Changed:
                    Change(scope, room, there!, match.After, isSchools);
                    changed.Add(there!.Id);
                    seats += match.After;
                    break;
                case RosterChange.Unchanged or RosterChange.Held:
                    break;
            }
        }

        if (made + changed.Count > 0)
        {
            var node = new OrgNode(NodeKind.School, schoolId);
            audit.Write(scope, new AuditEntry(actor, AuditAct.RosterImported, "school", schoolId, node, $"{made} made, {changed.Count} changed, {seats} seats"));
        }

        return new RosterPortion(made, changed, seats);
    }

    private const string InsertCode = "INSERT INTO school_code (region_id, code, school_id) VALUES (@RegionId, @Code, @schoolId)";

    private const string SetSettlement = "UPDATE school SET settlement = @settlement WHERE id = @schoolId AND settlement <> @settlement";

    private string SchoolOf(WriteScope scope, RosterScope place, RosterSchool school, string actor)
    {
        string schoolId;
        var known = KnownSchools.Read(scope, place);
        if (known.Find(place, school) is { } there)
        {
            schoolId = there.Id;
            if (school.Settlement is { } told)
            {
                scope.Execute(SetSettlement, new { schoolId, settlement = StoredText.Of(told) });
            }
        }
        else
        {
            School made = OrgTree.WriteSchool(scope, MunicipalityOf(scope, place, school), school.Name, school.Settlement ?? place.Columns.Settlement);
            schoolId = made.Id;
            audit.Write(scope, new AuditEntry(actor, AuditAct.SchoolMade, "school", schoolId, new OrgNode(NodeKind.School, schoolId)));
        }

        if (school.Code.Length > 0 && !known.HasCode(school.Code))
        {
            scope.Execute(InsertCode, new { place.RegionId, school.Code, schoolId });
        }

        return schoolId;
    }

    private const string Municipalities = "SELECT id, name FROM municipality WHERE region_id = @RegionId";

    private static string MunicipalityOf(WriteScope scope, RosterScope place, RosterSchool school)
    {
        if (place.MunicipalityId is { } only)
        {
            return only;
        }

        string key = RosterWords.KeyOf(school.Municipality);
        return scope.Query<MunicipalityRow>(Municipalities, place).FirstOrDefault(row => RosterWords.KeyOf(row.Name) == key)?.Id
            ?? OrgTree.Write(scope, new Municipality(NewId.Next(), place.RegionId!, school.Municipality)).Id;
    }

    private void Open(WriteScope scope, string schoolId, RosterClass wanted)
    {
        BatteryVariant form = RosterMatch.FormOf(wanted);
        Battery battery = batteries.For(wanted.Name.Grade, form) ?? throw new VariantMissingException(wanted.Name.Grade, form);
        var room = new SchoolClass(NewId.Next(), schoolId, wanted.Name.Grade, wanted.Name.Letter, NewId.Secret()) { Variant = form };
        new ClassOpening(room, battery, batteries.PackageOf(battery).Hash, [.. wanted.Seats.Select(seat => seat.Sex)], RosterMatch.Spares).Write(scope, keys);
        for (int index = 0; index < wanted.Seats.Count; index++)
        {
            if (wanted.Seats[index].Accommodation is { } conditions and not Accommodation.None)
            {
                Condition(scope, room.Id, index + 1, conditions);
            }
        }
    }

    private const string SetSpare = "UPDATE seat SET spare = CASE WHEN number <= @after THEN 0 ELSE 1 END WHERE class_id = @Id";

    private const string SetSex = "UPDATE seat SET sex = @sex WHERE class_id = @Id AND number = @number";

    private void Change(WriteScope scope, RosterClass wanted, StoredClass there, int after, bool isSchools)
    {
        int last = there.Seats.Count == 0 ? 0 : there.Seats[^1].Number;
        int places = Math.Max(last, after + Math.Min(RosterMatch.Spares, there.Seats.Count(seat => seat.Spare)));
        ClassOpening.WriteMore(
            scope, keys, there.Id, [.. Enumerable.Range(last + 1, places - last).Select(number => new SeatOpening(number, Spare: number > after, Person: null))]);
        scope.Execute(SetSpare, new { there.Id, after });
        if (there.HasList && !isSchools)
        {
            return;
        }

        for (int number = 1; number <= wanted.Seats.Count; number++)
        {
            RosterSeat seat = wanted.Seats[number - 1];
            if (seat.Sex is { } sex)
            {
                scope.Execute(SetSex, new { there.Id, number, sex = StoredText.Of(sex) });
            }

            if (seat.Accommodation is { } conditions)
            {
                Condition(scope, there.Id, number, conditions);
            }
        }
    }

    private const string SetConditions = """
        UPDATE test_session SET accommodation = @stored WHERE class_id = @classId AND state = 'issued'
            AND seat_id = (SELECT t.id FROM seat t WHERE t.class_id = @classId AND t.number = @number)
        """;

    private static void Condition(WriteScope scope, string classId, int number, Accommodation conditions) => scope.Execute(
        SetConditions, new { classId, number, stored = conditions == Accommodation.None ? null : StoredText.Of(conditions) });

    private sealed record MunicipalityRow
    {
        public required string Id { get; init; }

        public required string Name { get; init; }
    }
}

/// <param name="Made">Classes that are new.</param>
/// <param name="Changed">Identifiers of classes that were there and are changed.</param>
/// <param name="Seats">Their places.</param>
internal sealed record RosterPortion(int Made, IReadOnlyList<string> Changed, int Seats);
