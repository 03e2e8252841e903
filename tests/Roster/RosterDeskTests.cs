using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Keeping;
using Diagnostics.Engine.Roster;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Roster;

/// <summary>What an import does with what is there: it adds, changes what nobody began, says what it leaves, and does nothing twice.</summary>
public sealed class RosterDeskTests : IAsyncLifetime, IDisposable
{
    private readonly RosterFiles _files = new();
    private TestHouse _house = null!;
    private OrgNode _region = null!;

    public async Task InitializeAsync()
    {
        _house = await TestHouse.OpenAsync();
        _region = await _house.RegionAsync();
    }

    public async Task DisposeAsync() => await _house.DisposeAsync();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task A_file_is_told_before_it_is_written_and_the_second_time_changes_nothing()
    {
        string file = _files.Text(RosterFiles.Small);
        RosterPlan plan = await _house.PlanAsync(_region, file);
        Assert.Equal(("3 0 0 0 0", 4L, 4, 0), (RosterHouse.Changes(plan), plan.Rows, plan.Students, plan.FaultCount));
        Assert.All(plan.Schools, school => Assert.True(school.IsNew && school.IsNewMunicipality));
        Assert.Empty(await _house.ClassesAsync());

        RosterDone done = await _house.Engine.Roster.ApplyAsync(plan, RosterHouse.Actor, null, default);
        Assert.Equal(new RosterDone(3, 0, 4), done);
        string[] made = ["Округ/Школа № 1/8А 2+2", "Округ/Школа № 1/9Б 1+2", "Район/Лицей/10 физмат 1+2"];
        Assert.Equal(made, await _house.ClassesAsync());
        Assert.Equal(2, await _house.CountAsync("SELECT COUNT(*) FROM seat WHERE sex = 'male'"));
        Assert.Equal(2, await _house.CountAsync($"SELECT COUNT(*) FROM audit_entry WHERE act = 'rosterImported' AND actor = '{RosterHouse.Actor}'"));

        // The plan that was applied changes nothing either: it is asked anew of the store.
        Assert.Equal(new RosterDone(0, 0, 0), await _house.Engine.Roster.ApplyAsync(plan, RosterHouse.Actor, null, default));
        (RosterPlan again, RosterDone nothing) = await _house.ImportAsync(_region, file);
        Assert.Equal(("0 0 3 0 0", new RosterDone(0, 0, 0)), (RosterHouse.Changes(again), nothing));
        Assert.Equal(made, await _house.ClassesAsync());
        Assert.Equal(2, await _house.CountAsync("SELECT COUNT(*) FROM audit_entry WHERE act = 'rosterImported'"));
        Assert.Empty(new StoreVerifier(_house.Engine.Batteries)
            .Verify(_house.Engine.Store.Dialect, _house.Engine.Keys.Audit.ToArray(), new Progress<double>(), default).Faults);
    }

    [Fact]
    public async Task A_class_grows_and_what_is_too_much_becomes_spare_and_nothing_that_is_not_mentioned_goes()
    {
        await _house.ImportAsync(_region, _files.Text(RosterFiles.Small));
        string hash = await _house.TextAsync("SELECT MIN(code_hash) FROM seat");
        (RosterPlan plan, _) = await _house.ImportAsync(_region, Counted("Округ;Школа №1;8А;5\nОкруг;ШКОЛА № 1;9В;1"));
        Assert.Equal("1 1 0 0 1", RosterHouse.Changes(plan));
        Assert.Equal(1, plan.SchoolsNotMentioned);
        Assert.Equal(["Округ/Школа № 1/8А 5+2", "Округ/Школа № 1/9Б 1+2", "Округ/Школа № 1/9В 1+2", "Район/Лицей/10 физмат 1+2"], await _house.ClassesAsync());
        await _house.ImportAsync(_region, Counted("Округ;Школа № 1;8-а;3"));
        Assert.Equal("Округ/Школа № 1/8А 3+4", (await _house.ClassesAsync())[0]);
        await _house.ImportAsync(_region, Counted("Округ;Школа № 1;8-а;4"));
        Assert.Equal("Округ/Школа № 1/8А 4+3", (await _house.ClassesAsync())[0]);

        // No code that was printed has changed.
        Assert.Equal(1, await _house.CountAsync("SELECT COUNT(*) FROM seat WHERE code_hash = @hash", new { hash }));
    }

