using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Web.Access;

namespace Diagnostics.Tests.Doors;

/// <summary><c>serve --second-factor-from</c>: what a region may demand of coordinators.</summary>
public sealed class SecondFactorOption
{
    [Theory]
    [InlineData(false, StaffRole.Coordinator, "complete")]
    [InlineData(true, StaffRole.Coordinator, "factorDue")]
    [InlineData(true, StaffRole.Teacher, "complete")]
    [InlineData(false, StaffRole.Operator, "factorDue")]
    public async Task The_stage_of_a_sign_in_is_as_the_region_set_it(bool demanded, StaffRole role, string stage)
    {
        await using RunningServer server = await RunningServer.StartAsync(new RunningServer { Demo = false, CoordinatorsNeedFactor = demanded });
        Engine.Campaigns.CodeSheet sheet = await server.MakeClassAsync();
        StaffPasswords passwords = new();
        string hash = await passwords.HashAsync(RunningServer.Password, default);
        OrgNode place = role == StaffRole.Operator ? OrgNode.Server : new OrgNode(NodeKind.School, sheet.School.Id);
        await server.Engine.Accounts.AddAsync(new NewAccount("keeper", "Иванова А. П.", role, place, hash), "test", default);
        using HttpClient browser = await server.SignInAsync("keeper", RunningServer.Password);
        JsonElement me = await browser.GetFromJsonAsync<JsonElement>("/api/staff/me");
        Assert.Equal((stage, stage == "factorDue"), (me.GetProperty("stage").GetString(), me.GetProperty("needsFactor").GetBoolean()));
        using HttpResponseMessage held = await browser.PostAsJsonAsync("/api/privacy/look", new { code = sheet.Cards[0].Code });
        Assert.Equal(stage == "factorDue" || role == StaffRole.Teacher ? HttpStatusCode.Forbidden : HttpStatusCode.OK, held.StatusCode);
    }
}
