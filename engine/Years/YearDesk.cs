using System.Globalization;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;
using Diagnostics.Engine.Reviews;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;

namespace Diagnostics.Engine.Years;

/// <summary>
/// Ties a student's place of this year to the one of the year before, and unties them. Who belongs to whom is found where names are known, in a browser; here come
/// pairs of places. Who may do it with which school is decided before.
/// </summary>
public sealed class YearDesk
{
    private readonly Database _database;
    private readonly Writer _writer;
    private readonly NeedBook _needs;
    private readonly AuditLog _audit;

    internal YearDesk(Database database, Writer writer, NeedBook needs, AuditLog audit) => (_database, _writer, _needs, _audit) = (database, writer, needs, audit);

    /// <summary>Null where the school has no lesson.</summary>
    /// <exception cref="StoreBusyException">The store cannot be read now.</exception>
    public async Task<SchoolYears?> ReadAsync(string schoolId, CancellationToken cancellation)
    {
        int[] years = [.. (await _database.QueryAsync<int>(YearSeatRow.Years, new { schoolId }, cancellation)).Take(2)];
        if (years.Length == 0)
        {
            return null;
        }

        IReadOnlyList<YearSeatRow> rows = await _database.QueryAsync<YearSeatRow>(YearSeatRow.OfYears, new { schoolId, year = years[0], earlier = years[^1] }, cancellation);
        var ties = rows.Where(row => row.Person is not null).GroupBy(row => row.Person!)
            .Where(student => student.Select(row => row.Year).Distinct().Count() > 1)
            .Select((student, number) => (student.Key, number)).ToDictionary(one => one.Key, one => one.number);
        return new SchoolYears(
            schoolId, years[0], years.Length > 1 ? years[1] : null,
            [
                .. rows.GroupBy(row => row.ClassId).Select(room => new YearClass(
                    room.Key, $"{room.First().Grade}{room.First().Letter}", room.First().Grade, room.First().Year,
                    [.. room.Select(row => new YearSeat(row.Seat, row.Words, row.Person is { } person && ties.TryGetValue(person, out int tie) ? tie : null))])),
            ]);
    }

    /// <summary>Ties every pair that can be tied, and says of the others why not.</summary>
    /// <exception cref="StoreBusyException">The store cannot be used now.</exception>
    public async Task<YearOutcome> LinkAsync(string schoolId, IReadOnlyList<YearPair> pairs, string actor, CancellationToken cancellation)
    {
        (YearOutcome outcome, string[] touched) = await _writer.RunAsync(
            null,
            scope =>
            {
                List<(YearPair Pair, YearRefusal? Why)> done = [.. pairs.Distinct().Select(pair => (pair, Link(scope, schoolId, pair)))];
                YearPair[] linked = [.. done.Where(one => one.Why is null).Select(one => one.Pair)];
                Tell(scope, AuditAct.YearsLinked, actor, linked.Select(pair => pair.Now.ClassId));
                return (
                    new YearOutcome(linked.Length, [.. done.Where(one => one.Why is not null).Select(one => new PassedPair(one.Pair, one.Why!.Value))]),
                    linked.SelectMany(pair => new[] { pair.Now.ClassId, pair.Earlier.ClassId }).Distinct(StringComparer.Ordinal).ToArray());
            },
            cancellation);
        await RemakeAsync(touched, cancellation);
        return outcome;
    }

    /// <summary>
    /// Takes years apart again: what a place and its student's later ones have is another student's from now on than what lies before. How many places were tied to
    /// an earlier year.
    /// </summary>
    /// <exception cref="StoreBusyException">The store cannot be used now.</exception>
    public Task<int> UnlinkAsync(string schoolId, IReadOnlyList<YearPlace> places, string actor, CancellationToken cancellation) =>
        UndoAsync(schoolId, places, actor, Split, cancellation);

    /// <summary>Takes from places whatever ties them to other sessions, of this year too: it turned out that somebody else sat there. How many had ties.</summary>
    /// <exception cref="StoreBusyException">The store cannot be used now.</exception>
    public Task<int> DropAsync(string schoolId, IReadOnlyList<YearPlace> places, string actor, CancellationToken cancellation) =>
        UndoAsync(schoolId, places, actor, Drop, cancellation);

    private async Task<int> UndoAsync(
        string schoolId, IReadOnlyList<YearPlace> places, string actor, Func<WriteScope, YearSeatRow, IEnumerable<string>> undo, CancellationToken cancellation)
    {
        (int undone, string[] touched) = await _writer.RunAsync(
            null,
            scope =>
            {
                List<string> done = [];
                List<string> classes = [];
                foreach (YearPlace place in places.Distinct())
                {
                    if (Find(scope, schoolId, place) is { Person: not null } row && undo(scope, row).ToArray() is { Length: > 0 } apart)
                    {
                        done.Add(place.ClassId);
                        classes.AddRange(apart);
                    }
                }

                Tell(scope, AuditAct.YearsUnlinked, actor, done);
                return (done.Count, classes.Distinct(StringComparer.Ordinal).ToArray());
            },
            cancellation);
        await RemakeAsync(touched, cancellation);
        return undone;
    }

