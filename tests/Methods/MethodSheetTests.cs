using System.Text.Json;
using Diagnostics.Engine.Methods;
using Diagnostics.Engine.Privacy;
using Diagnostics.Tests.Reviews;

namespace Diagnostics.Tests.Methods;

/// <summary>Sheets of methods on paper: keyed twice, brought from tables, read with scores, and nowhere else.</summary>
public sealed class MethodSheetTests
{
    [Fact]
    public async Task A_sheet_waits_for_its_second_keying_and_a_difference_is_settled()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync();
        string method = await house.MethodAsync();
        Assert.Equal(KeyingKind.Waits, (await house.KeyAsync(method, "a", [4, 1, null])).Kind);
        Assert.Equal(KeyingKind.Waits, (await house.KeyAsync(method, "a", [4, 0, null])).Kind);
        Assert.Empty((await house.StudentAsync())!);
        Assert.Null(Assert.Single((await house.ClassAsync(method)).Sheets).Scores);

        KeyingOutcome differs = await house.KeyAsync(method, "b", [4, 2, 3]);
        Assert.Equal(KeyingKind.Differs, differs.Kind);
        Assert.Equal([new KeyingDifference(1, 0), new KeyingDifference(2, null)], differs.Differences.ToArray());
        Assert.Equal(KeyingKind.Differs, (await house.KeyAsync(method, "b", [4, 2, 3], [1])).Kind);
        Assert.Equal(KeyingKind.Kept, (await house.KeyAsync(method, "b", [4, 2, 3], [1, 2])).Kind);
        Assert.Equal(KeyingKind.Kept, (await house.KeyAsync(method, "b", [4, 2, 3], [1, 2])).Kind);
        Assert.Equal(KeyingKind.Held, (await house.KeyAsync(method, "c", [4, 2, 1])).Kind);
        StudentSheet sheet = Assert.Single((await house.StudentAsync())!);
        Assert.Equal(("Опросник школы", "2026-11-01", SheetWay.Twice), (sheet.Title, sheet.HeldOn, sheet.Way));
        Assert.Equal([6.0, 3.0], sheet.Scores.Select(score => score.Raw!.Value));