    /// <summary>Somebody who is already in memory is found with the new places, and a new code opens.</summary>
    [Fact]
    public async Task A_new_place_opens_although_its_class_was_looked_at_before()
    {
        await _house.ImportAsync(_region, Counted("Округ;Школа;8А;1"));
        SchoolClass room = await RoomAsync();
        Assert.Equal(3, (await _house.Engine.Board.ReadAsync(room.Id, default))!.Seats.Count);
        await _house.ImportAsync(_region, Counted("Округ;Школа;8А;2"));
        await _house.EnterAsync(room, seat: 4);
        Assert.Equal(4, (await _house.Engine.Board.ReadAsync(room.Id, default))!.Seats.Count);
    }

    [Fact]
    public async Task A_class_that_has_begun_stays_as_it_is()
    {
        await _house.ImportAsync(_region, Counted("Округ;Школа;8А;3"));
        SchoolClass room = await RoomAsync();
        await _house.EnterAsync(room);
        Assert.True(await _house.Engine.Board.SetLessonAsync(room.Id, LessonState.Running, default));
        foreach (int seats in new[] { 2, 5 })
        {
            (RosterPlan plan, RosterDone done) = await _house.ImportAsync(_region, Counted($"Округ;Школа;8А;{seats}"));
            Assert.Equal((RosterHeld.Begun, 0), (plan.Schools[0].Classes[0].Held, done.Changed));
        }

        Assert.Equal(["Округ/Школа/8А 3+2"], await _house.ClassesAsync());
    }

    [Fact]
    public async Task A_class_with_a_list_of_names_keeps_the_order_of_its_school()
    {
        await _house.ImportAsync(_region, Told("8А;м;", "8А;м;"));
        SchoolClass room = await RoomAsync();
        await _house.ExecuteAsync("INSERT INTO school_key (school_id, generation, recovery, due, made_at) VALUES (@SchoolId, 1, '', 0, 0)", new { room.SchoolId });
        await _house.ExecuteAsync(
            "INSERT INTO name_list (class_id, school_id, generation, revision, sealed, written_at) VALUES (@Id, @SchoolId, 1, 1, '', 0)", new { room.Id, room.SchoolId });
        (RosterPlan turned, _) = await _house.ImportAsync(_region, Told("8А;ж;1,5", "8А;ж;"));
        Assert.Equal(RosterChange.Unchanged, turned.Schools[0].Classes[0].Change);
        (RosterPlan fewer, _) = await _house.ImportAsync(_region, Told("8А;м;"));
        Assert.Equal(RosterHeld.Listed, fewer.Schools[0].Classes[0].Held);
        await _house.ImportAsync(_region, Told("8А;ж;1,5", "8А;ж;", "8А;ж;"));
        Assert.Equal(["Округ/Школа/8А 3+2"], await _house.ClassesAsync());
        Assert.Equal(2, await _house.CountAsync("SELECT COUNT(*) FROM seat WHERE sex = 'male'"));
        Assert.Equal(0, await _house.CountAsync("SELECT COUNT(*) FROM test_session WHERE accommodation IS NOT NULL"));
    }

    [Fact]
    public async Task Sex_and_conditions_follow_the_file_and_stay_where_it_says_nothing()
    {
        await _house.ImportAsync(_region, Told("8А;м;+50 %", "8А;ж;"));
        Assert.Equal(1, await _house.CountAsync("SELECT COUNT(*) FROM test_session WHERE accommodation = 'time150'"));
        (RosterPlan plan, _) = await _house.ImportAsync(_region, Told("8А;;нет", "8А;м;2"));
        Assert.Equal(2, plan.Schools[0].Classes[0].Told);
        Assert.Equal(2, await _house.CountAsync("SELECT COUNT(*) FROM seat WHERE sex = 'male'"));
        Assert.Equal(0, await _house.CountAsync("SELECT COUNT(*) FROM test_session WHERE accommodation = 'time150'"));
        Assert.Equal(1, await _house.CountAsync("SELECT COUNT(*) FROM test_session WHERE accommodation = 'time200'"));
    }

