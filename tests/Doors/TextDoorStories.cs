using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Reviews;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Consent;
using Diagnostics.Tests.Reviews;

namespace Diagnostics.Tests.Doors;

/// <summary>One signed decision through three doors: the bytes of each reader hold that reader's text and nobody else's.</summary>
public sealed class TextDoorStories(RunningServer server) : IClassFixture<RunningServer>
{
    private static readonly string[] Texts = ["Слова ученику", "Слова родителю", "Слова учителю"];

    [Fact]
    public async Task Each_door_tells_its_own_text_to_its_own_key_and_after_a_withdrawal_none_does()
    {
        (SchoolClass room, string key) = await FinishedAsync();
        OrgNode school = new(NodeKind.School, room.SchoolId);
        using HttpClient own = await server.StaffAsync(StaffRole.Psychologist, school);
        using HttpClient teacher = await server.StaffAsync(StaffRole.Teacher, school);
        using HttpClient colleague = await server.StaffAsync(StaffRole.Teacher, school);
        string teacherId = (await teacher.GetFromJsonAsync<JsonElement>("/api/staff/me")).GetProperty("id").GetString()!;
        await SignAsync(room, new ReviewTexts(Texts[0], Texts[1], Texts[2], teacherId));
        using HttpClient phone = server.Client();
        string parentKey = await ParentKeyAsync(own, room);
        string addressed = $"/api/staff/addressed/classes/{room.Id}/seats/1";
        AssertOnly(Texts[0], await BodyAsync(phone, "/api/result", new { key }, HttpStatusCode.OK));
        AssertOnly(Texts[1], await BodyAsync(phone, "/api/parent/text", new { key = parentKey }, HttpStatusCode.OK));
        AssertOnly(Texts[2], await TextOf(await teacher.GetAsync(new Uri(addressed, UriKind.Relative))));
        AssertOnly(null, await TextOf(await colleague.GetAsync(new Uri(addressed, UriKind.Relative))));
        AssertOnly(null, await TextOf(await own.GetAsync(new Uri(addressed, UriKind.Relative))));
        AssertOnly(null, await TextOf(await teacher.GetAsync(new Uri("/api/staff/addressed", UriKind.Relative))));
        Assert.Equal(1, (await teacher.GetFromJsonAsync<JsonElement>("/api/staff/addressed")).GetArrayLength());
        Assert.Equal(0, (await colleague.GetFromJsonAsync<JsonElement>("/api/staff/addressed")).GetArrayLength());

        // A parent reads words, a signer and where it is from; nothing else is in the reply.
        JsonElement told = JsonDocument.Parse(await BodyAsync(phone, "/api/parent/text", new { key = parentKey }, HttpStatusCode.OK)).RootElement;
        Assert.Equal(["className", "schoolName", "seal", "signedAtMs", "signer", "text"], told.EnumerateObject().Select(one => one.Name).Order());
        await BodyAsync(phone, "/api/result", new { key = parentKey }, HttpStatusCode.NotFound);
        await BodyAsync(phone, "/api/parent/text", new { key }, HttpStatusCode.NotFound);

        // Guesses are told to wait; a right key still opens.
        HttpStatusCode last = HttpStatusCode.OK;
        for (int attempt = 0; attempt < 200; attempt++)
        {
            using HttpResponseMessage guessed = await phone.PostAsJsonAsync("/api/parent/text", new { key = $"ABCD-EFGH-JKMN-{attempt:D4}" });
            last = guessed.StatusCode;
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        await BodyAsync(phone, "/api/parent/text", new { key = parentKey }, HttpStatusCode.OK);

        using HttpResponseMessage withdrawn = await own.PostAsJsonAsync($"/api/staff/results/classes/{room.Id}/withdraw", new { seat = 1, reason = "mistake" });
        Assert.Equal(HttpStatusCode.NoContent, withdrawn.StatusCode);
        AssertOnly(null, await BodyAsync(phone, "/api/result", new { key }, HttpStatusCode.OK));
        Assert.Contains("text-closed", await BodyAsync(phone, "/api/parent/text", new { key = parentKey }, HttpStatusCode.Gone), StringComparison.Ordinal);
        AssertOnly(null, await TextOf(await teacher.GetAsync(new Uri(addressed, UriKind.Relative))));
        Assert.Equal(0, (await teacher.GetFromJsonAsync<JsonElement>("/api/staff/addressed")).GetArrayLength());
    }

    private static async Task<string> ParentKeyAsync(HttpClient own, SchoolClass room)
    {
        using HttpResponseMessage reply = await own.PostAsJsonAsync($"/api/staff/results/classes/{room.Id}/parent-keys", new { });
        JsonElement card = Assert.Single((await reply.Content.ReadFromJsonAsync<JsonElement>()).EnumerateArray());
        Assert.Equal(1, card.GetProperty("seat").GetInt32());
        Assert.NotEqual(0, card.GetProperty("qr").GetArrayLength());
        return card.GetProperty("key").GetString()!;
    }

    private static async Task<string> BodyAsync(HttpClient browser, string path, object body, HttpStatusCode expected)
    {
        using HttpResponseMessage reply = await browser.PostAsJsonAsync(path, body);
        Assert.Equal(expected, reply.StatusCode);
        return JsonSerializer.Serialize(await reply.Content.ReadFromJsonAsync<JsonElement>(), ReviewHouse.Readable);
    }

    private static async Task<string> TextOf(HttpResponseMessage reply)
    {
        using (reply)
        {
            Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
            return JsonSerializer.Serialize(await reply.Content.ReadFromJsonAsync<JsonElement>(), ReviewHouse.Readable);
        }
    }

    /// <summary>Of the three texts this one alone is told, or with null none.</summary>
    private static void AssertOnly(string? own, string json)
    {
        Assert.True(own is null || json.Contains(own, StringComparison.Ordinal), json);
        Assert.All(Texts.Where(text => text != own), other => Assert.DoesNotContain(other, json, StringComparison.Ordinal));
    }

    private async Task SignAsync(SchoolClass room, ReviewTexts texts)
    {
        ReviewState state = (await server.Engine.Reviews.ReadAsync(room.Id, 1, "test", default))!;
        Account signer = await server.Engine.Accounts.AddAsync(
            new NewAccount($"signer-{Guid.NewGuid():N}", "Вера Психологова", StaffRole.Psychologist, new OrgNode(NodeKind.School, room.SchoolId), "none"), "test", default);
        Assert.IsType<SignOutcome.Done>(await server.Engine.Reviews.SignAsync(
            room.Id, 1, new ReviewOrder(state.Versions.Length + 1, state.Protocol, 0, [], texts), signer, default));
    }

    /// <summary>A class of which seat 1 has finished, and the key of that result.</summary>
    private async Task<(SchoolClass Room, string Key)> FinishedAsync()
    {
        OrgTree tree = server.Engine.Organisation;
        Municipality place = await tree.AddMunicipalityAsync((await tree.AddRegionAsync($"Край {Guid.NewGuid():N}", default)).Id, "Округ", default);
        SchoolClass room = await tree.AddClassAsync((await tree.AddSchoolAsync(place.Id, "Школа", Settlement.City, default)).Id, 9, "А", 2, 0, default);
        await ParentsOnPaper.AgreeAsync(server.Engine, room.Id);
        await server.Engine.Board.SetLessonAsync(room.Id, LessonState.Running, default);
        using StudentClient student = new(server.Client(), "0123456789abcdef");
        await student.EnterAsync((await server.Engine.Cards.ReadAsync(room.Id, default))!.Cards[0].Code);
        await student.DecideAsync(agree: true);
        HelloReply hello = await student.HelloAsync();
        AnswerEntry[] answers = [.. Interested.Answers(server.Engine.Batteries.For(9)!, "R", "I")];
        await student.PutAsync(hello.Epoch, 1, answers);
        return (room, (await student.FinishAsync(hello.Epoch, answers.Length)).ResultKey!);
    }
}