        Assert.Equal(KeyingKind.Kept, (await house.KeyAsync(method, "d", [4, 4, 1], isReadBack: true, heldOn: "2025")).Kind);
        Assert.Equal(["2025", "2026-11-01"], (await house.StudentAsync())!.Select(one => one.HeldOn));
        Assert.True(house.Verify().IsSound, string.Join("; ", house.Verify().Faults));
        Assert.False(await house.Engine.MethodSheets.DropAsync(house.Room.Id, method, 1, "2025", SheetRow.MarkOf(1, [4, 0, 3]), "p", default));
        Assert.True(await house.DropAsync(method, "2025"));
        Assert.False(await house.DropAsync(method, "2025"));
        Assert.Equal(4, await house.House.CountAsync("SELECT COUNT(*) FROM audit_entry WHERE act = 'methodKeyed'"));
        Assert.Equal(1, await house.House.CountAsync("SELECT COUNT(*) FROM audit_entry WHERE act = 'methodSheetDropped'"));
        await house.House.ExecuteAsync("UPDATE method_sheet SET answers = '[9,9,9]'");
        Assert.False(house.Verify().IsSound);
    }

    [Fact]
    public async Task Rows_of_a_table_are_added_once_changed_on_purpose_and_never_over_somebody()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync();
        string method = await house.MethodAsync();
        Assert.Equal(RowOutcome.Added, await house.ImportAsync(method, [4, 0, 3]));
        Assert.Equal(RowOutcome.Unchanged, await house.ImportAsync(method, [4, 0, 3]));
        SheetView sheet = Assert.Single((await house.ClassAsync(method)).Sheets);
        Assert.Equal((SheetRow.MarkOf(1, [4, 0, 3]), SheetWay.File), (sheet.Mark, sheet.Way));
        Assert.Equal(RowOutcome.Moved, await house.ImportAsync(method, [4, 1, 3]));
        Assert.Equal(RowOutcome.Changed, await house.ImportAsync(method, [4, null, 3], sheet.Mark));
        Assert.Equal(RowOutcome.Moved, await house.ImportAsync(method, [1, 1, 1], sheet.Mark));
        Assert.Equal(RowOutcome.Closed, await house.ImportAsync(method, [4, 0, 3], seat: 2));
        foreach ((int?[] answers, string day) in new (int?[], string)[] { ([4, 0], "2025"), ([4, 5, 3], "2025"), ([null, null, null], "2025"), ([4, 0, 3], "2030"), ([4, 0, 3], "осень"), ([4, 0, 3], "2026-13-01") })
        {
            Assert.Equal(RowOutcome.Invalid, await house.ImportAsync(method, answers, heldOn: day));
        }

        Assert.Null((await house.StudentAsync())!.Single().Scores[0].Raw);
        Assert.Null(await house.Engine.MethodSheets.ImportAsync(house.Room.Id, method, (await house.UsedAsync(method)) with { Version = 2 }, [new SheetRowOrder(1, "2025", [4, 0, 3], null)], "p", default));
        Assert.Equal(2, await house.House.CountAsync("SELECT COUNT(*) FROM audit_entry WHERE act = 'methodImported'"));
    }

    [Fact]
    public async Task A_key_keeps_its_own_columns_alone_and_a_number_that_comes_again_is_no_same_key()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync();
        string school = house.Room.SchoolId;
        MethodDesk methods = house.Engine.Methods;
        string method = await house.MethodAsync("text;reverse;item;scale;min;max\n\"Чинить; велосипед\";0;1; Р ;0;4\nЧитать вслух;1;2;\"Р, новая\";0;4\n");
        await house.MethodAsync("pair,option,text,type\n1,а,Чинить велосипед,Ч\n1,б,Читать вслух,Т\n");
        Assert.Equal(
            "item,scale,min,max,reverse\n1,Р,0,4,0\n2,\"Р, новая\",0,4,1\n pair,option,type\n1,а,Ч\n1,б,Т\n",
            await house.House.TextAsync("SELECT MIN(key_text) || ' ' || MAX(key_text) FROM method"));
        Assert.Equal(["Р", "Р, новая"], (await methods.ReadAsync(school, default)).Single(view => view.Id == method).Scales.Select(scale => scale.Id));

        string one = await house.MethodAsync();
        await house.ImportAsync(one, [4, 0, 3]);
        Assert.Equal((one, 2), await methods.MakeAsync(school, one, "Опросник", MethodHouse.Key.Replace("2,Р,0,4,1", "2,Р,0,4,0", StringComparison.Ordinal), MissingAnswers.NoScore, "p", default));
        KeyUsed seen = await house.UsedAsync(one, 2);
        Assert.True(await methods.DropAsync(school, one, 2, "p", default));
        Assert.Equal((one, 2), await methods.MakeAsync(school, one, "Опросник", MethodHouse.Key, MissingAnswers.Prorated, "p", default));
        Assert.Null(await house.Engine.MethodSheets.KeyAsync(house.Room.Id, one, new SheetKeying(seen, 1, "2024", "a", [4, 0, 3], [], true), "p", default));
        Assert.Null(await house.Engine.MethodSheets.ImportAsync(house.Room.Id, one, seen, [new SheetRowOrder(1, "2024", [4, 0, 3], null)], "p", default));
        Assert.Equal(KeyingKind.Kept, (await house.KeyAsync(one, "a", [4, 0, 3], isReadBack: true, heldOn: "2024", version: 2)).Kind);
    }

    [Fact]
    public async Task A_key_with_sheets_stays_another_is_another_version_and_a_neighbour_has_neither()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync();
        string school = house.Room.SchoolId;
        string method = await house.MethodAsync();
        await house.ImportAsync(method, [4, 0, 3]);
        MethodDesk methods = house.Engine.Methods;
        Assert.False(await methods.DropAsync(school, method, 1, "p", default));
        Assert.Equal((method, 2), await methods.MakeAsync(school, method, "Опросник школы", MethodHouse.Key.Replace(",1\n", ",0\n", StringComparison.Ordinal), MissingAnswers.NoScore, "p", default));
        Assert.Null(await methods.MakeAsync(school, method, " ", MethodHouse.Key, MissingAnswers.NoScore, "p", default));
        Assert.Null(await methods.MakeAsync(school, null, "Опросник", "item", MissingAnswers.NoScore, "p", default));
        Assert.Equal([(1, 1L), (2, 0L)], (await methods.ReadAsync(school, default)).Select(view => (view.Version, view.Sheets)));
        Assert.True(await methods.DropAsync(school, method, 2, "p", default));

        Storage.TestHouse other = house.House;
        string neighbour = (await other.ClassAsync()).SchoolId;
        Assert.Empty(await methods.ReadAsync(neighbour, default));
        Assert.Null(await methods.MakeAsync(neighbour, method, "Опросник", MethodHouse.Key, MissingAnswers.NoScore, "p", default));
        Assert.False(await methods.DropAsync(neighbour, method, 1, "p", default));
        MethodMapping mapping = new(new Dictionary<string, string> { [new string('a', 64)] = "1" }, new Dictionary<string, int> { [new string('b', 64)] = -1 });
        Assert.False(await methods.RememberAsync(neighbour, method, mapping, "p", default));
        Assert.True(await methods.RememberAsync(school, method, mapping, "p", default));
        Assert.False(await methods.RememberAsync(school, method, mapping with { Words = new Dictionary<string, int> { ["Да"] = 1 } }, "p", default));
        Assert.True(await methods.RememberAsync(school, method, new MethodMapping(new Dictionary<string, string> { [new string('c', 64)] = "2" }, mapping.Words), "p", default));
        Assert.Equal(2, (await methods.MappingAsync(school, method, default)).Columns.Count);
        Assert.Empty((await methods.MappingAsync(neighbour, method, default)).Columns);
        await house.House.ExecuteAsync("UPDATE method SET school_id = @neighbour", new { neighbour });
        Assert.False(house.Verify().IsSound);
    }

    [Fact]
    public async Task Nothing_of_it_is_in_a_result_or_a_need_who_withdrew_is_not_read_and_it_is_erased_with_the_rest()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync();
        string before = await house.StudentJsonAsync();
        string method = await house.MethodAsync();
        await house.ImportAsync(method, [4, 0, 3]);
        Assert.Equal(before, await house.StudentJsonAsync());
        string profile = JsonSerializer.Serialize(await house.Engine.Protocols.ReadAsync(house.Room.Id, 1, "p", default), ReviewHouse.Readable);
        Assert.DoesNotContain("Опросник", profile, StringComparison.Ordinal);
        await house.House.ExecuteAsync("UPDATE test_session SET parent_consent = 0");
        Assert.Null(await house.StudentAsync());
        Assert.Empty((await house.ClassAsync(method)).Sheets);
        Assert.Empty((await house.ClassAsync(method)).Seats);
        Assert.Equal(RowOutcome.Closed, await house.ImportAsync(method, [1, 1, 1]));
        Assert.Equal(KeyingKind.Nothing, (await house.KeyAsync(method, "a", [1, 1, 1])).Kind);
        HeldSession held = (await house.Engine.Privacy.FindAsync(await house.House.CodeAsync(house.Room), default))!;
        Assert.True(await house.Engine.Privacy.EraseAsync(held.SessionId, "keeper", default));
        Assert.Equal(0, await house.House.CountAsync("SELECT COUNT(*) FROM method_sheet"));
    }
}