    [Fact]
    public async Task Every_fault_is_told_with_its_row_and_its_class_is_left_out()
    {
        string file = _files.Text(
            """
            Муниципалитет;Школа;Класс;Пол;Особые условия
            Округ;Школа;8А;м;
            Округ;Школа;8А;икс;
            Округ;Школа;;м;
            Округ;Школа;Альфа;м;
            Округ;;8Б;м;
            ;Школа;8Б;м;
            Округ;Школа;8В;м;задержка развития
            Округ;Школа;8Г
            Округ;Школа;8Д;ж;1,25
            Округ;Школа;3А;ж;

            """);
        (RosterPlan plan, RosterDone done) = await _house.ImportAsync(_region, file);
        Assert.Equal(
            [
                (3, RosterFaultKind.Sex, "Пол", "икс"), (4, RosterFaultKind.NoClass, "Класс", ""), (5, RosterFaultKind.Class, "Класс", "Альфа"),
                (6, RosterFaultKind.NoSchool, "Школа", ""), (7, RosterFaultKind.NoMunicipality, "Муниципалитет", ""),
                (8, RosterFaultKind.Accommodation, "Особые условия", ""), (9, RosterFaultKind.CellCount, "", ""), (11, RosterFaultKind.NoBattery, "", "3А"),
            ],
            plan.Faults.Select(fault => ((int)fault.Line, fault.Kind, fault.Column, fault.Text)));
        Assert.Equal(new RosterDone(1, 0, 1), done);
        Assert.Equal(["Округ/Школа/8Д 1+2"], await _house.ClassesAsync());
    }

    [Fact]
    public async Task Counted_classes_are_neither_counted_twice_nor_too_large()
    {
        (RosterPlan plan, _) = await _house.ImportAsync(_region, Counted("Округ;Школа;8А;25\nОкруг;Школа;8 а;25\nОкруг;Школа;9А;41\nОкруг;Школа;9Б;0\nОкруг;Школа;9В;много\nОкруг;Школа;9Г;40"));
        Assert.Equal([RosterFaultKind.Repeated, RosterFaultKind.Students, RosterFaultKind.Students, RosterFaultKind.Students], plan.Faults.Select(fault => fault.Kind));
        Assert.Equal(["Округ/Школа/9Г 40+2"], await _house.ClassesAsync());
    }

    [Fact]
    public async Task A_municipality_writes_in_itself_alone()
    {
        await _house.ImportAsync(_region, _files.Text("Муниципалитет;Код школы;Школа;Класс;Число учеников\nОкруг;10;Школа;8А;2\nРайон;20;Лицей;8А;2\n"));
        var own = new OrgNode(NodeKind.Municipality, await _house.TextAsync("SELECT id FROM municipality WHERE name = 'Округ'"));
        (RosterPlan plan, RosterDone done) = await _house.ImportAsync(
            own, _files.Text("Муниципалитет;Код школы;Школа;Класс;Число учеников\nРайон;;Лицей;9А;2\nОкруг;20;Лицей;9А;2\n;10;;9А;2\n;;Лицей;9А;3\n"));
        Assert.Equal([RosterFaultKind.ForeignMunicipality, RosterFaultKind.ForeignMunicipality], plan.Faults.Select(fault => fault.Kind));
        Assert.Equal(2, done.Made);
        Assert.Equal(["Округ/Лицей/9А 3+2", "Округ/Школа/8А 2+2", "Округ/Школа/9А 2+2", "Район/Лицей/8А 2+2"], await _house.ClassesAsync());
        Assert.Equal(0, plan.SchoolsNotMentioned);
    }

    [Fact]
    public async Task A_school_is_known_by_its_number_whatever_it_is_called()
    {
        await _house.ImportAsync(_region, _files.Text("Муниципалитет;Школа;Класс;Число учеников\nОкруг;Школа № 1;8А;2\n"));
        (RosterPlan named, _) = await _house.ImportAsync(_region, _files.Text("Муниципалитет;Код школы;Школа;Тип местности;Класс;Число учеников\nОкруг;10;Школа № 1;село;8А;2\n"));
        Assert.True(named.Schools[0] is { IsTold: true, IsNew: false, IsWritten: true });
        (RosterPlan plan, _) = await _house.ImportAsync(_region, _files.Text("Код школы;Школа;Класс;Число учеников\n10;МБОУ СОШ 1;8А;2\n11;;8А;3\n"));
        Assert.Equal(("0 0 1 0 0", RosterFaultKind.SchoolUnknown), (RosterHouse.Changes(plan), Assert.Single(plan.Faults).Kind));
        Assert.Equal("Школа № 1 village", await _house.TextAsync("SELECT name || ' ' || settlement FROM school"));
    }

