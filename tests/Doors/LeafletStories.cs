using System.Net;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Web;

namespace Diagnostics.Tests.Doors;

/// <summary>The leaflet for after the lesson: plain for anybody, with school and operator for a class, and nothing of a student in either.</summary>
public sealed class LeafletStories(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task The_plain_leaflet_is_open_to_all_and_says_where_the_result_opens()
    {
        using HttpClient anybody = server.Client();
        using HttpResponseMessage reply = await anybody.GetAsync(new Uri("/leaflet", UriKind.Relative));
        string page = WebUtility.HtmlDecode(await reply.Content.ReadAsStringAsync());
        Assert.Equal("text/html", reply.Content.Headers.ContentType!.MediaType);
        Assert.Contains($"{server.Address}result", page, StringComparison.Ordinal);
        Assert.Contains(Texts.Russian("leaflet.withdraw.title"), page, StringComparison.Ordinal);
        Assert.DoesNotContain("{", page, StringComparison.Ordinal);
        // No number to call is made up: a school's own stands on its board.
        Assert.DoesNotMatch(@"\d[\d\s()-]{5,}\d", System.Text.RegularExpressions.Regex.Replace(page, "<svg.*?</svg>|http://[^ <]+", ""));
    }

    [Fact]
    public async Task A_classs_leaflet_names_school_and_operator_and_no_code_pin_or_link_of_it()
    {
        CodeSheet sheet = await server.MakeClassAsync();
        OrgNode school = new(NodeKind.School, sheet.School.Id);
        using HttpClient teacher = await server.StaffAsync(StaffRole.Teacher, school);
        Uri address = new($"/setup/classes/{sheet.Class.Id}/leaflet", UriKind.Relative);
        string before = WebUtility.HtmlDecode(await teacher.GetStringAsync(address));
        Assert.Contains(sheet.School.Name, before, StringComparison.Ordinal);
        Assert.DoesNotContain("Центр диагностики", before, StringComparison.Ordinal);
        await NameOperatorAsync();
        string page = WebUtility.HtmlDecode(await teacher.GetStringAsync(address));
        Assert.Contains("Центр диагностики <«Шаг»>", page, StringComparison.Ordinal);
        foreach (string secret in sheet.Cards.Select(card => card.Code).Append(sheet.Pin).Append(sheet.Class.BoardLink))
        {
            Assert.DoesNotContain(secret, page, StringComparison.Ordinal);
        }
    }

    private async Task NameOperatorAsync()
    {
        CampaignView campaign = (await server.Engine.Campaigns.ListAsync(OrgNode.Server, default)).Single();
        Assert.Null(await server.Engine.Campaigns.ChangeAsync(
            campaign.RegionId, campaign.Id, campaign.Settings with { OperatorName = "Центр диагностики <«Шаг»>", OperatorAddress = "Заречье, ул. Мира, 1" },
            campaign.Stamp, "test", default));
    }
}