    private const string TieSeat = "UPDATE seat SET person = @person WHERE id = @SeatId";

    private static YearRefusal? Link(WriteScope scope, string schoolId, YearPair pair)
    {
        if (Find(scope, schoolId, pair.Now) is not { } now || Find(scope, schoolId, pair.Earlier) is not { } earlier || earlier.Year >= now.Year)
        {
            return YearRefusal.NotThere;
        }

        if (now.Person is not null && now.Person == earlier.Person)
        {
            return null;
        }

        // In one order, so that two who link at once do not wait for each other.
        foreach (string session in new[] { now.SessionId, earlier.SessionId }.Order(StringComparer.Ordinal))
        {
            SessionRow.Lock(scope, session);
        }

        IReadOnlyList<PersonRow> own = SeatsOf(scope, now);
        IReadOnlyList<PersonRow> before = SeatsOf(scope, earlier);
        PersonRow[] all = [.. own, .. before];
        if (now.Words != YearWords.Agreed || earlier.Words != YearWords.Agreed || all.Any(seat => seat.HasOtherWords == 1))
        {
            return YearRefusal.Words;
        }

        // One student sits once in a class, and in one lesson a year.
        if (all.DistinctBy(seat => seat.ClassId).Count() < all.Length || all.Where(seat => seat.Kind == "lesson").GroupBy(seat => seat.Year).Any(year => year.Count() > 1))
        {
            return YearRefusal.Taken;
        }

        string person = earlier.Person ?? now.Person ?? NewId.Next();
        foreach (PersonRow seat in all)
        {
            scope.Execute(TieSeat, new { seat.SeatId, person });
        }

        NeedBook.ForgetTied(scope, now.SessionId);
        return null;
    }

    /// <summary>The classes whose sessions have other company now; none where no earlier year was tied.</summary>
    private static IEnumerable<string> Split(WriteScope scope, YearSeatRow place)
    {
        IReadOnlyList<PersonRow> all = SeatsOf(scope, place);
        PersonRow[] before = [.. all.Where(seat => seat.Year < place.Year)];
        if (before.Length == 0)
        {
            return [];
        }

        NeedBook.ForgetTied(scope, place.SessionId);
        PersonRow[] from = [.. all.Where(seat => seat.Year >= place.Year)];
        Part(scope, from, NewId.Next());
        Part(scope, before, place.Person!);
        return all.Select(seat => seat.ClassId);
    }

    private static IEnumerable<string> Drop(WriteScope scope, YearSeatRow place)
    {
        IReadOnlyList<PersonRow> all = SeatsOf(scope, place);
        NeedBook.ForgetTied(scope, place.SessionId);
        Part(scope, [.. all.Where(seat => seat.SeatId == place.SeatId)], place.Person!);
        Part(scope, [.. all.Where(seat => seat.SeatId != place.SeatId)], place.Person!);
        return all.Select(seat => seat.ClassId);
    }

    /// <summary>Who is alone is tied to nothing.</summary>
    private static void Part(WriteScope scope, PersonRow[] seats, string person)
    {
        foreach (PersonRow seat in seats)
        {
            scope.Execute(TieSeat, new { seat.SeatId, person = seats.Length > 1 ? person : null });
        }
    }

    private static YearSeatRow? Find(WriteScope scope, string schoolId, YearPlace place) =>
        scope.FirstOrDefault<YearSeatRow>(YearSeatRow.At, new { schoolId, place.ClassId, place.Seat });

    private static IReadOnlyList<PersonRow> SeatsOf(WriteScope scope, YearSeatRow seat) => seat.Person is { } person
        ? scope.Query<PersonRow>(PersonRow.OfPerson, new { person })
        : scope.Query<PersonRow>(PersonRow.OfSeat, new { seat.SeatId });

    private async Task RemakeAsync(string[] classes, CancellationToken cancellation)
    {
        foreach (string classId in classes)
        {
            await _needs.RemakeAsync(classId, cancellation);
        }
    }

    private void Tell(WriteScope scope, AuditAct act, string actor, IEnumerable<string> classes)
    {
        foreach (IGrouping<string, string> room in classes.GroupBy(classId => classId, StringComparer.Ordinal))
        {
            _audit.Write(scope, new AuditEntry(actor, act, "class", room.Key, new OrgNode(NodeKind.Class, room.Key), room.Count().ToString(CultureInfo.InvariantCulture)));
        }
    }
}