    [Fact]
    public async Task How_columns_are_read_is_remembered_by_their_headings_and_where()
    {
        string file = _files.Text("Терр.;ОУ;Кл.\nОкруг;Школа;8А\n");
        RosterColumns columns = new([RosterField.Municipality, RosterField.SchoolName, RosterField.Class], Settlement.Village);
        await _house.Engine.Roster.PlanAsync(file, columns, _region, RosterHouse.Actor, null, default);
        RosterColumns kept = (await _house.Engine.Roster.RememberedAsync(_region, ["Терр.", "ОУ ", "кл."], default))!;
        Assert.Equal(columns.Settlement, kept.Settlement);
        Assert.Equal(columns.Fields.AsEnumerable(), kept.Fields);
        Assert.Null(await _house.Engine.Roster.RememberedAsync(_region, ["ОУ", "Терр.", "Кл."], default));
        Assert.Null(await _house.Engine.Roster.RememberedAsync(new OrgNode(NodeKind.Municipality, "other"), ["Терр.", "ОУ", "Кл."], default));
    }

    [Theory]
    [InlineData(RosterColumnsFault.Count, RosterField.SchoolName)]
    [InlineData(RosterColumnsFault.Twice, RosterField.Class, RosterField.Class)]
    [InlineData(RosterColumnsFault.NoSchool, RosterField.Municipality, RosterField.Class)]
    [InlineData(RosterColumnsFault.NoClass, RosterField.Municipality, RosterField.SchoolName)]
    [InlineData(RosterColumnsFault.NoMunicipality, RosterField.SchoolName, RosterField.Class)]
    public void Columns_that_leave_something_open_are_refused(RosterColumnsFault fault, params RosterField[] fields) =>
        Assert.Equal(fault, new RosterColumns([.. fields], Settlement.City).FaultFor(2, isBound: false));

    /// <summary>However often it is stopped on its way, nothing is lost and nothing is there twice.</summary>
    [Fact]
    public async Task An_import_that_is_stopped_again_and_again_comes_to_the_same()
    {
        string rows = string.Concat(Enumerable.Range(0, 40).SelectMany(school => Enumerable.Range(8, 4).Select(grade => $"Округ;Школа {school};{grade}А;3\n")));
        string file = Counted(rows);
        int stops = 0;
        for (int round = 1; ; round++)
        {
            RosterPlan plan = await _house.PlanAsync(_region, file);
            using var stop = new CancellationTokenSource();
            try
            {
                await _house.Engine.Roster.ApplyAsync(plan, RosterHouse.Actor, new StopAt(0.3, stop), stop.Token);
                break;
            }
            catch (OperationCanceledException)
            {
                stops++;
                await _house.ReopenAsync();
            }

            Assert.InRange(round, 1, 30);
        }

        Assert.InRange(stops, 1, 30);
        Assert.Equal(160, (await _house.ClassesAsync()).Length);
        Assert.Equal(160 * 5, await _house.CountAsync("SELECT COUNT(*) FROM seat"));
        Assert.Equal(40, await _house.CountAsync("SELECT COUNT(*) FROM audit_entry WHERE act = 'schoolMade'"));
        Assert.Equal("0 0 160 0 0", RosterHouse.Changes(await _house.PlanAsync(_region, file)));
    }

