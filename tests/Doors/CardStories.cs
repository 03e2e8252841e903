using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;

namespace Diagnostics.Tests.Doors;

/// <summary>A lost card: a teacher who is signed in gives the seat a new code and sees it on the screen; a board's PIN alone gives none.</summary>
public sealed class CardStories(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A_teacher_gives_a_new_code_and_the_card_on_the_screen_opens_the_seat()
    {
        CodeSheet sheet = await server.MakeClassAsync();
        using HttpClient teacher = await server.StaffAsync(StaffRole.Teacher, new OrgNode(NodeKind.School, sheet.School.Id));
        string address = $"/api/setup/classes/{sheet.Class.Id}";
        using HttpResponseMessage reissued = await teacher.PostAsJsonAsync($"{address}/reissue", new { seat = sheet.Cards[0].Seat });
        Assert.Equal(HttpStatusCode.NoContent, reissued.StatusCode);
        using HttpResponseMessage shown = await teacher.PostAsJsonAsync($"{address}/card", new { seat = sheet.Cards[0].Seat });
        Assert.Equal((HttpStatusCode.OK, true), (shown.StatusCode, shown.Headers.CacheControl!.NoStore));
        JsonElement card = await shown.Content.ReadFromJsonAsync<JsonElement>();
        string code = card.GetProperty("code").GetString()!;
        Assert.NotEqual(sheet.Cards[0].Code, code);
        string[] rows = [.. card.GetProperty("qr").EnumerateArray().Select(row => row.GetString()!)];
        Assert.All(rows, row => Assert.Equal(rows.Length, row.Length));
        using StudentClient old = new(server.Client(), Guid.NewGuid().ToString("N"));
        using HttpResponseMessage lost = await old.TryEnterAsync(sheet.Cards[0].Code);
        Assert.Equal(HttpStatusCode.NotFound, lost.StatusCode);
        using StudentClient student = new(server.Client(), Guid.NewGuid().ToString("N"));
        await student.EnterAsync(code);
        Assert.Equal(sheet.Cards[0].Seat, student.Entered.GetProperty("place").GetProperty("seat").GetInt32());
        AuditLine told = (await server.Engine.Audit.ReadAsync(OrgNode.Server, long.MaxValue, default)).First(line => line.Act == AuditAct.CardsPrinted);
        Assert.Equal($"seat {sheet.Cards[0].Seat}", told.Detail);
    }

    [Fact]
    public async Task A_board_that_was_opened_by_its_pin_gives_no_code()
    {
        CodeSheet sheet = await server.MakeClassAsync();
        using HttpClient board = await server.TeacherAsync(sheet);
        foreach (string door in new[] { "reissue", "card" })
        {
            using HttpResponseMessage refused = await board.PostAsJsonAsync($"/api/setup/classes/{sheet.Class.Id}/{door}", new { seat = 1 });
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }
    }
}
