using Diagnostics.Engine.Methods;
using Diagnostics.Tests.Reviews;

namespace Diagnostics.Tests.Methods;

/// <summary>A school that holds a method of three items on two scales; shortcuts for its sheets.</summary>
internal static class MethodHouse
{
    public const string Key = "item,scale,min,max,reverse\n1,Р,0,4,0\n2,Р,0,4,1\n3,Техника,1,3,0\n";

    public static async Task<string> MethodAsync(this ReviewHouse house, string key = Key, MissingAnswers missing = MissingAnswers.NoScore) =>
        (await house.Engine.Methods.MakeAsync(house.Room.SchoolId, null, "Опросник школы", key, missing, house.Psychologist.Id, default))!.Value.Id;

    public static async Task<KeyingOutcome> KeyAsync(
        this ReviewHouse house, string method, string keying, int?[] answers, int[]? settled = null, bool isReadBack = false, string heldOn = "2026-11-01", int seat = 1, int version = 1) =>
        (await house.Engine.MethodSheets.KeyAsync(
            house.Room.Id, method, new SheetKeying(await house.UsedAsync(method, version), seat, heldOn, keying, answers, settled ?? [], isReadBack), house.Psychologist.Id, default))!;

    public static async Task<RowOutcome> ImportAsync(this ReviewHouse house, string method, int?[] answers, string? before = null, string heldOn = "2025", int seat = 1) =>
        Assert.Single((await house.Engine.MethodSheets.ImportAsync(
            house.Room.Id, method, await house.UsedAsync(method), [new SheetRowOrder(seat, heldOn, answers, before)], house.Psychologist.Id, default))!.Rows);

    /// <summary>The key of a version as it is now.</summary>
    public static async Task<KeyUsed> UsedAsync(this ReviewHouse house, string method, int version = 1) =>
        new(version, (await house.Engine.Methods.ReadAsync(house.Room.SchoolId, default)).Single(view => (view.Id, view.Version) == (method, version)).Mark);

    /// <summary>Takes away what stands there now.</summary>
    public static async Task<bool> DropAsync(this ReviewHouse house, string method, string heldOn) =>
        await house.Engine.MethodSheets.DropAsync(
            house.Room.Id, method, 1, heldOn, (await house.ClassAsync(method)).Sheets.FirstOrDefault(sheet => sheet.HeldOn == heldOn)?.Mark ?? "", house.Psychologist.Id, default);

    public static async Task<ClassSheets> ClassAsync(this ReviewHouse house, string method) =>
        (await house.Engine.MethodSheets.ReadAsync(house.Room.Id, method, house.Psychologist.Id, default))!;

    public static Task<IReadOnlyList<StudentSheet>?> StudentAsync(this ReviewHouse house, int seat = 1) =>
        house.Engine.MethodSheets.ReadOneAsync(house.Room.Id, seat, house.Psychologist.Id, default);
}