    /// <summary>The school's own word goes before the region's, with a list of names too, and no place of it becomes spare.</summary>
    [Fact]
    public async Task A_school_tells_its_own_places_in_its_own_order()
    {
        await _house.ImportAsync(_region, Told("8А;м;", "8А;м;", "8А;м;"));
        SchoolClass room = await RoomAsync();
        OwnClass[] own = [new("8 «а»", [new(Sex.Female, Accommodation.Time200), new(null, null)]), new("9-Б", [new(Sex.Male, null)])];
        IReadOnlyList<RosterClassLine> look = (await _house.Engine.OwnClasses.LookAsync(room.SchoolId, own, default))!;
        Assert.Equal([("8А", RosterChange.Changed, 3, 3, 1), ("9Б", RosterChange.New, 0, 1, 0)], look.Select(line => (line.Name, line.Change, line.Before, line.After, line.Told)));
        Assert.Equal(["Округ/Школа/8А 3+2"], await _house.ClassesAsync());
        await _house.ExecuteAsync("INSERT INTO school_key (school_id, generation, recovery, due, made_at) VALUES (@SchoolId, 1, '', 0, 0)", new { room.SchoolId });
        await _house.ExecuteAsync(
            "INSERT INTO name_list (class_id, school_id, generation, revision, sealed, written_at) VALUES (@Id, @SchoolId, 1, 1, '', 0)", new { room.Id, room.SchoolId });
        Assert.True(await _house.Engine.OwnClasses.WriteAsync(room.SchoolId, own, RosterHouse.Actor, default));
        Assert.True(await _house.Engine.OwnClasses.WriteAsync(room.SchoolId, own, RosterHouse.Actor, default));
        Assert.Equal(["Округ/Школа/8А 3+2", "Округ/Школа/9Б 1+2"], await _house.ClassesAsync());
        Assert.Equal("female time200", await _house.TextAsync("SELECT t.sex || ' ' || x.accommodation FROM seat t JOIN test_session x ON x.seat_id = t.id JOIN school_class c ON c.id = t.class_id WHERE c.grade = 8 AND t.number = 1"));
        Assert.Equal(2, await _house.CountAsync("SELECT COUNT(*) FROM seat t JOIN school_class c ON c.id = t.class_id WHERE c.grade = 8 AND t.sex = 'male'"));
        foreach (OwnClass[] wrong in new OwnClass[][]
        {
            [new("Иванова", [new(null, null)])], [new("8А", [])], [own[0], own[0]], [null!], [new(null!, null!)], [new("8А", [null!])],
        })
        {
            Assert.Null(await _house.Engine.OwnClasses.LookAsync(room.SchoolId, wrong, default));
            Assert.False(await _house.Engine.OwnClasses.WriteAsync(room.SchoolId, wrong, RosterHouse.Actor, default));
        }
    }

    /// <summary>A school's list has all its grades: those without tasks stay out by themselves. Whether a class has begun is told although nothing of it changes.</summary>
    [Fact]
    public async Task A_schools_whole_list_is_written_without_the_grades_that_have_no_tasks()
    {
        await _house.ImportAsync(_region, Told("8А;;"));
        SchoolClass room = await RoomAsync();
        OwnClass[] own = [new("3А", [new(null, null)]), new("8А", [new(null, null)]), new("9Б", [new(null, null)])];
        IReadOnlyList<RosterClassLine> look = (await _house.Engine.OwnClasses.LookAsync(room.SchoolId, own, default))!;
        Assert.Equal(
            [("3А", RosterChange.Held, RosterHeld.NoBattery), ("8А", RosterChange.Unchanged, null), ("9Б", RosterChange.New, (RosterHeld?)null)],
            look.Select(line => (line.Name, line.Change, line.Held)));
        Assert.DoesNotContain(look, line => line.IsBegun);
        Assert.True(await _house.Engine.OwnClasses.WriteAsync(room.SchoolId, own, RosterHouse.Actor, default));
        Assert.Equal(["Округ/Школа/8А 1+2", "Округ/Школа/9Б 1+2"], await _house.ClassesAsync());
        await _house.PupilAsync(room);
        RosterClassLine begun = (await _house.Engine.OwnClasses.LookAsync(room.SchoolId, own, default))![1];
        Assert.Equal((RosterChange.Unchanged, true), (begun.Change, begun.IsBegun));
    }

    [Fact]
    public async Task A_number_in_other_letters_is_the_same_number()
    {
        await _house.ImportAsync(_region, Coded("10a;Школа;8А;2"));
        foreach (string code in new[] { "10A", "10a" })
        {
            Assert.Equal("0 0 1 0 0", RosterHouse.Changes((await _house.ImportAsync(_region, Coded($"{code};Школа;8А;2"))).Plan));
        }

        // As an earlier import may have left it.
        await _house.ExecuteAsync("INSERT INTO school_code (region_id, code, school_id) SELECT region_id, '10a', school_id FROM school_code");
        Assert.Equal("0 0 1 0 0", RosterHouse.Changes((await _house.ImportAsync(_region, Coded("10A;Школа;8А;2"))).Plan));
    }

    [Fact]
    public async Task Two_classes_of_one_reading_do_not_stop_an_import()
    {
        await _house.ImportAsync(_region, Counted("Округ;Школа;9Е;2"));
        SchoolClass room = await RoomAsync();
        await _house.Engine.Organisation.AddClassAsync(room.SchoolId, 9, "Ё", 3, 0, Engine.Batteries.BatteryVariant.Standard, default);
        Assert.Equal("0 0 1 0 0", RosterHouse.Changes((await _house.ImportAsync(_region, Counted("Округ;Школа;9Е;2"))).Plan));
    }

