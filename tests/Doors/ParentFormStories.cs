using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Consent;

namespace Diagnostics.Tests.Doors;

/// <summary>The parents' questions through the public doors: nothing without the link and the agreement, nothing of it on any other page of the student.</summary>
public sealed class ParentFormStories(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A_parent_answers_by_the_link_alone_while_the_agreement_stands()
    {
        CodeSheet sheet = await server.MakeClassAsync(parents: false);
        string link = (await server.Engine.ParentSheets.PrintAsync(sheet.Class.Id, "keeper", default))!.Cards[0].Link;
        using HttpClient phone = server.Client();
        using HttpResponseMessage look = await phone.PostAsJsonAsync("/api/parent/form", new { link });
        Assert.Contains("no-store", look.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        JsonElement questions = (await look.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("questions");
        Assert.Equal(["form", "instruction", "questions", "version"], questions.EnumerateObject().Select(one => one.Name).Order());
        Assert.Equal(
            ["alone", "answers", "id", "kind", "most", "sphere", "text"], questions.GetProperty("questions")[0].EnumerateObject().Select(one => one.Name).Order());
        object given = Given(link, questions);
        Assert.Equal(HttpStatusCode.Conflict, await PostAsync(phone, "answers", given));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(phone, "decide", new { link, agree = true, textVersion = ConsentTexts.OfParents }));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(phone, "answers", given));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(phone, "answers", new { link }));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(phone, "answers", new { link, answers = Enumerable.Repeat("1", 101) }));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(phone, "answers", Given("AAAA-BBBB-CCCC-DDDD-EEEE", questions)));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(phone, "form", new { link = "AAAA-BBBB-CCCC-DDDD-EEEE" }));
        using HttpResponseMessage again = await phone.PostAsJsonAsync("/api/parent/form", new { link });
        Assert.Equal(18, (await again.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("answers").GetArrayLength());
    }

    private static object Given(string link, JsonElement questions) => new
    {
        link,
        version = questions.GetProperty("version").GetString(),
        form = questions.GetProperty("form").GetString(),
        answers = questions.GetProperty("questions").EnumerateArray().Select(_ => "1"),
    };

    private static async Task<HttpStatusCode> PostAsync(HttpClient phone, string door, object body)
    {
        using HttpResponseMessage response = await phone.PostAsJsonAsync($"/api/parent/{door}", body);
        return response.StatusCode;
    }
}