    [Fact]
    public async Task Two_schools_under_one_number_are_a_fault_and_nothing_of_them_is_mixed()
    {
        (RosterPlan plan, _) = await _house.ImportAsync(_region, Coded("10;Школа № 1;8А;2\n10;ШКОЛА №1;8Б;2\n10;Школа № 2;8В;2\n10;;8Г;2"));
        Assert.Equal((4L, RosterFaultKind.SchoolMixed, "10"), Assert.Single(plan.Faults.Select(fault => (fault.Line, fault.Kind, fault.Text))));
        Assert.Equal(["Округ/Школа № 1/8А 2+2", "Округ/Школа № 1/8Б 2+2", "Округ/Школа № 1/8Г 2+2"], await _house.ClassesAsync());
    }

    [Fact]
    public async Task A_school_of_the_same_name_with_another_number_is_not_written_into_the_first()
    {
        foreach (string rows in new[] { "10;Школа;8А;2\n20;Школа;8А;3", "20;Школа;8А;3" })
        {
            (RosterPlan plan, _) = await _house.ImportAsync(_region, Coded(rows));
            Assert.Equal((RosterFaultKind.SchoolMixed, "Школа"), Assert.Single(plan.Faults.Select(fault => (fault.Kind, fault.Text))));
            Assert.Equal(["Округ/Школа/8А 2+2"], await _house.ClassesAsync());
        }

        // Without a number the name is enough, as long as one school has it.
        await _house.ImportAsync(_region, Counted("Округ;Школа;8А;3"));
        Assert.Equal(["Округ/Школа/8А 3+2"], await _house.ClassesAsync());
        await _house.ExecuteAsync("UPDATE school SET name = 'Школа 1'");
        await _house.Engine.Organisation.AddSchoolAsync(await _house.TextAsync("SELECT municipality_id FROM school"), "Школа № 1", Settlement.City, default);
        (RosterPlan open, RosterDone nothing) = await _house.ImportAsync(_region, Counted("Округ;школа 1;8А;9"));
        Assert.Equal((RosterFaultKind.SchoolMixed, 0), (Assert.Single(open.Faults).Kind, nothing.Changed));
    }

    [Theory]
    [InlineData("Округ;Школа;8А")]
    [InlineData("Округ;;8А;м;")]
    [InlineData("Округ;Школа;восемь;м;")]
    [InlineData("Округ;Школа;;м;")]
    public async Task A_class_does_not_become_smaller_while_a_row_is_left_out_that_may_be_its(string row)
    {
        await _house.ImportAsync(_region, Told("8А;;", "8А;;", "9А;;"));
        (RosterPlan plan, _) = await _house.ImportAsync(_region, _files.Text($"Муниципалитет;Школа;Класс;Пол;Особые условия\nОкруг;Школа;8А;;\n{row}\nОкруг;Школа;9А;;\nОкруг;Школа;9А;;\n"));
        Assert.Equal([RosterHeld.Faulty, null], plan.Schools[0].Classes.Select(room => room.Held));
        Assert.Equal(["Округ/Школа/8А 2+2", "Округ/Школа/9А 2+2"], await _house.ClassesAsync());
    }

    private async Task<SchoolClass> RoomAsync() =>
        Assert.Single(await _house.Engine.Organisation.ClassesAsync(await _house.TextAsync("SELECT id FROM school"), default));

    private string Counted(string rows) => _files.Text($"Муниципалитет;Школа;Класс;Число учеников\n{rows}\n");

    private string Coded(string rows) => _files.Text($"Муниципалитет;Код школы;Школа;Класс;Число учеников\n{rows.ReplaceLineEndings("\nОкруг;").Insert(0, "Округ;")}\n");

    private string Told(params string[] rows) =>
        _files.Text($"Муниципалитет;Школа;Класс;Пол;Особые условия\n{string.Concat(rows.Select(row => $"Округ;Школа;{row}\n"))}");

    private sealed class StopAt(double share, CancellationTokenSource stop) : IProgress<double>
    {
        public void Report(double value)
        {
            if (value >= share && value < 1)
            {
                stop.Cancel();
            }
        }
    }
}
